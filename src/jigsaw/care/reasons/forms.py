"""What a person can decide about a reason."""

from collections.abc import Iterable

from django import forms

from jigsaw.care.reasons.models import ReasonDecision
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.foundation.design import fields

MUTED = ReasonDecision.Kind.MUTED.value


class DecideForm(forms.Form):
    """No conversation needed, already in hand, or muted until a day; with the why that a reviewer will read."""

    kind = fields.RadiosField(
        "What did you decide?",
        choices=[
            (ReasonDecision.Kind.IN_HAND.value, "It is already in hand"),
            (ReasonDecision.Kind.NOT_NEEDED.value, "No conversation is needed"),
            (MUTED, "Do not show it to my agency until a day"),
        ],
        missing="Select what you decided",
    )
    why = fields.TextAreaField(
        "Why?",
        hint="Whoever reviews this reason reads it. Write as though the person will.",
        missing="Enter why",
    )
    until = fields.DateField(
        "Until which day?", hint="Only when it is not to be shown for a time", required=False
    )

    def clean(self) -> dict[str, object]:
        """Muting needs an end: a reason muted for ever is a chance missed for ever."""
        said = super().clean() or {}
        if said.get("kind") == MUTED and not said.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the day on which it may come back")
        return said


class NarrowForm(forms.Form):
    """Narrow the list of reasons to one pattern."""

    pattern = fields.SelectField("Pattern", required=False)

    def __init__(self, *args: object, patterns: Iterable[Pattern], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["pattern"].choices = [("", "Every pattern"), *((one.id, one.name) for one in patterns)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """The id of the chosen pattern; nothing when none is chosen or there is none of that id."""
        return self.cleaned_data.get("pattern", "") if self.is_valid() else ""
