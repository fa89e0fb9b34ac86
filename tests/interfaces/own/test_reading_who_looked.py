"""The person reads who looked, in plain words, and nobody else reads it by their door."""

from datetime import date, timedelta

import pytest
from django.test import Client

from jigsaw.care.linkage.models import Link, PersonChange
from jigsaw.care.looks.models import NameWithheld
from jigsaw.foundation.access.actions import break_glass
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.time import now
from jigsaw.foundation.organisations.queries import viewer_of


def test_who_when_from_which_agency_why_and_what_they_saw(looked, own):
    text = own.get("/your-record/who-looked").text
    for words in (
        "Ann, social worker",
        "Council",
        "Their team works with you.",
        "Your name.",
        "1 note about",
    ):
        assert words in text


def test_their_own_look_is_recorded_and_they_see_that_it_was_theirs(own, steven):
    own.get("/your-record/who-looked")
    kept = AuditEvent.objects.filter(kind="look", subject_id=str(steven.pk)).get()
    assert (kept.by, kept.detail["role"], kept.detail["purpose"]) == (
        None,
        "themselves",
        "reading about themselves",
    )
    assert "You read your own record." in own.get("/your-record/who-looked").text


def test_being_on_a_list_that_somebody_read_is_told(ann, steven, own):
    staff = Client()
    staff.force_login(ann)
    assert "Steven Marsh" in staff.post("/search", {"q": "steven marsh"}, follow=True).text
    assert "Your name, on a list with other people." in own.get("/your-record/who-looked").text


def test_a_broken_glass_is_told_with_what_was_said(steven, account, own, ann):
    record = Link.objects.get(person=steven).record_id
    break_glass(
        by=viewer_of(ann), person=steven.pk, records=[record], reason="Nobody answers his door", minutes=30
    )
    assert "It was urgent. They said: “Nobody answers his door”" in own.get("/your-record/who-looked").text


def test_a_look_at_somebody_else_is_not_theirs_to_read(borough, looked, own, council, ann):
    other = borough.person("Petra Quill")
    borough.piece(borough.record(other, council), kind="community-care", shape="involvement")
    looked.get(f"/people/{other.pk}")
    theirs = AuditEvent.objects.get(subject_id=str(other.pk))
    assert own.get(f"/your-record/looks/{theirs.pk}").status_code == 404
    assert own.get("/your-record/looks/999999").status_code == 404
    assert own.get("/your-record/who-looked").text.count("Their team works with you.") == 1


def test_a_name_that_is_withheld_for_safety_is_left_out_and_role_and_agency_are_told(looked, own, ann, olive):
    NameWithheld.objects.create(
        practitioner=ann, why="Threats", until=date.today() + timedelta(days=9), by=olive
    )
    text = own.get("/your-record/who-looked").text
    assert "Social worker" in text
    assert "Ann" not in text


@pytest.mark.parametrize("restriction", ["sealed", "content-withheld"])
def test_a_piece_that_its_holder_restricts_is_in_no_count(borough, steven, ann, own, restriction):
    borough.piece(steven.record, kind="safeguarding-concern", restriction=restriction)
    staff = Client()
    staff.force_login(ann)
    staff.get(f"/people/{steven.pk}")
    text = own.get("/your-record/who-looked").text
    assert "1 note about" in text
    assert "help from the council" not in text


def test_the_looks_follow_the_record_when_it_is_parted_from_somebody_else(
    borough, looked, own, steven, council
):
    other = borough.person("Steve Marsh")
    Link.objects.filter(record=steven.record).update(person=other)
    record = str(steven.record.pk)
    PersonChange.objects.create(
        what="w",
        why="w",
        before={str(steven.pk): [record]},
        after={str(other.pk): [record], str(steven.pk): []},
    )
    assert "Their team works with you." in own.get("/your-record/who-looked").text
    AuditEvent.objects.create(
        kind="look", act="looked", by_name="Jo", agency="council", subject_kind="person", subject_id=str(steven.pk),
        why="w", at=now() + timedelta(minutes=1), lane=0, number=900, fingerprint="f",
    )  # fmt: skip
    assert "Jo" not in own.get("/your-record/who-looked").text


def test_nothing_is_shown_until_they_say_that_it_is_safe_here(looked, account, enter):
    browser = enter(account, safe=False)
    assert browser.get("/your-record").url == "/your-record/safe"
    assert "Council" not in browser.get("/your-record/safe").text
    assert browser.post("/your-record/safe", {"safe": "no"}).url == "https://www.nhs.uk/"
    assert browser.get("/your-record").url == "/your-record/sign-in"
