"""Asking the person, telling them, and looking back."""

from typing import Any

from django import forms
from django.utils import timezone

from jigsaw.care.conversations.domain.looking_back import Useful
from jigsaw.care.conversations.domain.telling import LONGEST_UNTOLD, Channel, TakesPart, faults_of_telling
from jigsaw.care.conversations.forms.ending import not_past
from jigsaw.foundation.design.fields import DateField, RadiosField, TextAreaField, TextField


class AskPersonForm(forms.Form):
    """Whether and how they want to take part."""

    takes_part = RadiosField(
        "How does the person want to take part?",
        choices=[(one, one.value.capitalize()) for one in TakesPart],
        missing="Select how the person wants to take part",
    )
    supporter = TextField(
        "Who is with them, or speaks for them?",
        hint="Whom they chose. Ask them alone: whoever answers for somebody may be the danger.",
        required=False,
        max_length=200,
    )
    needs = TextField(
        "What do they need to take part?",
        hint="An interpreter, large print, a break, somebody to fetch them.",
        required=False,
        max_length=300,
    )
    safe_way = TextField(
        "How is it safe to reach them?",
        hint="As they say: at the drop-in, never by post, not while somebody is at home.",
        required=False,
        max_length=300,
    )
    not_asked_because = TextField("If they were not asked yet, why?", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Not asking says why; speaking through somebody says who."""
        cleaned = super().clean() or self.cleaned_data
        how = cleaned.get("takes_part")
        if how == TakesPart.NOT_ASKED and not cleaned.get("not_asked_because", "").strip():
            self.add_error("not_asked_because", "Enter why they were not asked yet")
        if how == TakesPart.THROUGH and not cleaned.get("supporter", "").strip():
            self.add_error("supporter", "Enter who speaks for them")
        return cleaned


class TellPersonForm(forms.Form):
    """The letter, how it reaches them, or why they are not told."""

    was_told = RadiosField(
        "Is the person told what was decided?",
        choices=[("yes", "Yes"), ("no", "Not now")],
        missing="Select yes if the person is told",
    )
    letter = TextAreaField(
        "The letter",
        hint="Drafted from what was decided. Read it over.",
        rows=16,
        max_length=6000,
        required=False,
    )
    channel = RadiosField(
        "How does it reach them?",
        choices=[(one, one.value.capitalize()) for one in Channel],
        required=False,
        missing="Select how it reaches them",
    )
    given_by = TextField(
        "Who gave it, spoke with them or posted it?",
        hint="Leave it empty if it was you",
        required=False,
        max_length=120,
    )
    given_on = DateField("On which day?", hint="Leave it empty for today", required=False)
    safe_because = TextField(
        "If somebody else could open, read or hear it: why is it safe?",
        hint="Nothing goes by post, to a device or through somebody until it is known who else is there.",
        required=False,
        max_length=300,
    )
    why_not = TextField("If not, why not?", required=False, max_length=300)
    review_on = DateField(
        "If not, by when does somebody else look at that again?",
        hint="Within four weeks. Not who decides it now",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Each is asked for by one of the answers, so none of them is optional.
        fields: Any = list(self.fields.values())
        for field in fields[1:]:
            field.says_optional = False

    def clean_review_on(self) -> Any:
        """A day that is not past, or none."""
        return soon(not_past(self.cleaned_data["review_on"]))

    def clean_given_on(self) -> Any:
        """A day that has come, or none."""
        if (day := self.cleaned_data["given_on"]) and day > timezone.localdate():
            raise forms.ValidationError("Enter a day that has come: record it when they have it")
        return day

    def clean(self) -> dict[str, Any]:
        """Telling needs a letter and a safe way; not telling a reason and a date."""
        cleaned = super().clean() or self.cleaned_data
        check = {"yes": self._check_told, "no": self._check_untold}.get(cleaned.get("was_told", ""))
        if check:
            check(cleaned)
        return cleaned

    def _check_told(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("letter", "").strip():
            self.add_error("letter", "Enter what the person is told")
        if not cleaned.get("channel"):
            self.add_error("channel", "Select how it reaches them")
        else:
            faults = faults_of_telling(Channel(cleaned["channel"]), cleaned.get("safe_because", ""))
            for name, fault in faults.items():
                self.add_error(name, fault)

    def _check_untold(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("why_not", "").strip():
            self.add_error("why_not", "Enter why the person is not told")
        if "review_on" in cleaned and not cleaned["review_on"]:
            self.add_error("review_on", "Enter when you look at that again")


class ReviewUntoldForm(forms.Form):
    """What somebody else found who looked again at why the person is not told."""

    still = RadiosField(
        "Is it still right that the person is not told?",
        choices=[("no", "No: they are told now"), ("yes", "Yes, for now")],
        missing="Select whether it is still right",
    )
    words = TextAreaField("How do you know?", rows=3, max_length=500, missing="Enter how you know")
    review_on = DateField("If yes, by when is it looked at again?", hint="Within four weeks", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked for by one of the answers, so not optional.
        fields: Any = self.fields
        fields["review_on"].says_optional = False

    def clean_review_on(self) -> Any:
        """A day that is not past and not far, or none."""
        return soon(not_past(self.cleaned_data["review_on"]))

    def clean(self) -> dict[str, Any]:
        """What still holds needs a day."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("still") == "yes" and "review_on" in cleaned and not cleaned["review_on"]:
            self.add_error("review_on", "Enter when it is looked at again")
        return cleaned


def soon(day: Any) -> Any:
    """A day within LONGEST_UNTOLD, or none. Raises ValidationError."""
    if day and day > timezone.localdate() + LONGEST_UNTOLD:
        raise forms.ValidationError("Enter a day within four weeks")
    return day


class LookBackForm(forms.Form):
    """Was it useful?"""

    useful = RadiosField(
        "Was the conversation useful?",
        choices=[(Useful.YES, "Yes"), (Useful.PARTLY, "Partly"), (Useful.NO, "No")],
        missing="Select whether it was useful",
    )
    changed = TextAreaField(
        "What changed, if anything?", rows=3, missing="Enter what changed, or that nothing did"
    )
    person_says = TextAreaField("What does the person say of it?", rows=3, required=False)
