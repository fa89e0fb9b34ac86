"""A conversation stays with the person it was called about, whoever they are joined to or parted from."""

from datetime import timedelta

import pytest

from jigsaw.care.conversations import actions, queries
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
from jigsaw.care.linkage.models import JoinNotice, LinkDecision
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now
from jigsaw.interfaces.feeds import steps
from tests.care.conversations.conftest import NO_DANGER
from tests.town import Town, person_of, record, someone

ANN = "9990000018"


@pytest.fixture
def town(db, tmp_path):
    """Two people: the police know one, the practice the other."""
    town = Town(tmp_path)
    town.send("police", someone("P1"), on="2026-01-05")
    town.send("gp", someone("G1", "Bea", "Lindqvist", "1951-11-02"), on="2026-01-06")
    return town


@pytest.fixture
def caller(town):
    return town.viewer("trust")


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


def subject(agency, local_id):
    return Subject(SubjectKind.PERSON, person_of(agency, local_id).pk)


def called(by, about):
    first = actions.record_precheck(by=by, subject=about, test=NO_DANGER)
    call = Call(
        subject=about, kind="professionals-meeting", purpose="Agree who does what", why_now="Three calls in a month",
        own_view=OwnView("I want my flat", Invited.YES), meeting=Meeting(now() + timedelta(days=3), Way.ONLINE),
        lead_agency="trust", invitees=(Invitee("housing", ("is involved now",)),), precheck=first.pk,
    )  # fmt: skip
    return actions.call_conversation(by=by, call=call)


def join(steward, *, same=True):
    ends = {"left": record("police", "P1"), "right": record("gp", "G1")}
    steps.decide_join(by=steward, same=same, why="Rang both", **ends)


def about(viewer, who):
    return [line.id for line in queries.about(viewer, "person", [who.id])]


def test_it_is_found_on_the_page_of_whoever_they_were_joined_to(steward, caller):
    made = called(caller, subject("gp", "G1"))
    join(steward)
    assert about(caller, subject("police", "P1")) == [made.pk]


def test_nobody_calls_a_second_one_about_them_after_a_join(steward, caller):
    called(caller, subject("gp", "G1"))
    join(steward)
    assert queries.open_about(caller, subject("police", "P1"))
    with pytest.raises(Refused):
        called(caller, subject("police", "P1"))


def test_undoing_the_join_takes_it_back_to_whom_it_was_about(steward, caller):
    made = called(caller, subject("gp", "G1"))
    join(steward)
    steps.undo_decision(by=steward, decision=LinkDecision.objects.get().pk, why="I was wrong")
    assert about(caller, subject("gp", "G1")) == [made.pk]
    assert about(caller, subject("police", "P1")) == []


def test_those_who_talk_about_two_as_one_are_told_when_they_are_parted(steward, caller):
    join(steward)
    called(caller, subject("gp", "G1"))
    join(steward, same=False)
    assert set(JoinNotice.objects.values_list("practitioner", "acted")) == {(caller.key, True)}


def test_who_takes_part_says_whom_of_the_two_it_is_about(steward, caller):
    join(steward)
    made = called(caller, subject("gp", "G1"))
    join(steward, same=False)
    actions.say_whom(by=caller, conversation=made.pk, subject=subject("gp", "G1"), why="It is about Bea")
    assert about(caller, subject("gp", "G1")) == [made.pk]
    assert about(caller, subject("police", "P1")) == []
    assert AuditEvent.objects.filter(act="conversation's subject corrected").count() == 1


def test_saying_whom_asks_for_a_why_and_for_one_like_it(steward, caller):
    made = called(caller, subject("gp", "G1"))
    with pytest.raises(Refused):
        actions.say_whom(by=caller, conversation=made.pk, subject=subject("police", "P1"), why=" ")
    called(caller, subject("police", "P1"))
    with pytest.raises(Refused):
        actions.say_whom(by=caller, conversation=made.pk, subject=subject("police", "P1"), why="It is hers")
