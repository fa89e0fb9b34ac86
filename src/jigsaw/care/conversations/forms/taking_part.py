"""What those who take part are asked: to answer, to disagree by name, to invite one more."""

from collections.abc import Iterable
from typing import Any

from django import forms

from jigsaw.care.conversations.domain.inviting import Response, faults_of_response
from jigsaw.care.conversations.forms.shared import MeetingFields, PersonsViewFields
from jigsaw.foundation.design.fields import RadiosField, SelectField, TextAreaField, TextField
from jigsaw.foundation.organisations.models import Agency


class AnswerForm(forms.Form):
    """An agency's answer to an invitation."""

    response = RadiosField(
        "Does your agency come?",
        choices=[
            (Response.ACCEPTED, "Yes, I come"),
            (Response.SENDING_ANOTHER, "Yes, somebody else comes"),
            (Response.IN_WRITING, "No, we answer in writing"),
            (Response.DECLINED, "No"),
        ],
        missing="Select whether your agency comes",
    )
    sends = TextField("If somebody else comes, who?", required=False, max_length=120)
    words = TextAreaField("Your answer in writing, or why not", rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        """What each answer asks for beside itself."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("response"):
            response = Response(cleaned["response"])
            faults = faults_of_response(response, words=cleaned["words"], sends=cleaned["sends"])
            for name, fault in faults.items():
                self.add_error(name, fault)
        return cleaned


class DisagreeForm(forms.Form):
    """Somebody sees it differently."""

    name = TextField("Who sees it differently?", hint="By name. Nobody votes.", max_length=120)
    words = TextAreaField("What do they say?", rows=4, missing="Enter what they say")


class InviteForm(forms.Form):
    """One more agency."""

    agency = SelectField("Agency", choices=[], missing="Select an agency")
    because = TextField("Why should it come?", missing="Enter why it should come", max_length=300)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["agency"]
        offered.choices = [(one.key, one.name) for one in agencies]


class MoveForm(MeetingFields):
    """Another date, way or place."""


class PersonsViewForm(PersonsViewFields):
    """The person's own view."""
