"""A form's field for a file."""

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from jigsaw.foundation.design.environment import environment
from jigsaw.foundation.uploads.checking import Kind
from jigsaw.foundation.uploads.fields import UploadField


class ChronologyForm(forms.Form):
    file = UploadField("Chronology", hint="CSV or Excel", kinds=[Kind.CSV, Kind.EXCEL])


def sent(name, content):
    return ChronologyForm({}, {"file": SimpleUploadedFile(name, content)})


def test_a_file_that_passes_is_what_the_form_gives():
    form = sent("a.csv", b"when,what\n")
    assert form.is_valid()
    assert form.cleaned_data["file"].content == b"when,what\n"


def test_a_file_that_does_not_says_why_and_what_to_do():
    form = sent("a.xlsx", b"when,what\n")
    assert "The file was not read" in form.errors["file"][0]


def test_no_file_asks_for_one():
    assert ChronologyForm({}, {}).errors["file"] == ["Choose chronology"]


def test_the_field_is_drawn_with_its_kinds_and_nothing_of_what_was_sent():
    drawn = environment().globals["field"](environment(), sent("surname.xlsx", b"x")["file"])
    assert 'accept=".csv,.xlsx"' in drawn
    assert "surname" not in drawn
