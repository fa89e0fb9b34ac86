"""Undo that is complete: whatever a person decided can be taken back, and everything is as if it had never been."""

import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import assume, given
from hypothesis import strategies as st

from jigsaw.care.linkage.models import LinkDecision, PersonChange, UndoneDecision
from jigsaw.care.people import queries as people
from jigsaw.care.people.models import Person
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces.feeds import steps
from tests.histories import FEW, HISTORIES, tell
from tests.town import Town, are_one, groups, person_of, record, someone
from tests.worked_out import people_and_homes, reasons

ANN = "9990000018"
WHY = "Rang both agencies"


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


@pytest.fixture
def three(town):
    """One person of three agencies' records."""
    for agency, local_id, day in (("police", "P1", 5), ("gp", "G1", 6), ("trust", "T1", 7)):
        town.send(agency, someone(local_id, nhs=ANN), on=f"2026-01-{day:02}")
    return person_of("police", "P1").pk


def split(steward, person, *records):
    return steps.split_person(by=steward, person=person, records=[record(*one) for one in records], why=WHY)


def undo(steward):
    """Take the latest decision back."""
    return steps.undo_decision(by=steward, decision=LinkDecision.objects.latest("pk").pk, why="I was wrong")


def test_a_split_parts_the_records_named_from_all_the_rest(steward, three):
    changed = split(steward, three, ("gp", "G1"), ("trust", "T1"))
    assert groups() == {frozenset({"police/P1"}), frozenset({"gp/G1", "trust/T1"})}
    assert changed.what_changed == ["One person became two"]


def test_undoing_a_split_brings_everything_back(steward, three):
    before = worked_out()
    split(steward, three, ("gp", "G1"))
    changed = undo(steward)
    assert changed.what_changed == ["Two people became one"]
    assert worked_out() == before


def test_two_halves_of_a_split_may_be_joined_again(steward, three):
    split(steward, three, ("gp", "G1"), ("trust", "T1"))
    steps.join_people(by=steward, one=person_of("gp", "G1").pk, other=three, why="They rang us")
    assert are_one("police/P1", "gp/G1", "trust/T1")
    assert person_of("gp", "G1").pk == three


def test_undoing_the_latest_decision_lets_the_one_before_it_hold_again(town, steward, three):
    pair = {"left": record("police", "P1"), "right": record("gp", "G1")}
    steps.decide_join(by=steward, same=False, why=WHY, **pair)
    steps.decide_join(by=steward, same=True, why=WHY, **pair)
    undo(steward)
    assert not are_one("police/P1", "gp/G1")


def test_a_decision_and_its_undoing_are_both_kept_with_who_and_why(steward, three):
    split(steward, three, ("gp", "G1"), ("trust", "T1"))
    undo(steward)
    assert LinkDecision.objects.count() == 2
    assert {one.why for one in UndoneDecision.objects.all()} == {"I was wrong"}
    assert {one.by_id for one in UndoneDecision.objects.all()} == {steward.key}


def test_what_is_undone_is_not_undone_twice(steward, three):
    split(steward, three, ("gp", "G1"))
    undo(steward)
    with pytest.raises(Refused):
        undo(steward)


def test_an_undone_decision_outlasts_a_rebuild(steward, three):
    split(steward, three, ("gp", "G1"))
    undo(steward)
    steps.rebuild(by=steward)
    assert are_one("police/P1", "gp/G1", "trust/T1")


def test_old_links_lead_to_whoever_has_the_record_that_gave_them(town, steward):
    for agency, day in (("police", 5), ("gp", 6), ("trust", 7)):
        town.send(agency, someone("1", nhs=ANN), on=f"2026-01-{day:02}")
    first, last = person_of("police", "1").pk, record("trust", "1")
    assert are_one("police/1", "gp/1", "trust/1")
    split(steward, first, ("trust", "1"))
    of_trust = person_of("trust", "1").pk
    undo(steward)
    split(steward, first, ("gp", "1"), ("trust", "1"))
    viewer = town.viewer()
    assert person_of("trust", "1") == person_of("gp", "1")
    assert people.person(viewer, of_trust) == Person.objects.get(links__record=last)


def test_a_change_is_kept_with_the_records_of_each_before_and_after(steward, three):
    split(steward, three, ("gp", "G1"))
    kept = PersonChange.objects.latest("pk")
    assert kept.were == [three]
    assert str(record("gp", "G1")) in kept.before[str(three)]
    assert kept.after[str(person_of("gp", "G1").pk)] == [str(record("gp", "G1"))]


@pytest.mark.parametrize("role", ["practitioner", "manager", "analyst"])
def test_only_a_steward_splits_joins_or_undoes(town, three, role):
    viewer = town.viewer(role=role)
    with pytest.raises(Refused):
        split(viewer, three, ("gp", "G1"))
    with pytest.raises(Refused):
        steps.undo_decision(by=viewer, decision=1, why=WHY)


def test_a_split_names_some_of_the_persons_records_and_leaves_some(steward, three):
    with pytest.raises(Refused):
        split(steward, three, ("police", "P1"), ("gp", "G1"), ("trust", "T1"))
    with pytest.raises(NotFound):
        split(steward, three, ("gp", "G9"))
    assert not LinkDecision.objects.exists()


def worked_out():
    """Everything that is so now. A reason raised and withdrawn meanwhile is kept: somebody may have seen it."""
    standing = {key: row for key, row in reasons().items() if row["withdrawn_at"] is None}
    return people_and_homes(), standing


@pytest.mark.django_db
@FEW
@given(HISTORIES, st.data())
def test_deciding_and_undoing_equals_never_having_decided(history, data):
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        town = Town(Path(folder))
        tell(town, history)
        steward, before = town.viewer(role="steward"), worked_out()
        found = sorted(str(one) for group in groups() for one in group)
        left, right = data.draw(st.lists(st.sampled_from(found), min_size=2, max_size=2, unique=True))
        ends = {"left": record(*left.split("/")), "right": record(*right.split("/"))}
        steps.decide_join(by=steward, same=data.draw(st.booleans()), why=WHY, **ends)
        undo(steward)
        after = worked_out()
        transaction.set_rollback(True)
    assert after == before


@pytest.mark.django_db
@FEW
@given(HISTORIES)
def test_splitting_and_joining_again_gives_the_same_people(history):
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        town = Town(Path(folder))
        tell(town, history)
        steward, before = town.viewer(role="steward"), groups()
        largest = sorted(max(before, key=lambda group: (len(group), sorted(group))))
        if len(largest) > 1:
            split(steward, person_of(*largest[0].split("/")).pk, tuple(largest[-1].split("/")))
            # A record that something kept out may find its place beside what was split off. Then the two people who are
            # joined are more than the two halves, and one human being by somebody's word.
            halves = {frozenset(largest[:-1]), frozenset(largest[-1:])}
            assume(groups() == before - {frozenset(largest)} | halves)
            ends = [person_of(*one.split("/")).pk for one in (largest[0], largest[-1])]
            steps.join_people(by=steward, one=ends[0], other=ends[1], why=WHY)
        after = groups()
        transaction.set_rollback(True)
    assert after == before
