"""The four questions of “May I share this?”, with what is most often right chosen already."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField

from jigsaw.care.sharing.domain.vocabulary import (
    KINDS,
    OUTSIDERS,
    PURPOSES,
    WISHES,
    Kind,
    Purpose,
    Wish,
    Word,
)
from jigsaw.foundation.design.fields import CheckboxesField, RadiosField, SelectField, TextAreaField
from jigsaw.foundation.organisations.models import Agency


def choices(words: dict[Any, Word]) -> list[tuple[str, str]]:
    """A vocabulary as choices: its key and its label."""
    return [(key.value, word.label) for key, word in words.items()]


def hints(words: dict[Any, Word]) -> dict[str, str]:
    """The hints of a vocabulary, by key."""
    return {key.value: word.hint for key, word in words.items() if word.hint}


class ShortRadios(RadiosField):
    """Radios that stand close together: a whole question on a telephone's screen."""

    def parameters(self, bound: BoundField, title: dict[str, Any]) -> dict[str, Any]:
        """The group, small."""
        return super().parameters(bound, title) | {"small": True}


class ShortCheckboxes(CheckboxesField):
    """Checkboxes that stand close together. What may be left empty says so in its hint."""

    says_optional = False

    def parameters(self, bound: BoundField, title: dict[str, Any]) -> dict[str, Any]:
        """The group, small."""
        return super().parameters(bound, title) | {"small": True}


class ShareForm(forms.Form):
    """To whom, what for, what, and whether the person knows."""

    other = SelectField("To whom?", choices=[], missing="Select whom you want to tell")
    purpose = ShortRadios(
        "What for?", choices=choices(PURPOSES), hints=hints(PURPOSES), missing="Select what it is for"
    )
    kinds = ShortCheckboxes(
        "What do you want to tell?",
        hint="Tick only what they need.",
        choices=choices(KINDS),
        hints=hints(KINDS),
        missing="Select what you want to tell",
    )
    wish = ShortRadios(
        "Does the person know?",
        choices=choices(WISHES),
        initial=Wish.NOT_ASKED,
        missing="Select whether they know",
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], asks_them: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other: Any = self.fields["other"]
        outsiders = [] if asks_them else choices(OUTSIDERS)
        other.choices = [*((one.key, one.name) for one in agencies), *outsiders]
        if asks_them:
            self._turn_round()

    def _turn_round(self) -> None:
        """The same questions of somebody who wants to be told."""
        for name, label, missing in (
            ("other", "Whom do you want to ask?", "Select whom you want to ask"),
            ("kinds", "What do you need to know?", "Select what you need to know"),
        ):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = missing

    def kinds_chosen(self) -> tuple[Kind, ...]:
        """The kinds of information that were ticked."""
        return tuple(Kind(one) for one in self.cleaned_data["kinds"])

    def purpose_chosen(self) -> Purpose:
        """What it is for."""
        return Purpose(self.cleaned_data["purpose"])

    def wish_chosen(self) -> Wish:
        """What the person says."""
        return Wish(self.cleaned_data["wish"])


class DecideForm(forms.Form):
    """A named person says yes or no, and why."""

    outcome = RadiosField(
        "May it be told?",
        choices=[("permit", "Yes"), ("deny", "No")],
        missing="Select yes or no",
    )
    why = TextAreaField(
        "Why?",
        hint="Whoever asked reads this, word for word.",
        rows=3,
        max_length=500,
        missing="Enter why",
    )
