"""Forms of staff about looks."""

from django import forms

from jigsaw.care.looks.domain.found import FOUND
from jigsaw.foundation.design.fields import DateField, RadiosField, TextAreaField, TextField

SEEN = {
    "document": "They showed a document with their name",
    "known": "I know them from working with them",
    "questions": "They answered questions that only they could answer",
}


class OpenForm(forms.Form):
    """How it was checked that this is the person."""

    how = RadiosField(
        "How do you know that this is the person themselves?",
        choices=list(SEEN.items()),
        missing="Select how you know that it is them",
    )
    words = TextField("What did you check?", hint="Such as: passport, seen at the drop-in", max_length=200)

    def checked(self) -> str:
        """How it was checked, in words."""
        return f"{SEEN[self.cleaned_data['how']]}: {self.cleaned_data['words'].strip()}"


class OpenToSupporterForm(forms.Form):
    """How it was checked who the supporter is, and that the person, asked alone, says that it is safe."""

    alone = RadiosField(
        "Did you ask the person when they were alone with you?",
        choices=[("yes", "Yes, and they want this"), ("no", "No, or they are not sure")],
        missing="Select whether you asked the person alone",
    )
    safe_because = TextField(
        "What did they say of its being safe?",
        hint="Who else sees the supporter’s phone; whether anybody whom they fear could read it",
        missing="Enter what they said",
        max_length=300,
    )
    how = RadiosField(
        "How do you know that this is the supporter?",
        choices=list(SEEN.items()),
        missing="Select how you know who they are",
    )
    words = TextField("What did you check?", hint="Such as: passport, seen at the drop-in", max_length=200)

    def clean_alone(self) -> str:
        """Only when they were asked alone."""
        if self.cleaned_data["alone"] != "yes":
            raise forms.ValidationError(
                "Ask the person alone first. Until then this supporter gets no way in"
            )
        return "yes"

    def checked(self) -> str:
        """How it was checked, in words."""
        return f"{SEEN[self.cleaned_data['how']]}: {self.cleaned_data['words'].strip()}"


class EndForm(forms.Form):
    """Why the account ends."""

    why = TextField("Why does it end?", hint="Such as: somebody else knows the password", max_length=200)


class AnswerForm(forms.Form):
    """The answer to a person's question."""

    found = RadiosField("What did you find?", choices=FOUND, missing="Select what you found")
    words = TextAreaField(
        "Your answer, for the person to read",
        hint="Short sentences, and no words that only staff use. Name nobody else",
        missing="Enter your answer",
        max_length=1000,
    )


class CloseForm(forms.Form):
    """What was made of an odd look; and if it is to be quiet, until when."""

    made = RadiosField("What did you find?", choices=FOUND, missing="Select what you found")
    words = TextAreaField(
        "How do you know?",
        hint="Whom you talked with, and what they showed you",
        missing="Enter how you know",
        max_length=500,
        rows=4,
    )
    quiet_until = DateField(
        "Say nothing more of this rule about these two until",
        hint="Leave it empty to be told again. A year at most",
        required=False,
    )
