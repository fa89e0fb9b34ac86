"""A person decides on two records: above every weight, for good, and undone by a later decision."""

from uuid import uuid4

import pytest

from jigsaw.care.linkage import queries
from jigsaw.care.linkage.models import Edge, LinkDecision
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces.feeds import steps
from tests.town import are_one, groups, person_of, piece, raised, record, someone

ANN, BEA = "9990000018", "9990000026"
HOME = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "tel": "01632 960111"}


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


@pytest.fixture
def doubtful(town):
    """Two records, as alike as can be, with two valid NHS numbers."""
    town.send("police", someone("P1", "Oluwaseun", "Fairweather", nhs=ANN, **HOME))
    town.send("gp", someone("G1", "Oluwaseun", "Fairweather", nhs=BEA, **HOME))
    return record("police", "P1"), record("gp", "G1")


def decide(by, pair, *, same, why="Rang both agencies"):
    return steps.decide_join(by=by, left=pair[0], right=pair[1], same=same, why=why)


def test_a_pair_waits_with_both_records_and_the_doubt_in_words(steward, doubtful):
    (one,) = queries.waiting(viewer=steward)
    assert {one.left.record, one.right.record} == set(doubtful)
    assert "two different NHS numbers" in one.why
    assert queries.how_many_wait(viewer=steward) == 1


def test_the_same_joins_whatever_the_numbers_say(steward, doubtful):
    decide(steward, doubtful, same=True)
    assert are_one("police/P1", "gp/G1")
    assert queries.waiting(viewer=steward) == []


def test_not_the_same_parts_an_equal_nhs_number(town, steward):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", nhs=ANN))
    decide(steward, (record("police", "P1"), record("gp", "G1")), same=False)
    assert len(groups()) == 2


@pytest.mark.parametrize("same", [True, False])
def test_a_decision_outlasts_news_and_a_rebuild(town, steward, doubtful, same):
    decide(steward, doubtful, same=same)
    town.send("gp", someone("G1", "Oluwaseun", "Fairweather", nhs="", **HOME), on="2026-03-01")
    assert are_one("police/P1", "gp/G1") is same
    steps.rebuild(by=steward)
    assert are_one("police/P1", "gp/G1") is same


def test_the_latest_decision_holds(steward, doubtful):
    decide(steward, doubtful, same=True)
    decide(steward, doubtful, same=False, why="They are twins after all")
    assert len(groups()) == 2
    assert [
        one.same for one in queries.join(viewer=steward, left=doubtful[0], right=doubtful[1]).decisions
    ] == [
        True,
        False,
    ]


def test_not_the_same_holds_through_a_third_record_too(town, steward):
    for agency, local_id in (("police", "P1"), ("gp", "G1"), ("trust", "T1")):
        town.send(agency, someone(local_id, nhs=ANN))
    decide(steward, (record("police", "P1"), record("gp", "G1")), same=False)
    assert not are_one("police/P1", "gp/G1")
    assert len(groups()) == 2


def test_what_is_joined_by_hand_is_read_by_the_patterns_at_once(town, steward, doubtful):
    days = ("2026-09-02", "2026-09-04", "2026-09-06", "2026-09-08", "2026-09-10", "2026-09-12")
    town.send("police", *(piece(f"c{on}", "police-call", on, "P1") for on in days[:3]), on="2026-09-12")
    town.send("gp", *(piece(f"o{on}", "out-of-hours-contact", on, "G1") for on in days[3:]), on="2026-09-13")
    assert not raised("R03")
    decide(steward, doubtful, same=True)
    assert [one.subject for one in raised("R03")] == [person_of("gp", "G1").pk]
    decide(steward, doubtful, same=False)
    assert not raised("R03")


def test_a_decision_is_kept_with_who_and_why_and_told_to_the_audit(steward, doubtful):
    decide(steward, doubtful, same=True, why="  Rang both agencies ")
    kept = LinkDecision.objects.get()
    assert (kept.by_id, kept.why, kept.same) == (steward.key, "Rang both agencies", True)
    assert AuditEvent.objects.filter(act="records joined by hand", by_id=steward.key).count() == 1


def test_comparing_tells_each_step_and_which_way_it_speaks(steward, doubtful):
    seen = queries.join(viewer=steward, left=doubtful[0], right=doubtful[1])
    assert {step.speaks for step in seen.steps} <= {"for", "against", "neither"}
    assert any(step.speaks == "for" for step in seen.steps)
    assert not seen.are_joined


def test_a_pair_that_a_third_record_joined_waits_no_longer(town, steward, doubtful):
    assert Edge.objects.count() == 1
    town.send("gp", someone("G1", "Oluwaseun", "Fairweather", nhs=ANN, **HOME), on="2026-03-01")
    assert queries.waiting(viewer=steward) == []


@pytest.mark.parametrize("role", ["practitioner", "manager", "analyst"])
def test_only_a_steward_may_decide_or_see_what_waits(town, doubtful, role):
    viewer = town.viewer(role=role)
    with pytest.raises(Refused):
        decide(viewer, doubtful, same=True)
    with pytest.raises(Refused):
        queries.waiting(viewer=viewer)


def test_a_decision_without_a_why_is_refused_and_changes_nothing(steward, doubtful):
    with pytest.raises(Refused):
        decide(steward, doubtful, same=True, why="  ")
    assert not LinkDecision.objects.exists()


def test_there_must_be_two_records_to_decide_about(steward, doubtful):
    for pair in ((doubtful[0], uuid4()), (doubtful[0], doubtful[0])):
        with pytest.raises(NotFound):
            decide(steward, pair, same=True)
    assert not LinkDecision.objects.exists()


def test_an_outsider_is_told_of_nothing(town, doubtful):
    with pytest.raises(NotFound):
        queries.links(viewer=town.outsider())
