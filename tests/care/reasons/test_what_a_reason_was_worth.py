"""What a conversation made of a reason is kept as the record of its pattern, at its version."""

from uuid import uuid4

import pytest

from jigsaw.care.reasons import actions, queries
from jigsaw.care.reasons.models import Reason, ReasonOutcome
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now


@pytest.fixture
def gp(town):
    return town.viewer("gp")


def reasons(number, version=1):
    told = {
        "pattern": "R03",
        "version": version,
        "subject_kind": "person",
        "sentence": "s",
        "raised_at": now(),
    }
    return [Reason.objects.create(id=uuid4(), subject=uuid4(), **told).pk for _ in range(number)]


def say(by, outcome, number, version=1):
    for key in reasons(number, version):
        actions.record_outcomes(by=by, conversation=uuid4(), outcomes={key: outcome}, called=now())


def told(viewer):
    """Version and counts of R03's record."""
    return [(one.version, *one.told) for one in queries.record_of(viewer=viewer, pattern="R03")]


def test_each_version_has_its_own_record(gp):
    say(gp, "useful", 6)
    say(gp, "useful", 7, version=2)
    say(gp, "already-known", 5, version=2)
    assert told(gp) == [(2, 12, 7, 5, 0, 0), (1, 6, 6, 0, 0, 0)]


def test_small_numbers_are_hidden_and_cannot_be_worked_out(gp):
    say(gp, "useful", 9)
    say(gp, "wrong-person", 2)
    assert told(gp) == [(1, "more than 9", 9, 0, "fewer than 5", 0)]


def test_where_all_are_small_no_number_is_told(gp):
    say(gp, "not-proportionate", 1)
    assert told(gp) == [(1, "a few", 0, 0, 0, "fewer than 5")]


def test_an_outcome_that_there_is_not_is_refused(gp):
    (key,) = reasons(1)
    with pytest.raises(Refused, match="no outcome nonsense"):
        actions.record_outcomes(by=gp, conversation=uuid4(), outcomes={key: "nonsense"}, called=now())
    assert not ReasonOutcome.objects.exists()


def test_a_reason_that_is_no_longer_there_is_passed_over(gp):
    actions.record_outcomes(by=gp, conversation=uuid4(), outcomes={uuid4(): "useful"}, called=now())
    assert not ReasonOutcome.objects.exists()


def test_who_may_know_of_nobody_sees_no_record(town):
    with pytest.raises(NotFound):
        queries.record_of(viewer=town.outsider(), pattern="R03")
