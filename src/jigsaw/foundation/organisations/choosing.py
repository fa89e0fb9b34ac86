"""Choosing colleagues without a list of everybody: first which agencies, then who of them, by a part of a name.

Works without scripts: the first page is a form that asks for the second by its address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.fields import CheckboxesField, TextField
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import agencies

MOST = 60
"""More names than this are not shown at once: a part of a name is asked for."""
_DIGITS = 9


class WhomForm(forms.Form):
    """Which agencies, and perhaps a part of somebody's name."""

    agency = CheckboxesField("Which agencies?", choices=[], missing="Select an agency")
    name = TextField(
        "A part of a name",
        hint="Several names with commas between. Leave it empty to see everybody of these agencies.",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.choices = [(one.key, one.name) for one in agencies(viewer=viewer)]


@dataclass(frozen=True)
class WhomPage:
    """The first page: which agencies. kept: what else the address says, to be said again."""

    shell: Shell
    form: WhomForm
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Found:
    """Whom to choose from, by agency and name. more: how many others were found and are not shown."""

    people: tuple[Practitioner, ...]
    more: int

    def choices(self) -> list[tuple[str, str]]:
        """As a field takes them: key, and name with agency."""
        return [(str(one.pk), f"{one.name}, {one.agency.name}") for one in self.people]

    def notes(self) -> tuple[str, ...]:
        """That others were found, where they were."""
        said = f"{self.more} more were found than are shown. Go back and give a part of their names."
        return (said,) if self.more else ()


def is_asked(address: QueryDict) -> bool:
    """Whether the address says which agencies; without that the first page is shown."""
    return "agency" in address


def found(viewer: Viewer, address: QueryDict, also: Iterable[int | str | None] = ()) -> Found:
    """The people whom the address asks for, and always `also`: those who were chosen before, and oneself."""
    always = _numbers(also)
    active = Practitioner.objects.filter(is_active=True).select_related("agency").order_by("name", "pk")
    asked = active.filter(agency__in=address.getlist("agency")).exclude(pk__in=always)
    names = [one.strip() for one in address.get("name", "").split(",") if one.strip()]
    if names:
        asked = asked.filter(
            reduce(lambda one, other: one | other, (Q(name__icontains=one) for one in names))
        )
    shown = [*active.filter(pk__in=always), *asked[:MOST]] if viewer.key else []
    shown.sort(key=lambda one: (one.agency.name, one.name, one.pk))
    return Found(tuple(shown), max(0, asked.count() - MOST))


def chosen_in(typed: Mapping[str, Any] | None, name: str) -> list[str]:
    """The keys that were chosen in a field, so that they stay among its choices."""
    return typed.getlist(name) if isinstance(typed, QueryDict) else []


def _numbers(keys: Iterable[int | str | None]) -> set[int]:
    told = (str(one) for one in keys)
    return {int(one) for one in told if one.isdecimal() and len(one) <= _DIGITS}
