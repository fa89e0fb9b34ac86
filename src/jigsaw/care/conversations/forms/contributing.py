"""An agency's part: what it knows as facts with date and source, its worries, what it does, what the person wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from jigsaw.care.conversations.actions import Fact
from jigsaw.care.conversations.domain.writing import put_together
from jigsaw.care.conversations.models import Contribution
from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.fields import HiddenField, TextAreaField, TextField

MOST_ROWS = 60
_SPARE_ROWS = 2


@dataclass(frozen=True)
class FactRow:
    """The three fields of one fact, for the template."""

    number: int
    fact: BoundField
    on: BoundField
    source: BoundField


class ContributeForm(forms.Form):
    """Facts in rows, and three questions. `rows` counts the rows, so that more can be added without scripts."""

    rows = HiddenField(required=False)
    seen = HiddenField(required=False)
    worries = TextAreaField("What are we worried about?", rows=4, required=False)
    doing = TextAreaField("What are we doing?", rows=4, required=False)
    person_wants = TextAreaField("What do we think the person wants?", rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = self._row_count()
        for number in range(self.count):
            self.fields[f"fact_{number}"] = TextField(
                "What happened, or is so", required=False, max_length=1000
            )
            hint = "As exactly as it is known: 2006, May 2006, 22/5/2006 14:30"
            self.fields[f"on_{number}"] = TextField("When", hint=hint, required=False, width=20)
            self.fields[f"source_{number}"] = TextField(
                "Source", hint="Where it is written, or who says so", required=False, max_length=200
            )

    def _row_count(self) -> int:
        typed = str(self.data.get("rows", "")) if self.is_bound else str(self.initial.get("rows", ""))
        asked = int(typed) if typed.isdigit() else _SPARE_ROWS
        return max(1, min(asked, MOST_ROWS))

    def fact_rows(self) -> list[FactRow]:
        """The rows, for the template."""
        parts = ("fact", "on", "source")
        return [
            FactRow(number + 1, *(self[f"{part}_{number}"] for part in parts)) for number in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Each row that is begun has a fact and a source, and a date that can be read or none."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(self.count):
            self._check_row(number, cleaned)
        return cleaned

    def _check_row(self, number: int, cleaned: dict[str, Any]) -> None:
        fact, on, source = (cleaned.get(f"{part}_{number}", "") for part in ("fact", "on", "source"))
        if (on or source) and not fact:
            self.add_error(f"fact_{number}", "Enter the fact")
        if fact and not source:
            self.add_error(f"source_{number}", "Enter the source of this fact")
        if on:
            try:
                cleaned[f"moment_{number}"] = read_date(on)
            except UnreadableDate as error:
                message = f"Enter a date that can be read: {error.hindered_by}"
                self.add_error(f"on_{number}", ValidationError(message))

    def seen_version(self) -> int:
        """The last version that stood on the page when this was begun; 0 for none."""
        typed = str(self.cleaned_data.get("seen", ""))
        return int(typed) if typed.isdigit() else 0

    def facts(self) -> list[Fact]:
        """The rows that were filled in."""
        told = self.cleaned_data
        return [
            Fact(told[f"fact_{number}"], told[f"source_{number}"], told.get(f"moment_{number}"))
            for number in range(self.count)
            if told.get(f"fact_{number}")
        ]


def as_typed(versions: Sequence[Contribution]) -> dict[str, Any]:
    """What the form starts with: the versions of the agency's part that stand, put together, and spare rows."""
    if not versions:
        return {"rows": str(_SPARE_ROWS), "seen": "0"}
    facts = [fact for one in versions for fact in one.facts.all()]
    started: dict[str, Any] = {
        "rows": str(len(facts) + _SPARE_ROWS),
        "seen": str(max(one.version for one in versions)),
    }
    for name in ("worries", "doing", "person_wants"):
        started[name] = put_together([(one.by.name, getattr(one, name)) for one in versions])
    for number, row in enumerate(facts):
        when = Moment(row.on, Accuracy(row.on_accuracy), row.on_uncertain) if row.on else None
        started |= {f"fact_{number}": row.fact, f"source_{number}": row.source}
        started[f"on_{number}"] = _typed_date(when) if when else ""
    return started


def _typed_date(when: Moment) -> str:
    forms_of = {
        Accuracy.YEAR: "%Y",
        Accuracy.MONTH: "%m/%Y",
        Accuracy.DAY: "%d/%m/%Y",
        Accuracy.MINUTE: "%d/%m/%Y %H:%M",
    }
    return ("?" if when.uncertain else "") + when.local.strftime(forms_of[when.accuracy])
