"""Forms of a person's own door."""

from typing import Any

from django import forms

from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.access.supporting import SupporterSeen
from jigsaw.foundation.design.fields import (
    CheckboxesField,
    PasswordField,
    RadiosField,
    TextAreaField,
    TextField,
)


class SignInForm(forms.Form):
    """The name on the paper and the password that they chose."""

    name = TextField(
        "Your sign-in name", hint="It is on the paper you were given, like amber-otter-4821", width=20
    )
    password = PasswordField("Your password")


class StartForm(forms.Form):
    """The name and the code on the paper, and a password twice."""

    name = TextField("Your sign-in name", hint="It is on the paper, like amber-otter-4821", width=20)
    code = TextField("Your code", hint="It is on the paper too. It works once", width=20)
    password = PasswordField("Choose a password", hint="Three words that do not belong together are good")
    again = PasswordField("Type the password again")

    def clean_again(self) -> str:
        """The same password twice."""
        if self.cleaned_data.get("password") != self.cleaned_data["again"]:
            raise forms.ValidationError("Type the same password twice")
        return str(self.cleaned_data["again"])


class SafeForm(forms.Form):
    """Whether it is safe to read here."""

    safe = RadiosField(
        "Is it safe to read here?",
        hint="Think of who can see this screen now, and who else uses this phone or computer",
        choices=[("yes", "Yes, show me"), ("no", "No, close this page")],
        missing="Choose yes or no",
    )


class AskForm(forms.Form):
    """What they want to know about a look."""

    words = TextAreaField(
        "What do you want to ask?",
        hint="You can leave this empty. Then we ask them why they looked",
        required=False,
        max_length=500,
        rows=4,
    )


_LESS = {
    Told.NOTHING: "Nothing. They cannot come in any more",
    Told.GENERAL: "What is general, and nothing about me alone",
    Told.NAMED_ITEMS: "What is general, and what I tick below",
    Told.EVERYTHING: "Everything that I can read myself, as now",
}


class LessForm(forms.Form):
    """What a supporter may read from now on: as much as before, or less."""

    may = RadiosField("What may they read from now on?", choices=[], missing="Select what they may read")
    items = CheckboxesField("What do you tick?", required=False, choices=[])

    def __init__(self, *args: Any, was: SupporterSeen, **more: Any) -> None:
        super().__init__(*args, **more)
        stands, levels, fields = was.may_be_told, tuple(Told), self.fields
        self.initial = {"may": stands.value, "items": list(was.items)}
        may: Any = fields["may"]
        may.choices = [(one.value, _LESS[one]) for one in levels[: levels.index(stands) + 1]]
        if stands is not Told.NAMED_ITEMS:
            may.choices = [one for one in may.choices if one[0] != Told.NAMED_ITEMS.value]
            del fields["items"]
        else:
            items: Any = fields["items"]
            items.choices = [(one, one) for one in was.items]

    def told(self) -> tuple[Told, list[str]]:
        """What they may read, and of what they named, what stays."""
        return Told(self.cleaned_data["may"]), self.cleaned_data.get("items", [])

    def clean(self) -> dict[str, Any]:
        """What they tick needs a tick."""
        told = super().clean() or self.cleaned_data
        if told.get("may") == Told.NAMED_ITEMS.value and not told.get("items"):
            self.add_error("items", "Tick what they may read, or choose less above")
        return told
