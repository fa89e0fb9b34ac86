"""Forms of a person's own door."""

from django import forms

from jigsaw.foundation.design.fields import PasswordField, RadiosField, TextAreaField, TextField


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
