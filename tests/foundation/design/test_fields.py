"""Form fields: what people see, what they typed, and what is wrong."""

from datetime import date

import pytest
from django import forms
from django.utils.safestring import mark_safe

from jigsaw.foundation.design import fields
from jigsaw.foundation.design.environment import environment

KINDS = [("huddle", "Quick huddle"), ("meeting", "Meeting")]
HOSTILE = '"><script>alert(1)</script>'


class Form(forms.Form):
    """One field of each class."""

    name = fields.TextField("Full name", hint="As they like it", width=20)
    secret = fields.PasswordField("Password", required=False)
    why = fields.TextAreaField("Why now", max_length=20)
    kind = fields.RadiosField("Kind", choices=KINDS, hints={"huddle": "Fifteen minutes"})
    agencies = fields.CheckboxesField("Agencies", choices=KINDS, required=False)
    area = fields.SelectField("Area", choices=KINDS, missing="Select where")
    held_on = fields.DateField("Date of birth")
    agreed = fields.ConfirmField("The person knows")
    carried = fields.HiddenField(required=False)


GOOD = {
    "name": "Rosie",
    "why": "New calls",
    "kind": "huddle",
    "area": "meeting",
    "held_on_day": "22",
    "held_on_month": "5",
    "held_on_year": "2026",
    "agreed": "true",
}


def drawn(bound):
    return environment().from_string("{{ field(bound) }}").render(bound=bound)


def summary(form):
    return environment().from_string("{{ error_summary(form) }}").render(form=form)


def test_a_good_form_cleans_to_plain_values():
    form = Form(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["held_on"] == date(2026, 5, 22)


@pytest.mark.parametrize("name", list(Form.base_fields))
def test_what_was_typed_is_shown_again_and_escaped(name):
    bound = Form({name: HOSTILE, f"{name}_day": HOSTILE})[name]
    assert "<script>" not in drawn(bound)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("name", "Enter full name"),
        ("why", "Enter why now"),
        ("kind", "Select kind"),
        ("area", "Select where"),
        ("held_on", "Enter date of birth"),
        ("agreed", "Confirm that the person knows"),
    ],
)
def test_an_empty_answer_gets_a_message_that_begins_with_a_verb(name, message):
    form = Form({})
    assert form.errors[name] == [message]
    assert message in drawn(form[name])
    assert message in summary(form)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("31", "2", "2026"), "Date of birth must be a real date"),
        (("5", "", "2026"), "Date of birth must include a month"),
        (("", "", "2026"), "Date of birth must include a day and a month"),
        (("1", "2", "26"), "Year must include 4 numbers"),
        (("one", "2", "2026"), "Date of birth must be a real date"),
    ],
)
def test_an_impossible_date_is_an_error_and_never_a_guess(parts, message):
    typed = dict(zip(("held_on_day", "held_on_month", "held_on_year"), parts, strict=True))
    assert Form(GOOD | typed).errors["held_on"] == [message]


def test_the_summary_leads_to_the_first_input_of_each_fault():
    shown = summary(Form(GOOD | {"held_on_day": "", "name": ""}))
    assert 'href="#id_held_on_day"' in shown
    assert 'href="#id_name"' in shown


def test_a_form_without_faults_has_no_summary():
    assert summary(Form(GOOD)) == ""


def test_a_fault_of_the_whole_form_is_in_the_summary():
    form = Form(GOOD)
    form.add_error(None, "Give one or the other")
    assert "Give one or the other" in summary(form)


def test_words_marked_safe_are_escaped_all_the_same():
    class Sly(forms.Form):
        sly = fields.TextField(mark_safe("<i>label</i>"), hint=mark_safe("<i>hint</i>"))

    assert "<i>" not in drawn(Sly()["sly"])


def test_a_day_given_at_the_start_is_shown_in_three_parts():
    shown = drawn(Form(initial={"held_on": date(2026, 5, 22)})["held_on"])
    assert 'value="22"' in shown
    assert 'value="2026"' in shown


def test_what_was_chosen_stays_chosen():
    assert 'value="meeting" checked' in drawn(Form({"kind": "meeting"})["kind"])
    assert 'value="meeting" selected' in drawn(Form({"area": "meeting"})["area"])


def test_a_password_is_never_shown_again():
    assert "hunter2" not in drawn(Form({"secret": "hunter2"})["secret"])


def test_a_field_that_is_not_ours_is_refused():
    class Bare(forms.Form):
        bare = forms.CharField()

    with pytest.raises(TypeError, match="bare is not one of"):
        drawn(Bare()["bare"])


def test_a_field_nobody_must_fill_says_so():
    assert "Agencies (optional)" in drawn(Form()["agencies"])


def test_a_hidden_field_has_no_label():
    assert "<label" not in drawn(Form()["carried"])
