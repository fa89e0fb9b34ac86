"""Inviting an agency outside the agreement, and what it answers and brings."""

from typing import Any

from django import forms

from jigsaw.care.conversations.domain.inviting import NEEDS_WORDS, Response
from jigsaw.foundation.design.fields import ConfirmField, RadiosField, TextAreaField, TextField


class InviteOutsideForm(forms.Form):
    """Whom, why, for how long, and how much the link shows."""

    agency_name = TextField("Which agency?", max_length=120, missing="Enter the agency")
    asked_of = TextField("Who there?", hint="A name or a role you have spoken to", max_length=120)
    because = TextField("Why should it come?", max_length=300, missing="Enter why it should come")
    tells_why = ConfirmField("Show the purpose, and why now", required=False)
    tells_whom = ConfirmField("Show whom it is about", required=False)
    basis = TextField(
        "If so, why may they be told?",
        hint="For example, the person agrees; or they are at risk and it is needed to keep them safe.",
        required=False,
        max_length=300,
    )
    days = RadiosField(
        "How long does the link open?",
        choices=[("3", "3 days"), ("7", "A week"), ("14", "Two weeks"), ("30", "30 days")],
        initial="7",
        missing="Select how long the link opens",
    )

    def clean(self) -> dict[str, Any]:
        """Telling whom it is about asks for the reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("tells_whom") and not cleaned.get("basis", "").strip():
            self.add_error("basis", "Enter why they may be told whom it is about")
        return cleaned


class AnswerOutsideForm(forms.Form):
    """The outside agency's answer."""

    name = TextField("Your name and role", max_length=120, missing="Enter your name and role")
    response = RadiosField(
        "Does your agency come?",
        choices=[
            (Response.ACCEPTED, "Yes"),
            (Response.IN_WRITING, "No, we answer in writing"),
            (Response.DECLINED, "No"),
        ],
        missing="Select whether your agency comes",
    )
    words = TextAreaField("Your answer in writing, or why not", rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        """What each answer asks for beside itself."""
        cleaned = super().clean() or self.cleaned_data
        response = cleaned.get("response")
        if response and Response(response) in NEEDS_WORDS and not cleaned.get("words", "").strip():
            self.add_error("words", NEEDS_WORDS[Response(response)])
        return cleaned


class BringOutsideForm(forms.Form):
    """What the outside agency knows, worries about and does."""

    name = TextField("Your name and role", max_length=120, missing="Enter your name and role")
    knows = TextAreaField(
        "What do you know?", hint="Each fact with its date, and where it is written.", rows=5, required=False
    )
    worries = TextAreaField("What are you worried about?", rows=3, required=False)
    doing = TextAreaField("What are you doing?", rows=3, required=False)
    person_wants = TextAreaField("What do you think the person wants?", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name, "").strip() for name in ("knows", "worries", "doing", "person_wants")):
            self.add_error("knows", "Enter what you know, or what worries you")
        return cleaned
