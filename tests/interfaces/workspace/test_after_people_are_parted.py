"""When one person turns out to be two, or two one, everything about them follows, and old links lead on."""

from datetime import timedelta

import pytest
from django.test import Client

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.derivation import open_about
from jigsaw.care.conversations.domain.calling import (
    Call,
    Invited,
    Invitee,
    Meeting,
    OwnView,
    Subject,
    SubjectKind,
    Way,
)
from jigsaw.care.linkage.models import LinkDecision
from jigsaw.care.story.queries import person_story
from jigsaw.foundation.core.time import now
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.interfaces.feeds import steps
from tests.care.conversations.conftest import NO_DANGER
from tests.interfaces.workspace.opening import opened
from tests.town import Town, person_of, piece, raised, record, someone
from tests.worked_out import people_and_homes, stories

ANN = "9990000018"
CALLS = [f"2026-01-{day:02}" for day in (2, 5, 8, 11, 14, 17)]


@pytest.fixture
def town(db, tmp_path):
    """One person whom the ambulance service has twice, with three calls under each of its ids."""
    made = Town(tmp_path)
    made.send("ambulance", someone("A1", nhs=ANN), *calls("A1", CALLS[:3]), on="2026-01-20")
    made.send("ambulance", someone("A2", nhs=ANN), *calls("A2", CALLS[3:]), on="2026-01-21")
    return made


def calls(about, days):
    return [piece(f"c{day}", "ambulance-call", day, about) for day in days]


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


@pytest.fixture
def worker(town):
    return town.viewer("trust")


def parted(steward):
    """The second record is somebody else's; returns the two people's ids, the one who keeps the id first."""
    one = person_of("ambulance", "A1").pk
    steps.split_person(by=steward, person=one, records=[record("ambulance", "A2")], why="Two sisters")
    return one, person_of("ambulance", "A2").pk


def undone(steward):
    steps.undo_decision(by=steward, decision=LinkDecision.objects.latest("pk").pk, why="I was wrong")


def called(by, person):
    subject = Subject(SubjectKind.PERSON, person)
    first = actions.record_precheck(by=by, subject=subject, test=NO_DANGER)
    call = Call(
        subject=subject, kind="professionals-meeting", purpose="Agree who does what", why_now="Six calls",
        own_view=OwnView("I want my flat", Invited.YES), meeting=Meeting(now() + timedelta(days=3), Way.ONLINE),
        lead_agency="trust", invitees=(Invitee("housing", ("is involved now",)),), precheck=first.pk,
    )  # fmt: skip
    return actions.call_conversation(by=by, call=call)


def days_told(viewer, person):
    return [f"{entry.when.local:%Y-%m-%d}" for entry in person_story(viewer, person).told.entries]


def test_each_half_has_its_own_pieces_and_undoing_brings_them_together(steward, worker):
    one, other = parted(steward)
    assert (sorted(days_told(worker, one)), sorted(days_told(worker, other))) == (CALLS[:3], CALLS[3:])
    undone(steward)
    assert sorted(days_told(worker, one)) == CALLS


def test_a_reason_that_only_the_two_together_gave_is_withdrawn_and_comes_back(steward):
    assert raised("R01")
    one, _ = parted(steward)
    assert not raised("R01")
    undone(steward)
    assert [reason.subject for reason in raised("R01")] == [one]


def test_undoing_leaves_people_homes_and_every_story_as_they_were(steward, worker):
    before = people_and_homes(), stories(worker)
    parted(steward)
    assert (people_and_homes(), stories(worker)) != before
    undone(steward)
    assert (people_and_homes(), stories(worker)) == before


def test_an_old_link_to_a_story_leads_to_whoever_it_is_now(steward, worker):
    one, other = parted(steward)
    undone(steward)
    client = signed_in(worker)
    assert client.get(f"/people/{other}").url == f"/people/{one}"
    assert opened(client, f"/people/{one}/records").status_code == 200


def test_a_conversation_called_about_one_half_is_counted_for_the_whole_and_back(steward, worker):
    one, other = parted(steward)
    called(worker, other)
    assert open_about([one, other]) == {other: 1}
    undone(steward)
    assert open_about([one]) == {one: 1}
    parted(steward)
    assert open_about([one, other]) == {other: 1}


def test_a_conversation_and_its_actions_name_whom_they_are_about_now(steward, worker, town):
    town.send("ambulance", someone("A2", "Bea", "Lindqvist", nhs=ANN), on="2026-01-22")
    one, other = parted(steward)
    made = called(worker, other)
    actions.agree_action(
        by=worker, conversation=made.pk, what="Ring her", agency="trust", owner="Nurse",
        due_on=now().date() + timedelta(days=2), how_we_know="She said so",
    )  # fmt: skip
    assert [line.label for line in queries.my_actions(worker)] == ["Bea Lindqvist"]
    undone(steward)
    assert [line.label for line in queries.my_actions(worker)] == [person_of("ambulance", "A1").name]
    client = signed_in(worker)
    assert client.get(f"/conversations/{made.pk}").status_code == 200
    assert str(made.pk) in client.get(f"/people/{one}", {"conversation": made.pk}).content.decode()
    parted(steward)
    assert [line.label for line in queries.my_actions(worker)] == ["Bea Lindqvist"]


def signed_in(viewer):
    client = Client()
    client.force_login(Practitioner.objects.get(pk=viewer.key))
    return client
