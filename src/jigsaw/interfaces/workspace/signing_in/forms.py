"""Forms of signing in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from jigsaw.foundation.accounts.passwords import fault_of_password
from jigsaw.foundation.design.fields import Parameters, PasswordField, TextField
from jigsaw.foundation.organisations.models import Practitioner


class SignInForm(AuthenticationForm):
    """A sign-in name and a password. `may_try` is asked for a name before the password is looked at: it answers with
    what to tell somebody who must wait.
    """

    error_messages = {
        "invalid_login": "Enter the sign-in name and password that go together",
        "inactive": "Ask your agency: this sign-in has been closed",
    }
    username = TextField("Sign-in name", autocomplete="username", width=20)
    password = PasswordField("Password")

    def __init__(self, *args: Any, may_try: Callable[[str], str] = lambda name: "", **told: Any) -> None:
        super().__init__(*args, **told)
        self.may_try = may_try
        self.must_wait = False

    def clean(self) -> dict[str, Any]:
        """Both must go together, and there must be a try left."""
        if wait := self.may_try(self.cleaned_data.get("username", "")):
            self.must_wait = True
            raise forms.ValidationError(wait)
        return super().clean() or {}


class CodeForm(forms.Form):
    """A code from an app, or a recovery code."""

    code = TextField(
        "Code",
        hint="The 6 digits that your app shows now, or one of your recovery codes",
        autocomplete="one-time-code",
        width=20,
        max_length=40,
        missing="Enter the code",
    )


class SetUpForm(forms.Form):
    """The code that an administrator gave them besides the password."""

    code = TextField(
        "Set-up code",
        hint="16 letters and digits, like abcd-efgh-2345-wxyz",
        autocomplete="off",
        width=20,
        max_length=40,
        missing="Enter the code",
    )


class AppForm(forms.Form):
    """The first code that a newly set up app shows."""

    code = TextField(
        "The 6 digits that the app shows",
        autocomplete="one-time-code",
        width=10,
        max_length=20,
        missing="Enter the code",
    )


class AgainForm(forms.Form):
    """The password again, or a code."""

    password = PasswordField("Password, or a code from your app", missing="Enter your password, or a code")


class NewPasswordField(PasswordField):
    """A password that somebody chooses: the browser may offer to make one."""

    def parameters(self, bound: Any, title: Parameters) -> Parameters:
        """A password input for a new one."""
        return super().parameters(bound, title) | {"autocomplete": "new-password"}


class NewPasswordForm(forms.Form):
    """A new password."""

    password = NewPasswordField(
        "New password",
        hint="At least 12 letters. Three words that do not belong together are easy to keep and hard to guess",
        missing="Enter a new password",
    )

    def __init__(self, *args: Any, practitioner: Practitioner, **told: Any) -> None:
        super().__init__(*args, **told)
        self.practitioner = practitioner

    def clean_password(self) -> str:
        """The password, when the rule lets it pass."""
        password = str(self.cleaned_data["password"])
        if fault := fault_of_password(password, self.practitioner):
            raise forms.ValidationError(fault)
        return password


class KeyNameForm(forms.Form):
    """What a passkey is called, by its owner."""

    name = TextField(
        "A name for it",
        hint="For example, work telephone",
        width=20,
        max_length=60,
        missing="Enter a name for it",
    )
