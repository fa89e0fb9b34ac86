"""Old links lead on: a person or home that was joined to another, or came apart, left a redirect."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from jigsaw.care.people.models import Redirect
from jigsaw.foundation.core.errors import NotFound

_MOST_HOPS = 20
Row = TypeVar("Row")


def followed(kind: str, key: UUID, find: Callable[[UUID], Row | None]) -> Row:
    """The row under this id, or where its redirects lead. Raises NotFound."""
    for _ in range(_MOST_HOPS):
        found = find(key)
        if found is not None:
            return found
        onward = (
            Redirect.objects.filter(kind=kind, old=key).order_by("-at").values_list("new", flat=True).first()
        )
        if onward is None:
            break
        key = onward
    raise NotFound(
        "Opening this page", "there is nothing here that you can see", "Check the address, or search"
    )
