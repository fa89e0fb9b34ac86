"""Chronologies in, rows mended, entries decided and rated, names hidden."""

from typing import Any

from django import forms

from jigsaw.care.reviews.domain.words import SIGNIFICANCE
from jigsaw.engine.chronology.merging import Verdict
from jigsaw.foundation.design.fields import DateField, RadiosField, SelectField, TextAreaField, TextField
from jigsaw.foundation.uploads.checking import Kind
from jigsaw.foundation.uploads.fields import UploadField


class FileForm(forms.Form):
    """A chronology, and whose it is."""

    agency = SelectField("Whose chronology is it?", choices=[], missing="Select whose it is")
    file = UploadField(
        "The file",
        hint="Word (.docx), Excel (.xlsx) or CSV, in any shape with a row of headings.",
        kinds=tuple(Kind),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        agency.choices = agencies


class MendForm(forms.Form):
    """What was wrong in a row, typed anew."""

    date = TextField(
        "When did it happen?", hint="22/05/2006, May 2006, between 3 and 5 May 2006, or not known.", width=20
    )
    time = TextField("At what time?", hint="Leave it empty if nobody knows.", width=10, required=False)
    fact = TextAreaField("What happened?", rows=3, max_length=20_000, missing="Enter what happened")
    source = TextField("Where is it written down?", required=False, max_length=500)


class SameForm(forms.Form):
    """One event or two."""

    verdict = RadiosField(
        "Do they tell the same event?",
        choices=[(Verdict.SAME.value, "Yes, one event told twice"), (Verdict.APART.value, "No, two events")],
        missing="Select whether they tell the same event",
    )
    why = TextAreaField("Why?", rows=2, max_length=300, missing="Enter why")


class RatingForm(forms.Form):
    """How much an entry matters to the review."""

    significance = RadiosField(
        "How much does it matter to this review?",
        choices=[(key.value, words) for key, words in SIGNIFICANCE.items()],
        missing="Select how much it matters",
    )
    why = TextAreaField("Why?", rows=2, max_length=300, missing="Enter why")


class NameForm(forms.Form):
    """A name and what stands for it."""

    label = TextField("What stands for it?", hint="“Adult A”, “Worker 3”.", width=20, max_length=60)
    name = TextField(
        "Which name is hidden?", hint="Enter each form on its own: full name, first name.", max_length=120
    )


class BackForm(forms.Form):
    """A text of the view without names, to be read with them."""

    text = TextAreaField(
        "A text with labels in brackets", rows=4, max_length=50_000, missing="Enter the text"
    )


class DayForm(forms.Form):
    """A day to look back from."""

    day = DateField("On which day?", missing="Enter a day")
