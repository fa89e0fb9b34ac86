"""Places drawn by lot are compared with those given by evidence: in how many of them talking was worth while."""

from datetime import timedelta
from uuid import uuid4

import pytest

from jigsaw.care.reasons import actions, queries
from jigsaw.care.reasons.coming_first import this_week
from jigsaw.care.reasons.models import Reason, ReasonOutcome, WeeksConversation
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now

WEEK = timedelta(days=7)


@pytest.fixture
def gp(town):
    return town.viewer("gp")


def place(*, by_lot, weeks_ago=0, subject=None):
    """Somebody with a place in a week."""
    week = this_week() - weeks_ago * WEEK
    told = {"subject_kind": "person", "subject": subject or uuid4(), "by_lot": by_lot}
    return WeeksConversation.objects.create(week=week, **told)


def talk(by, subject, outcome, *, statutory=False, weeks_ago=0):
    """A conversation called for a reason about them, with what it was found to be."""
    told = {"pattern": "R03", "version": 1, "subject_kind": "person", "sentence": "s"}
    raised = now() - timedelta(days=30)
    one = Reason.objects.create(id=uuid4(), subject=subject, raised_at=raised, statutory=statutory, **told)
    called = now() - weeks_ago * WEEK
    actions.record_outcomes(by=by, conversation=uuid4(), outcomes={one.pk: outcome}, called=called)


def several(by, number, outcome, *, by_lot):
    for _ in range(number):
        talk(by, place(by_lot=by_lot).subject, outcome)


def rows(viewer):
    return {one.what.split(":")[0]: one for one in queries.by_lot_and_by_evidence(viewer=viewer)}


def test_each_outcome_has_its_share_of_those_talked_about_by_lot_and_by_evidence(gp):
    several(gp, 6, "useful", by_lot=True)
    several(gp, 6, "already-known", by_lot=True)
    several(gp, 30, "useful", by_lot=False)
    several(gp, 10, "already-known", by_lot=False)
    useful = rows(gp)["Useful"]
    assert (useful.by_lot.found, useful.by_lot.of) == (6, 12)
    assert (useful.by_evidence.found, useful.by_evidence.of) == (30, 40)
    assert useful.by_lot.interval.low < 0.5 < useful.by_lot.interval.high


def test_how_many_were_talked_about_at_all_comes_first(gp):
    several(gp, 6, "useful", by_lot=True)
    several(gp, 20, "useful", by_lot=False)
    for _ in range(5):
        place(by_lot=True)
    talked = next(iter(rows(gp).values()))
    assert (talked.by_lot.found, talked.by_lot.of) == (6, 11)


def test_small_numbers_are_hidden_and_cannot_be_had_from_the_rest(gp):
    several(gp, 2, "useful", by_lot=True)
    several(gp, 10, "already-known", by_lot=True)
    several(gp, 30, "useful", by_lot=False)
    useful = rows(gp)["Useful"]
    assert (useful.by_lot.interval, useful.by_evidence.interval) == (None, None)


def test_a_place_in_another_week_than_the_call_counts_when_it_came_before_it(gp):
    one = place(by_lot=True, weeks_ago=2)
    place(by_lot=False, subject=one.subject)
    talk(gp, one.subject, "useful", weeks_ago=1)
    assert ReasonOutcome.objects.get().place == one


def test_a_place_from_before_the_reason_is_none_of_its(gp):
    one = place(by_lot=True, weeks_ago=9)
    talk(gp, one.subject, "useful")
    assert ReasonOutcome.objects.get().place is None


def test_what_has_a_time_limit_had_no_place(gp):
    talk(gp, place(by_lot=True).subject, "useful", statutory=True)
    assert ReasonOutcome.objects.get().place is None


def test_who_may_know_of_nobody_is_told_nothing(town):
    with pytest.raises(NotFound):
        queries.by_lot_and_by_evidence(viewer=town.outsider())
