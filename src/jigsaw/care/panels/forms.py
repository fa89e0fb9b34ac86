"""The questions of a panel's pages."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from jigsaw.care.conversations.domain.telling import Channel
from jigsaw.care.panels.actions import Deciding
from jigsaw.care.panels.domain.giving import Giving, faults_of_giving
from jigsaw.care.panels.domain.rubric import rubric
from jigsaw.care.panels.domain.states import STEPS, State
from jigsaw.care.panels.models import RETURNS, Panel, Referral
from jigsaw.foundation.design.fields import (
    CheckboxesField,
    DateField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
)

_POUNDS = re.compile(r"\d{1,7}(\.\d{1,2})?")
_YES_NO = [("yes", "Yes"), ("no", "No")]


class PanelForm(forms.Form):
    """A panel and its readers."""

    name = TextField("What is the panel called?", max_length=120)
    members = CheckboxesField(
        "Who reads for it?",
        hint="People of two agencies at least. You are one of them.",
        choices=[],
        missing="Select who reads",
    )
    ring = TextField("Whom does a person ring who does not agree?", required=False, max_length=120)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members: Any = self.fields["members"]
        members.choices = people


class ReaderForm(forms.Form):
    """Somebody who is to read for the panel."""

    practitioner = RadiosField("Who?", choices=[], missing="Select who")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["practitioner"]
        field.choices = people


class ReferForm(forms.Form):
    """What the panel is asked to read. Short on purpose: paperwork keeps panels from being asked."""

    panel = SelectField("Which panel?", choices=[], missing="Select a panel")
    what = RadiosField("What is it?", choices=Referral.What.choices, missing="Select what it is")
    asked = RadiosField("What do you ask?", choices=Referral.Asked.choices, missing="Select what you ask")
    words = TextAreaField(
        "The assessment or plan", rows=10, max_length=50_000, missing="Enter what the panel is to read"
    )
    cost = TextField(
        "How many pounds a week does it cost?", hint="Only when you ask whether it may be paid for.", width=10,
        required=False,
    )  # fmt: skip
    pages = TextField("How many pages had it?", width=4, required=False)
    urgent = RadiosField(
        "Is it urgent?", choices=_YES_NO, initial="no", missing="Select whether it is urgent"
    )
    group = TextField(
        "The person’s ethnic group, as they say it", hint="So that differences show. Counts of few are never told.",
        required=False, max_length=60,
    )  # fmt: skip

    def __init__(self, *args: Any, panels: list[Panel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        panel: Any = self.fields["panel"]
        panel.choices = [(str(one.pk), one.name) for one in panels]

    def clean_pages(self) -> int | None:
        """A whole number, or none."""
        typed = self.cleaned_data["pages"].strip()
        if typed and not (typed.isdecimal() and len(typed) < 5):
            raise forms.ValidationError("Enter how many pages it had, as a number")
        return int(typed) if typed else None

    def clean_cost(self) -> Decimal | None:
        """Pounds, with pence or without; or none."""
        typed = self.cleaned_data["cost"].strip().removeprefix("£").replace(",", "")
        if not typed:
            return None
        if not _POUNDS.fullmatch(typed):
            raise forms.ValidationError("Enter what it costs a week in pounds, like 120 or 120.50")
        return Decimal(typed)

    def clean(self) -> dict[str, Any]:
        """Asked for money, the panel is told how much."""
        told = super().clean() or {}
        if (
            told.get("asked") == Referral.Asked.FUNDING
            and told.get("cost") is None
            and "cost" not in self.errors
        ):
            self.add_error("cost", "Enter how many pounds a week it costs")
        return told


class ScoreForm(forms.Form):
    """A level for each line of the rubric."""

    words = TextAreaField("What do you want the author to know?", rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(level), words) for level, words in enumerate(rubric().levels, 1)]
        for key, asks in rubric().lines.items():
            self.fields[key] = RadiosField(asks, choices=levels, missing=f"Select a level: {asks}")
        self.order_fields([*rubric().lines, "words"])

    def levels(self) -> dict[str, int]:
        """The levels by line."""
        return {key: int(self.cleaned_data[key]) for key in rubric().lines}


class DecideForm(forms.Form):
    """A decision, with what the author hears by name."""

    outcome = RadiosField("What does the panel decide?", choices=[], missing="Select what the panel decides")
    why = TextAreaField(
        "Why?", hint="The person reads this in their letter: write it to them.", rows=3, missing="Enter why"
    )
    more = TextAreaField("The conditions, what is missing, or who decides instead", rows=2, required=False)
    returned_for = SelectField(
        "If it goes back: for what?", choices=[("", "It does not go back"), *RETURNS], required=False
    )
    feedback = TextAreaField(
        "To the author, by name",
        hint="What is good, then what would make it better.",
        rows=3,
        missing="Enter what the author hears",
    )

    def __init__(self, *args: Any, state: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        may = dict.fromkeys(one.after for one in STEPS if one.verb == "decide" and one.before is state)
        outcome.choices = [(one.value, one.value.capitalize()) for one in may]

    def decision(self) -> Deciding:
        """What was typed, as the action takes it."""
        told = self.cleaned_data
        return Deciding(**{**told, "outcome": State(told["outcome"])})


class AgainForm(forms.Form):
    """The assessment or plan, mended."""

    words = TextAreaField(
        "The assessment or plan, whole", rows=10, max_length=50_000, missing="Enter it whole"
    )
    why = TextAreaField("What was changed?", rows=2, missing="Enter what was changed")


class WordsForm(forms.Form):
    """Somebody's words."""

    words = TextAreaField("In the person’s own words", rows=5, missing="Enter what they say")


NOT_TOLD = "not told"


class LetterForm(forms.Form):
    """The letter as it is given, and how; or why the person is not told."""

    words = TextAreaField("The letter", rows=16, max_length=10_000, missing="Enter the letter")
    how = RadiosField(
        "How do they get it?",
        choices=[
            *((one.value, one.value.capitalize()) for one in Channel),
            (NOT_TOLD, "They are not told now"),
        ],
        missing="Select how they get it",
    )
    safe_because = TextAreaField(
        "If others could read or hear it: why is it safe?",
        hint="Somebody in the household may be the danger. By hand or spoken to them alone needs no reason.",
        rows=2,
        max_length=300,
        required=False,
    )
    why_not = TextAreaField("If they are not told: why?", rows=2, max_length=300, required=False)
    look_again_on = DateField("If they are not told: when is that looked at again?", required=False)

    def giving(self) -> Giving:
        """How it is given, as the action takes it."""
        told = self.cleaned_data
        channel = None if told["how"] == NOT_TOLD else Channel(told["how"])
        return Giving(channel, told["safe_because"], told["why_not"], told["look_again_on"])

    def clean(self) -> dict[str, Any]:
        """What the way that was chosen asks for."""
        told = super().clean() or {}
        if {"how", "safe_because", "why_not", "look_again_on"} <= set(told):
            for name, wanting in faults_of_giving(self.giving(), timezone.localdate()).items():
                self.add_error(name, wanting)
        return told
