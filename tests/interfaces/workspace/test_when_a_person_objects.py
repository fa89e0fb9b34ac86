"""A person who objects to sharing: who is held back, what is not shown, and what overrides it."""

import pytest

from jigsaw.care.intake.entries import entries
from jigsaw.care.people.queries import record_ids
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.access.models import Wish
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW

HELD = "Somebody else weighs this first"


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def police(borough):
    return borough.agency("police", "police")


@pytest.fixture
def steven(borough, council):
    person = borough.person()
    person.ours = borough.record(person, council)
    wish(person, [person.ours.pk])
    return person


def wish(person, records, holds=True):
    note_wish(by=JIGSAW, person=person.pk, records=records, kind=Wish.Kind.OBJECTS, holds=holds)


def sign_in(borough, client, agency):
    client.force_login(borough.practitioner("pat", agency))


def test_a_stranger_with_a_reason_is_held_back_and_nobody_is_named(borough, client, steven, police):
    sign_in(borough, client, police)
    answer = client.post(f"/people/{steven.pk}", {"why": "asked"}, follow=True)
    assert answer.status_code == 403
    assert HELD in answer.text
    assert "Marsh" not in answer.text


def test_that_a_look_was_held_back_is_kept_with_the_rule(borough, client, steven, police):
    sign_in(borough, client, police)
    client.post(f"/people/{steven.pk}", {"why": "asked"}, follow=True)
    held = AuditEvent.objects.get(act="look held back")
    assert (held.subject_id, held.detail) == (str(steven.pk), {"rule": "objection-to-looking"})


def test_a_worry_about_somebodys_safety_overrides_the_objection(borough, client, steven, police):
    sign_in(borough, client, police)
    assert "Marsh" in client.post(f"/people/{steven.pk}", {"why": "safeguarding"}, follow=True).text


def test_who_holds_a_record_and_does_no_work_with_them_is_held_back(borough, client, steven, council):
    sign_in(borough, client, council)
    assert HELD in client.post(f"/people/{steven.pk}", {"why": "asked"}, follow=True).text


def test_who_works_with_them_looks_and_sees_what_their_own_agency_holds(
    borough, client, steven, council, police
):
    theirs = borough.record(steven, police)
    borough.piece(steven.ours, kind="community-care", shape="involvement", words="Our own visit")
    borough.piece(theirs, words="Told to the police")
    sign_in(borough, client, council)
    wish(steven, [theirs.pk])
    text = client.get(f"/people/{steven.pk}").text
    assert "Our own visit" in text
    assert "Told to the police" not in text
    assert "What other agencies hold about them is not shown to you" in text


def test_an_objection_taken_back_holds_no_more(borough, client, steven, police):
    wish(steven, [steven.ours.pk], holds=False)
    sign_in(borough, client, police)
    assert "Marsh" in client.post(f"/people/{steven.pk}", {"why": "asked"}, follow=True).text


def test_a_record_that_comes_later_and_is_joined_falls_under_what_they_said(borough, steven, council, police):
    later = borough.record(steven, borough.agency("trust", "nhs-trust"))
    borough.piece(later, words="New, from another agency")
    viewer = borough.viewer(police)
    assert entries(viewer, records=[later.pk]) == ()
    assert len(entries(borough.viewer(borough.agency("trust")), records=[later.pk])) == 1


def test_an_objection_goes_with_the_record_when_people_are_joined(borough, steven, council, police):
    other = borough.person("Stephen Marsh")
    borough.piece(steven.ours, words="From before")
    steven.ours.link.delete()
    type(steven.ours.link).objects.create(record=steven.ours, person=other, why="Same NHS number")
    records = record_ids(JIGSAW, [other.pk])[other.pk]
    assert entries(borough.viewer(police), records=records) == ()
    assert len(entries(borough.viewer(council), records=records)) == 1
