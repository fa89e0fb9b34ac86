"""A pattern's own record is of the numbers that raised each reason, also when others were signed since."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from jigsaw.care.reasons import actions, changing, pack, queries
from jigsaw.care.reasons.models import Reason, ReasonOutcome
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.care.patterns.test_signing_numbers import NUMBER, PATTERN, calls
from tests.care.reasons.test_deciding_about_a_reason import ANN, BEA
from tests.town import raised


@pytest.fixture
def manager(town):
    calls(town, "A1", ANN, 7)
    return town.viewer("ambulance", "manager")


def sign(manager, value):
    today = timezone.localdate()
    trial = changing.try_numbers(
        by=manager, pattern=PATTERN, numbers={NUMBER: value}, since=today - timedelta(days=364), until=today
    )
    changing.sign(by=manager, trial=trial, why="The reasons group agreed")
    steps.catch_up(by=JIGSAW)


def close(manager, outcome="useful"):
    """A conversation about every reason of the pattern ends; each was found to be this."""
    found = {one.pk: outcome for one in Reason.objects.filter(pattern=PATTERN)}
    actions.record_outcomes(by=manager, conversation=uuid4(), outcomes=found, called=now())


def numbers(manager):
    return [one.numbers for one in queries.record_of(viewer=manager, pattern=PATTERN)]


def test_it_counts_for_the_definitions_own_numbers_until_others_are_signed(manager):
    close(manager)
    assert numbers(manager) == [(0,)]


def test_a_reason_that_later_numbers_find_too_counts_for_those_that_raised_it(manager):
    before = raised(PATTERN)[0].pattern_hash
    sign(manager, 4)
    (one,) = raised(PATTERN)
    assert one.pattern_hash != before
    close(manager)
    assert ReasonOutcome.objects.get().pattern_hash == before
    assert numbers(manager) == [(0,)]


def test_who_comes_afterwards_counts_for_the_numbers_signed_then(town, manager):
    close(manager)
    sign(manager, 6)
    calls(town, "A2", BEA, 7)
    close(manager, "already-known")
    assert numbers(manager) == [(1,), (0,)]


def test_the_same_numbers_signed_again_have_one_record(town, manager):
    own = pack.force().with_stopped.pattern(PATTERN).parameters[NUMBER]
    sign(manager, 6)
    sign(manager, own)
    calls(town, "A2", BEA, 7)
    close(manager)
    assert numbers(manager) == [(0, 2)]
