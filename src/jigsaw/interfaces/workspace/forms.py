"""Forms of the workspace's own pages."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from jigsaw.foundation.access.actions import MINUTES
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.design.fields import (
    CheckboxesField,
    RadiosField,
    TextAreaField,
    TextField,
)

OTHER = "other"
WHYS = {
    "asked": "I have been asked to help them now",
    "safeguarding": "I am looking into a worry about somebody's safety",
    "called": "A conversation or a reason asks my agency",
    OTHER: "Another reason",
}


class WhyForm(forms.Form):
    """Why somebody needs to see a person or a home."""

    why = RadiosField("Your reason", choices=list(WHYS.items()), missing="Select why you need to see this")
    words = TextField("In your words", hint="Needed for another reason", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Another reason needs words."""
        sent = super().clean() or {}
        if sent.get("why") == OTHER and not sent.get("words", "").strip():
            self.add_error("words", "Enter your reason")
        return sent

    def why_words(self) -> str:
        """The reason as the audit keeps it."""
        chosen, words = self.cleaned_data["why"], self.cleaned_data["words"].strip()
        if chosen == OTHER:
            return str(words)
        return f"{WHYS[chosen]}: {words}" if words else WHYS[chosen]


class BreakGlassForm(forms.Form):
    """Why it cannot wait, and for how long."""

    reason = TextAreaField(
        "Why can this not wait?",
        hint="Say what you need to know and what could happen. The person can read this later",
        missing="Enter why this cannot wait",
        max_length=500,
        rows=4,
    )
    minutes = RadiosField(
        "For how long?",
        choices=[(str(one), f"{one} minutes") for one in MINUTES],
        missing="Select for how long",
    )


class GlassReviewForm(forms.Form):
    """What somebody makes of a broken glass afterwards."""

    was_needed = RadiosField(
        "Was it needed?",
        choices=[("yes", "Yes"), ("no", "No, or I could not find out")],
        missing="Select whether it was needed",
    )
    words = TextAreaField(
        "What did you find, and what happens now?",
        missing="Enter what you found",
        max_length=500,
        rows=4,
    )


class SealPersonForm(forms.Form):
    """Why somebody is sealed, and who is let in."""

    reason = TextAreaField(
        "Why?", hint="Those let in can read this", missing="Enter why", max_length=500, rows=4
    )
    let_in = CheckboxesField(
        "Who is let in?",
        hint="Everybody else will not know that they are here",
        choices=[],
        missing="Select who is let in",
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        let_in: Any = self.fields["let_in"]
        let_in.choices = offered


class LiftSealForm(forms.Form):
    """Why a seal is lifted."""

    reason = TextAreaField("Why?", hint="Kept with your name", missing="Enter why", max_length=500, rows=4)


class RestrictForm(forms.Form):
    """What others see of a piece of one's own agency."""

    OPEN = "open"
    restriction = RadiosField(
        "What do other agencies see?",
        choices=[
            (OPEN, "All of it"),
            ("content-withheld", "That we hold it, when it was and whom to ring, and not what it says"),
            ("sealed", "Nothing: that it exists is held back. No pattern reads it"),
        ],
        missing="Select what other agencies see",
    )
    handling = CheckboxesField(
        "What is it?",
        hint="Leave these empty when none is so",
        choices=[
            ("law-enforcement", "Held for law enforcement: others read it only for somebody's safety"),
            ("third-party-words", "Somebody else can be known from its words"),
            ("serious-harm", "A professional reads it before the person does: it could do serious harm"),
            ("general", "General: anybody who supports them may be told it"),
        ],
        required=False,
    )
    why = TextAreaField(
        "Why?", hint="Kept with your name", missing="Enter why you decide so", max_length=500, rows=3
    )

    def decided(self) -> dict[str, Any]:
        """What is decided, as it is kept."""
        restriction = self.cleaned_data["restriction"]
        return {**self.cleaned_data, "restriction": "" if restriction == self.OPEN else restriction}


class SupporterForm(forms.Form):
    """Somebody who supports the person."""

    name = TextField("Their name", missing="Enter their name", max_length=120)
    relation = TextField(
        "Who they are to the person", hint="Such as sister, friend, advocate", required=False, max_length=80
    )


class ToldForm(forms.Form):
    """What the person says that a supporter may be told."""

    told = RadiosField(
        "What do they say that this supporter may be told?",
        choices=[
            ("nothing", "Nothing"),
            ("general", "What is general, and nothing about them alone"),
            ("named items", "What they name below"),
            ("everything", "Everything"),
        ],
        missing="Select what they may be told",
    )
    items = CheckboxesField(
        "What do they name?", hint="Only for “What they name below”", required=False, choices=[]
    )
    words = TextAreaField("In their own words", max_length=500, rows=3, required=False)
    months = RadiosField(
        "When are they asked again?",
        choices=[("1", "In a month"), ("3", "In three months"), ("12", "In a year")],
        missing="Select when they are asked again",
    )

    def __init__(self, *args: Any, groups: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        items: Any = self.fields["items"]
        items.choices = [(one, one) for one in groups]

    def clean(self) -> dict[str, Any]:
        """What they name needs names."""
        sent = super().clean() or {}
        if sent.get("told") == "named items" and not sent.get("items"):
            self.add_error("items", "Select what they name")
        return sent

    def said(self) -> dict[str, Any]:
        """What they said, as it is kept."""
        sent = dict(self.cleaned_data)
        days = {"1": 30, "3": 91, "12": 365}[sent.pop("months")]
        return {**sent, "told": Told(sent["told"]), "review_on": timezone.localdate() + timedelta(days=days)}


class WishForm(forms.Form):
    """What the person says about sharing."""

    objects = RadiosField(
        "What do they say?",
        choices=[
            ("no", "They do not object to agencies sharing what they hold, to help them"),
            ("yes", "They object to agencies sharing what they hold"),
        ],
        missing="Select what they say",
    )
    research = RadiosField(
        "And of research and planning?",
        hint="This goes for lists without names. It changes nothing about their own care",
        choices=[
            ("", "They were not asked, or said nothing new"),
            ("no", "What is recorded may be used, without their name"),
            ("yes", "They opt out"),
        ],
        required=False,
    )
    words = TextAreaField(
        "In their own words", missing="Enter what they said", max_length=500, rows=3, required=False
    )
