"""A policy is written in parts: the whole, and each paragraph as a sentence with gaps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from jigsaw.care.sharing.domain.sentences import AGENCY_KINDS, OBJECTIONS
from jigsaw.care.sharing.domain.vocabulary import KINDS, PURPOSES, Kind, Purpose
from jigsaw.care.sharing.forms.asking import ShortCheckboxes, ShortRadios, choices
from jigsaw.foundation.design.fields import (
    CheckboxesField,
    ConfirmField,
    DateField,
    RadiosField,
    TextAreaField,
    TextField,
)
from jigsaw.foundation.organisations.models import Agency

_PURPOSES = [one for one in choices(PURPOSES) if one[0] != Purpose.UNSURE]
_TOLD = [one for one in choices(KINDS) if one[0] != Kind.EVERYTHING]
_AGENCIES = [(key, words[:1].upper() + words[1:]) for key, words in AGENCY_KINDS.items()]

Written = dict[str, Any]


class WholeForm(forms.Form):
    """What the policy is called, what it is for, whom it binds, and for how long."""

    key = TextField(
        "Short name", hint="Small letters, digits and hyphens, such as: care", width=20, max_length=40
    )
    name = TextField("What is it called?", max_length=120)
    about = TextAreaField("What do the agencies do by it, and what for?", rows=3, max_length=300)
    parties = CheckboxesField("Which agencies agree?", choices=[], missing="Select two agencies or more")
    starts_on = DateField("It holds from")
    ends_on = DateField("It holds until", hint="Within five years. It reminds you 60, 30 and 7 days before.")
    permitted_use = TextAreaField("What may it be used for?", hint="One sentence on each line.", rows=3)
    security = TextAreaField(
        "How is it kept safe?", hint="One sentence on each line.", rows=2, required=False
    )
    hours = TextField(
        "Within how many hours does a named person answer?", hint="For example, 24", width=4, initial="24"
    )
    contact = TextField("Who keeps the policy?", max_length=200)
    opens_workspace = ConfirmField("Those who sign it see one another’s pieces in Jigsaw", required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties: Any = self.fields["parties"]
        parties.choices = [(one.key, one.name) for one in agencies]
        if not is_new:
            del self.fields["key"]

    def clean_hours(self) -> int:
        """A whole number of hours."""
        typed = str(self.cleaned_data["hours"]).strip()
        if not typed.isascii() or not typed.isdigit():
            raise forms.ValidationError("Enter a number of hours, like 24")
        return int(typed)

    def written(self) -> Written:
        """What was typed, as a policy's file has it."""
        told = dict(self.cleaned_data)
        for name in ("permitted_use", "security"):
            told[name] = [line.strip() for line in told[name].splitlines() if line.strip()]
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}

    @staticmethod
    def initial_from(written: Written) -> Written:
        """A draft as the form shows it."""
        told = dict(written)
        for name in ("permitted_use", "security"):
            told[name] = "\n".join(told.get(name, ()))
        for name in ("starts_on", "ends_on"):
            told[name] = date.fromisoformat(told[name]) if told.get(name) else None
        return told


class PermitForm(forms.Form):
    """For … the agencies may tell one another …, because …"""

    purposes = ShortCheckboxes("What for?", choices=_PURPOSES, missing="Select what it is for")
    to = ShortCheckboxes(
        "Who may be told?", hint="None ticked: each of the agencies", choices=_AGENCIES, required=False
    )
    kinds = ShortCheckboxes("What may they be told?", choices=_TOLD, missing="Select what may be told")
    words = TextAreaField("In plain words", hint="Whoever asks reads this sentence.", rows=3, max_length=500)
    basis = TextAreaField("The law that allows it", rows=2, max_length=300)
    source = TextField("Where this comes from", max_length=300, required=False)
    objection = ShortRadios("And if the person objects?", choices=list(OBJECTIONS.items()), initial="ask")


class RestrictionForm(forms.Form):
    """For … this is not told, or only when a named person says so."""

    purposes = ShortCheckboxes(
        "What for?", hint="None ticked: any purpose", choices=_PURPOSES, required=False
    )
    kinds = ShortCheckboxes("What is not told?", choices=choices(KINDS), missing="Select what is not told")
    effect = RadiosField(
        "Never, or not at once?",
        choices=[("ask", "Only when a named person says so"), ("never", "Never")],
        missing="Select what holds",
    )
    to = ShortCheckboxes(
        "Whom is it not told to?", hint="None ticked: anybody", choices=_AGENCIES, required=False
    )
    words = TextAreaField("In plain words", hint="Whoever asks reads this sentence.", rows=3, max_length=500)
    instead = TextAreaField(
        "What can they do instead?", hint="So that nobody stands before a wall.", rows=2, max_length=300
    )
    source = TextField("Where this comes from", max_length=300, required=False)


class DutyForm(forms.Form):
    """What whoever tells, or is told, owes."""

    purposes = ShortCheckboxes("What for?", hint="None ticked: always", choices=_PURPOSES, required=False)
    words = TextAreaField(
        "What does whoever tells, or is told, owe?", rows=2, max_length=300, missing="Enter what they owe"
    )
    source = TextField("Where this comes from", max_length=300, required=False)


class ForwardForm(forms.Form):
    """What is different from the version before."""

    changed = TextField(
        "What is new in this version?",
        hint="Those who sign read this first.",
        max_length=300,
        missing="Enter what is new",
    )


PARTS: dict[str, type[forms.Form]] = {
    "permit": PermitForm,
    "restriction": RestrictionForm,
    "duty": DutyForm,
}
TITLES = {
    "permit": "What may be told",
    "restriction": "What is not told, or not at once",
    "duty": "What is owed",
}
