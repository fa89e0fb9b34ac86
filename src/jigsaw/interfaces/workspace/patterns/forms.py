"""Forms of the pages of patterns."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from jigsaw.care.reasons.pack import changed_pack
from jigsaw.engine.patterns.faults import PackFaults
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.design import fields

SPANS = {"91": "The last three months", "365": "The last year", "730": "The last two years"}
_PREFIX = "number_"
_SUFFIX = "parameters."


class TryForm(forms.Form):
    """A pattern's numbers and lengths of time, as they stand; and how far back they are tried."""

    span = fields.RadiosField(
        "How far back?", choices=list(SPANS.items()), initial="365", missing="Select how far back"
    )

    def __init__(self, *given: Any, pattern: Pattern, **named: Any) -> None:
        super().__init__(*given, **named)
        self.pattern = pattern
        for name, value in pattern.parameters.items():
            self.fields[_PREFIX + name] = _field(name, value)
        self.order_fields([*(_PREFIX + name for name in pattern.parameters), "span"])

    def clean(self) -> dict[str, Any]:
        """Numbers that the definition cannot take are faults of their fields, in the words of the pack's loader."""
        sent = super().clean() or {}
        if self.errors:
            return sent
        numbers = {name: _value(sent[_PREFIX + name]) for name in self.pattern.parameters}
        for fault in _faults(self.pattern.id, numbers):
            name = fault.key.removeprefix(_SUFFIX)
            told = f"{words(name).capitalize()} {fault.wrong} {fault.mend}"
            self.add_error(
                _PREFIX + name if name in numbers else None,
                told if name in numbers else f"{fault.wrong} {fault.mend}",
            )
        if not self.errors and numbers == dict(self.pattern.parameters):
            self.add_error(None, "Change a number: these are the ones that stand")
        return {**sent, "numbers": numbers}

    @property
    def span_of(self) -> tuple[date, date]:
        """The first and the last day that are looked at."""
        today = timezone.localdate()
        return today - timedelta(days=int(self.cleaned_data["span"]) - 1), today


class SignForm(forms.Form):
    """Why numbers are put in force."""

    why = fields.TextAreaField(
        "Why do you sign these numbers?",
        hint="Who agreed, and what decided it. It is kept for ever beside the list above.",
        missing="Enter why you sign these numbers",
        rows=3,
        max_length=300,
    )


class StopForm(forms.Form):
    """Why a pattern is stopped, and when that is looked at again."""

    why = fields.TextAreaField(
        "Why do you stop it?",
        hint="For example: a feed sends each call twice, so it finds people who called once.",
        missing="Enter why you stop it",
        rows=3,
        max_length=300,
    )
    review_on = fields.DateField(
        "On which day is this looked at again?", hint="Nothing is started by itself on that day"
    )

    def clean_review_on(self) -> date:
        """A stop is looked at again on a day that is to come."""
        day: date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Enter a day that is to come")
        return day


class StartForm(forms.Form):
    """Why a pattern is started again."""

    why = fields.TextAreaField(
        "Why do you start it again?", missing="Enter why you start it again", rows=3, max_length=300
    )


def words(name: str) -> str:
    """A parameter's name as words."""
    return name.replace("_", " ")


def _field(name: str, value: int | str) -> forms.Field:
    hint = "A whole number" if isinstance(value, int) else "A length of time, such as 90 days or 72 hours"
    label = words(name).capitalize()
    return fields.TextField(
        label, width=10, hint=f"{hint}. It is {value} now", initial=str(value), missing=f"Enter {words(name)}"
    )


def _value(written: str) -> int | str:
    plain = written.strip()
    return int(plain) if plain.isdecimal() else plain


def _faults(pattern: str, numbers: dict[str, int | str]) -> list[Any]:
    try:
        changed_pack(parameters={pattern: numbers})
    except PackFaults as error:
        return list(error.faults)
    return []
