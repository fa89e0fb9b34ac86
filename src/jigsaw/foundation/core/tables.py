"""Two kinds of table: those that only grow, and those that are worked out and may be thrown away.

Everything else is changeable. `tests/structure` holds each model to the kind that it declares.
"""

from typing import Any

from django.db import models

from jigsaw.foundation.core.errors import Refused


class AppendOnly(models.Model):
    """Rows are added and never changed or deleted: statements, decisions, what was looked at."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. A row that is already there is refused."""
        if not self._state.adding:
            raise _unchangeable(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused, always."""
        raise _unchangeable(self)


class Derived(models.Model):
    """Rows are worked out from statements and decisions; `jigsaw rebuild` throws them away and makes them
    again.
    """

    class Meta:
        abstract = True


def _unchangeable(row: models.Model) -> Refused:
    return Refused(
        f"Changing a row of {row._meta.label}",
        "rows of this table are only ever added",
        "Add a row that supersedes it, with the reason",
    )
