"""Fields that several forms ask for, and what they mean together."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jigsaw.care.conversations.domain.calling import Invited, Meeting, OwnView, Way
from jigsaw.foundation.core.clock_words import read_clock
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.fields import DateField, RadiosField, TextAreaField, TextField

_TIME = "Enter a time, like 14:30 or 2pm"


class MeetingFields(forms.Form):
    """When, how and where people come together."""

    meets_on = DateField("Date", missing="Enter the date")
    meets_time = TextField("Start time", hint="For example, 14:30", width=5, missing=_TIME)
    way = RadiosField(
        "How do you meet?",
        choices=[(Way.ROOM, "In a room"), (Way.TELEPHONE, "By telephone"), (Way.ONLINE, "Online")],
        missing="Select how you meet",
    )
    place = TextField(
        "Place, number to ring or link",
        hint="A room needs an address that everybody can find.",
        required=False,
        max_length=200,
    )

    def clean_meets_on(self) -> Any:
        """The date, which is not past."""
        day = self.cleaned_data["meets_on"]
        if day < timezone.localdate():
            raise ValidationError("Date must be today or in the future")
        return day

    def clean_meets_time(self) -> Any:
        """The time of day."""
        try:
            return read_clock(self.cleaned_data["meets_time"].strip())
        except UnreadableDate:
            raise ValidationError(_TIME) from None

    def clean(self) -> dict[str, Any]:
        """A room has a place."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") == Way.ROOM and not cleaned.get("place", "").strip():
            self.add_error("place", "Enter the place")
        return cleaned

    def meeting(self) -> Meeting:
        """The meeting that the answers mean, by London's clocks."""
        day, clock = self.cleaned_data["meets_on"], self.cleaned_data["meets_time"]
        local = datetime(day.year, day.month, day.day, clock.hour, clock.minute)
        at = Moment.from_local(local, Accuracy.MINUTE).at
        return Meeting(at, Way(self.cleaned_data["way"]), self.cleaned_data["place"])


class PersonsViewFields(forms.Form):
    """What the person wants said, and whether they are invited."""

    persons_words = TextAreaField(
        "What does the person want said?",
        hint="In their own words. Leave empty if nobody has asked them yet.",
        rows=3,
        max_length=2000,
        required=False,
    )
    persons_invited = RadiosField(
        "Is the person invited?",
        choices=[(Invited.YES, "Yes"), (Invited.NO, "No"), (Invited.NOT_YET_ASKED, "Not yet asked")],
        missing="Select whether the person is invited",
    )
    persons_why_not = TextField(
        "If not, why not?",
        hint="For example, it would put them in danger from somebody who would hear of it.",
        required=False,
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """Not inviting somebody to talk about themselves asks for a reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("persons_invited") == Invited.NO and not cleaned.get("persons_why_not", "").strip():
            self.add_error("persons_why_not", "Enter why the person is not invited")
        return cleaned

    def own_view(self) -> OwnView:
        """The answers as the domain knows them."""
        invited = Invited(self.cleaned_data["persons_invited"])
        why_not = self.cleaned_data["persons_why_not"] if invited is Invited.NO else ""
        return OwnView(self.cleaned_data["persons_words"], invited, why_not)
