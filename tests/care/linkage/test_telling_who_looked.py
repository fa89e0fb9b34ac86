"""Who looked at or acted on somebody who turned out to be two people, or half of one, is told."""

from uuid import uuid4

import pytest

from jigsaw.care.linkage.actions import note_read
from jigsaw.care.linkage.models import JoinNotice, LinkDecision
from jigsaw.care.reasons.models import Reason
from jigsaw.foundation.audit.actions import record_act, record_look
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now
from jigsaw.interfaces.feeds import steps
from tests.town import person_of, record, someone

ANN, BEA = "9990000018", "9990000026"


@pytest.fixture
def joined(town):
    """One person of two records."""
    town.send("police", someone("P1", nhs=ANN), on="2026-01-05")
    town.send("gp", someone("G1", nhs=ANN), on="2026-01-06")
    return person_of("police", "P1").pk


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


def look(viewer, person):
    record_look(by=viewer, subject_kind="person", subject_id=person, why="Duty")


def part(steward):
    steps.decide_join(
        by=steward, left=record("police", "P1"), right=record("gp", "G1"), same=False, why="Rang both"
    )


def told():
    """Who is told of whom, and whether they acted."""
    return set(JoinNotice.objects.values_list("practitioner", "person", "acted"))


def test_who_looked_at_two_as_one_is_told_when_they_are_parted(town, steward, joined):
    worker = town.viewer()
    look(worker, joined)
    part(steward)
    assert told() == {(worker.key, joined, False)}


def test_who_acted_on_them_is_told_so(town, steward, joined):
    worker = town.viewer()
    look(worker, joined)
    record_act(by=worker, act="wrote a note", subject_kind="person", subject_id=joined)
    part(steward)
    assert told() == {(worker.key, joined, True)}


def test_who_only_looked_before_they_were_joined_is_not_told(town, steward):
    town.send("police", someone("P1", nhs=ANN), on="2026-01-05")
    look(town.viewer(), person_of("police", "P1").pk)
    town.send("gp", someone("G1", nhs=ANN), on="2026-01-06")
    part(steward)
    assert told() == set()


def test_who_decided_and_who_never_looked_are_not_told(town, steward, joined):
    look(steward, joined)
    town.viewer()
    part(steward)
    assert told() == set()


def test_undoing_tells_who_looked_at_a_half(town, steward, joined):
    part(steward)
    worker, half = town.viewer(), person_of("gp", "G1").pk
    look(worker, half)
    steps.undo_decision(by=steward, decision=LinkDecision.objects.get().pk, why="They are one after all")
    assert told() == {(worker.key, half, False)}


def test_a_correction_that_parts_two_tells_too(town, joined):
    worker = town.viewer()
    look(worker, joined)
    town.send("gp", someone("G1", "Bea", "Lindqvist", "1951-11-02", nhs=BEA), on="2026-02-01")
    assert told() == {(worker.key, joined, False)}


def test_a_new_record_that_joins_in_tells_nobody(town, joined):
    look(town.viewer(), joined)
    town.send("trust", someone("T1", nhs=ANN), on="2026-01-07")
    assert told() == set()


def test_a_notice_says_what_changed_without_a_name(town, steward, joined):
    look(town.viewer(), joined)
    part(steward)
    change = JoinNotice.objects.get().change
    assert (change.what, change.why) == (
        "One person became two",
        "A person decided that they are not the same",
    )


def reason_about(person, other=None):
    """A reason as a pattern would have raised it."""
    kind = {"subject_kind": "pair" if other else "person", "subject": person, "other": other}
    words = {"pattern": "P01", "version": 1, "pattern_hash": "0" * 64, "sentence": "Two calls in a day"}
    return Reason.objects.create(id=uuid4(), raised_at=now(), **kind, **words)


def test_who_saw_a_list_with_a_reason_about_them_is_told(town, steward, joined):
    worker, ids = town.viewer(), [str(reason_about(joined).pk)]
    record_look(by=worker, subject_kind="reasons", subject_id="", why="Mine", detail={"ids": ids})
    part(steward)
    assert told() == {(worker.key, joined, False)}


def test_who_decided_about_a_reason_about_them_acted(town, steward, joined):
    worker = town.viewer()
    record_act(by=worker, act="reason muted", subject_kind="reason", subject_id=reason_about(joined).pk)
    part(steward)
    assert told() == {(worker.key, joined, True)}


def test_who_looked_at_a_reason_about_them_and_another_is_told(town, steward, joined):
    worker, exposed = town.viewer(), uuid4()
    pair = reason_about(exposed, other=joined)
    seen = {"act": "looked at a reason", "detail": {"id": str(pair.pk)}}
    record_look(by=worker, subject_kind="person", subject_id=exposed, why="Duty", **seen)
    part(steward)
    assert told() == {(worker.key, joined, False)}


def test_who_saw_a_reason_about_somebody_else_is_not_told(town, steward, joined):
    worker, ids = town.viewer(), [str(reason_about(uuid4()).pk)]
    record_look(by=worker, subject_kind="reasons", subject_id="", why="Mine", detail={"ids": ids})
    part(steward)
    assert told() == set()


def test_a_correction_tells_who_saw_a_reason_too(town, joined):
    worker, ids = town.viewer(), [str(reason_about(joined).pk)]
    record_look(by=worker, subject_kind="reasons", subject_id="", why="Mine", detail={"ids": ids})
    town.send("gp", someone("G1", "Bea", "Lindqvist", "1951-11-02", nhs=BEA), on="2026-02-01")
    assert told() == {(worker.key, joined, False)}


def test_only_who_is_told_says_that_they_have_read_it(town, steward, joined):
    worker = town.viewer()
    look(worker, joined)
    part(steward)
    one = JoinNotice.objects.get()
    with pytest.raises(NotFound):
        note_read(by=steward, notice=one.pk)
    note_read(by=worker, notice=one.pk)
    assert JoinNotice.objects.get().seen_at
