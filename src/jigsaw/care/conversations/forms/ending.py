"""What is agreed, and how it ends."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jigsaw.care.conversations.domain.kinds import Kind
from jigsaw.care.conversations.forms.calling import question_field, question_name
from jigsaw.care.reasons.actions import OUTCOMES
from jigsaw.foundation.design.fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
)
from jigsaw.foundation.organisations.models import Agency


def not_past(day: Any) -> Any:
    """A day that is not past, or none; ValidationError else."""
    if day and day < timezone.localdate():
        raise ValidationError("Date must be today or in the future")
    return day


class ActionForm(forms.Form):
    """One action."""

    what = TextAreaField("What will be done?", rows=3, max_length=1000, missing="Enter what will be done")
    agency = SelectField("By which agency?", choices=[], missing="Select an agency")
    owner = TextField("By whom there?", hint="A name, or a role", max_length=120, missing="Enter who does it")
    due_on = DateField("By when?", missing="Enter the date by which it is done")
    how_we_know = TextField(
        "How will we know that it is done?", max_length=300, missing="Enter how we will know"
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agency"]
        offered.choices = [(one.key, one.name) for one in agencies]

    def clean_due_on(self) -> Any:
        """A day that is not past."""
        return not_past(self.cleaned_data["due_on"])


class FinishForm(forms.Form):
    """An action is done."""

    why = TextAreaField("What was done, and how do we know?", rows=3, missing="Enter what was done")


class HandOnForm(forms.Form):
    """An action goes to somebody else."""

    agency = SelectField("Which agency takes it on?", choices=[], missing="Select an agency")
    whom = TextField("Who there?", hint="A name, or a role. Ask them first.", missing="Enter who takes it on")
    why = TextAreaField("Why is it handed on?", rows=3, missing="Enter why it is handed on")

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agency"]
        offered.choices = [(one.key, one.name) for one in agencies]


class TakeOnForm(forms.Form):
    """Whether my agency takes on an action that was handed to it."""

    answer = RadiosField(
        "Does your agency take this on?",
        choices=[("yes", "Yes, we take it on"), ("no", "No")],
        missing="Select yes if your agency takes this on",
    )
    words = TextAreaField("If not, why not?", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """Saying no asks for a reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "no" and not cleaned.get("words", "").strip():
            self.add_error("words", "Enter why your agency does not take this on")
        return cleaned


class TestForm(forms.Form):
    """What a kind asks for before anything is decided."""

    def __init__(self, *args: Any, kind: Kind, given: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = kind.asked_when("deciding")
        fields: Any = self.fields
        for question in self.questions:
            name = question_name(question)
            fields[name] = question_field(question)
            self.initial.setdefault(name, given.get(question.key, ""))

    def answers(self) -> dict[str, str]:
        """The answers, by the questions' keys."""
        return {one.key: str(self.cleaned_data[question_name(one)]) for one in self.questions}


class HoldForm(forms.Form):
    """The conversation was held."""

    came = CheckboxesField("Which agencies came?", required=False, choices=[])
    understanding = TextAreaField(
        "What do we now understand together?",
        hint="The shared picture, the person’s view with it, in plain words.",
        rows=6,
        max_length=5000,
        missing="Enter what we now understand together",
    )
    ring_if_worse = TextField("Whom to ring if things get worse", required=False, max_length=200)
    without_quorum = TextField(
        "If too few came, why was it held all the same?",
        hint="Leave empty when enough came.",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["came"]
        offered.choices = [(one.key, one.name) for one in agencies]


class CloseForm(forms.Form):
    """The outcome, and the kind's closing questions."""

    outcome = RadiosField("What is the outcome?", choices=[], missing="Select an outcome")
    note = TextAreaField(
        "What came of it?",
        hint="Somebody not coming is no reason to close: try a different way.",
        rows=4,
        missing="Enter what came of it",
    )
    review_on = DateField("When do you talk again?", required=False)

    def __init__(
        self, *args: Any, kind: Kind, reasons: Iterable[tuple[UUID, str]] = (), **kwargs: Any
    ) -> None:
        """reasons: those that it was called for, each with its sentence."""
        super().__init__(*args, **kwargs)
        self.reasons = {f"reason_{key}": key for key, _ in reasons}
        for key, sentence in reasons:
            self.fields[f"reason_{key}"] = RadiosField(
                f"Was this reason useful? {sentence}",
                choices=OUTCOMES,
                hint="This is kept with the pattern that found it, so that a pattern that wastes time is changed.",
                missing="Select what this reason was",
            )
        offered: Any = self.fields["outcome"]
        offered.choices = [(one.key, one.name) for one in kind.outcomes]
        offered.hints = {one.key: one.means for one in kind.outcomes}
        self.kind = kind
        self.questions = kind.asked_when("closing")
        fields: Any = self.fields
        for question in self.questions:
            fields[question_name(question)] = question_field(question)

    def clean_review_on(self) -> Any:
        """A day that is not past, or none."""
        return not_past(self.cleaned_data["review_on"])

    def clean(self) -> dict[str, Any]:
        """An outcome that goes on needs its date."""
        cleaned = super().clean() or self.cleaned_data
        chosen = self.kind.outcome(cleaned.get("outcome", ""))
        if chosen and chosen.needs_review_date and "review_on" in cleaned and not cleaned["review_on"]:
            self.add_error("review_on", "Enter the date of the next conversation")
        return cleaned

    def answers(self) -> dict[str, str]:
        """The answers to the closing questions, by key."""
        return {one.key: str(self.cleaned_data[question_name(one)]) for one in self.questions}

    def reasons_were(self) -> dict[UUID, str]:
        """What each reason was, by its id."""
        return {key: self.cleaned_data[name] for name, key in self.reasons.items()}


class CancelForm(forms.Form):
    """Why it does not take place."""

    why = TextField("Why does it not take place?", max_length=300, missing="Enter why it does not take place")
