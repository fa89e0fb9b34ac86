"""Findings, actions and checks."""

from typing import Any

from django import forms

from jigsaw.care.reviews.actions import ProposedAction
from jigsaw.care.reviews.domain.words import CHANGED, LEARNING
from jigsaw.foundation.design.fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
)

Choices = list[tuple[str, str]]


class FindingForm(forms.Form):
    """What was learned, about what, resting on what."""

    words = TextAreaField(
        "What was learned?",
        hint="What made sense to people then, and what stood in the way.",
        missing="Enter what was learned",
    )
    domain = RadiosField(
        "What is it about?",
        choices=[(key.value, words) for key, words in LEARNING.items()],
        missing="Select what it is about",
    )
    entries = CheckboxesField("On which key events does it rest?", choices=[], required=False)
    question = SelectField("Which question of the family does it answer?", choices=[], required=False)

    def __init__(self, *args: Any, entries: Choices, questions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: Any = self.fields["entries"]
        asked: Any = self.fields["question"]
        shown.choices, asked.choices = entries, [("", "None of them"), *questions]
        if not entries:
            del self.fields["entries"]


class ActionForm(forms.Form):
    """Who does what by when, and how it will be known."""

    what = TextAreaField("What is to be done?", rows=3, missing="Enter what is to be done")
    agency = SelectField("By which agency?", choices=[], missing="Select an agency")
    owner = TextField("By whom there?", hint="A name or a post.", max_length=120)
    due_on = DateField("By when?", missing="Enter the day")
    how_we_know = TextAreaField("How will we know?", rows=2, missing="Enter how we will know")

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        agency.choices = agencies

    def proposed(self) -> ProposedAction:
        """What was typed, as the action takes it."""
        return ProposedAction(**self.cleaned_data)


class StepForm(forms.Form):
    """What an agency answers for its action."""

    what = RadiosField(
        "What do you answer?",
        choices=[("accepted", "We will do it"), ("refused", "We will not do it"), ("done", "It is done")],
        missing="Select what you answer",
    )
    why = TextAreaField("Why, or how do you know?", rows=2, missing="Enter why")


class CheckForm(forms.Form):
    """Whether an action changed anything."""

    changed = RadiosField(
        "Did it change anything?",
        choices=[(key.value, words) for key, words in CHANGED.items()],
        missing="Select whether it changed anything",
    )
    words = TextAreaField(
        "How do you know?",
        hint="What people who use services see counts most.",
        rows=3,
        missing="Enter how you know",
    )
