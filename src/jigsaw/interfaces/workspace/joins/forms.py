"""Forms of the pages of joins."""

from typing import Any

from django import forms

from jigsaw.care.stewardship.domain.whys import COMMON, RECORDS, Answer, why_of
from jigsaw.foundation.design import fields


class AnswerForm(forms.Form):
    """The same person, or not, and what decided it: a common why, one's own words, or both. The button says which."""

    why = fields.RadiosField(
        "What decides it?", choices=[(one, one) for one in COMMON], required=False, initial=RECORDS
    )
    words = fields.TextAreaField(
        "In your own words",
        hint="For example: both agencies were rung, they know a brother. It is kept for ever beside the decision.",
        required=False,
        rows=2,
        max_length=200,
    )
    answer = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Answer],
        error_messages={"required": "Press one of the buttons", "invalid_choice": "Press one of the buttons"},
    )

    def clean(self) -> dict[str, Any]:
        """An answer needs a why; leaving the pair for later needs none."""
        sent = super().clean() or {}
        kept = why_of(sent.get("why", ""), sent.get("words", ""))
        if sent.get("answer") in (Answer.SAME, Answer.APART) and not kept:
            self.add_error("words", "Enter what decides it, or select a common reason")
        return {**sent, "kept": kept}

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that are drawn; the answer is in the buttons."""
        return [self["why"], self["words"]]


class JoinForm(AnswerForm):
    """An answer about two people; where more of their records wait, it may be kept to the two that are compared."""

    only_these = fields.ConfirmField(
        "My answer is about these two records only",
        hint="Tick it when you are not sure of the people’s other records. They are asked about later.",
        required=False,
    )

    def __init__(self, *given: Any, has_others: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.has_others = has_others

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that are drawn."""
        return [*super().asked, *([self["only_these"]] if self.has_others else [])]


class ReviewForm(forms.Form):
    """An answer about a pair of a clerical review: nothing but which of the two it is."""

    answer = forms.ChoiceField(
        choices=[(one.value, one.value) for one in (Answer.SAME, Answer.APART)],
        error_messages={"required": "Press one of the buttons", "invalid_choice": "Press one of the buttons"},
    )

    @property
    def asked(self) -> list[forms.BoundField]:
        """Nothing is drawn: the answer is in the buttons."""
        return []


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    why = fields.TextAreaField(
        "Why do you undo it?",
        hint="Whoever looked at or acted on the wrong person is told that it was undone.",
        missing="Enter why you undo it",
        rows=3,
        max_length=300,
    )


class TalkForm(forms.Form):
    """What two stewards who differed found when they talked."""

    same = fields.RadiosField(
        "What did you find together?",
        choices=[
            (Answer.SAME.value, "They are the same person"),
            (Answer.APART.value, "They are two people"),
        ],
        missing="Select what you found",
    )
    why = fields.TextAreaField("What decided it?", missing="Enter what decided it", rows=3, max_length=300)


class WhyForm(forms.Form):
    """Two records of whom somebody asks why they are not one person."""

    one = fields.TextField("One record", hint="The agency and its own id of the person: police/P123")
    other = fields.TextField("The other record", hint="The same, or the id that Jigsaw gave it")
