"""A risk taken on purpose, who stands where, and what came of it."""

from typing import Any

from django import forms

from jigsaw.care.conversations.domain.risks import Stance, Went
from jigsaw.care.conversations.forms.ending import not_past
from jigsaw.foundation.design.fields import DateField, RadiosField, TextAreaField, TextField


class RiskForm(forms.Form):
    """A choice of the person's with a risk in it, weighed whole."""

    choice = TextAreaField("What does the person want to do?", hint="In their own words.", rows=2)
    matters = TextAreaField("Why does it matter to them?", rows=2)
    benefits = TextAreaField("What good may come of it?", rows=2)
    harms = TextAreaField("What harm may come of it?", hint="What, how likely to anybody, to whom.", rows=2)
    safer = TextAreaField("What makes it safer?", rows=2)
    capacity = TextAreaField(
        "Capacity for this decision", hint="Who considered it, when, what was found.", rows=2
    )
    if_then = TextAreaField("If something goes wrong: if this, then we do that", rows=2)
    told = TextField("Who is told?", max_length=300)
    review_on = DateField("When do we look at it again?", missing="Enter when you look at it again")

    def clean_review_on(self) -> Any:
        """A day that is not past."""
        return not_past(self.cleaned_data["review_on"])


class StanceForm(forms.Form):
    """Where somebody stands, by name."""

    name = TextField("Who?", hint="By name. Nobody votes.", max_length=120)
    stance = RadiosField(
        "Where do they stand?",
        choices=[
            (Stance.AGREES, "Agrees"),
            (Stance.DISAGREES, "Sees it differently"),
            (Stance.UNSURE, "Not sure yet"),
        ],
        missing="Select where they stand",
    )
    words = TextAreaField("What do they say?", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever does not agree is heard."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("stance") not in {None, Stance.AGREES.value} and not cleaned.get("words", "").strip():
            self.add_error("words", "Enter what they say")
        return cleaned


class RiskReviewForm(forms.Form):
    """What came of it."""

    happened = TextAreaField("What happened?", rows=3)
    learned = TextAreaField("What did we learn?", hint="Good outcomes too.", rows=3)
    went = RadiosField(
        "How did it go, as the person sees it?",
        choices=[(Went.WELL, "Well"), (Went.PARTLY, "Partly"), (Went.BADLY, "Badly")],
        missing="Select how it went",
    )
