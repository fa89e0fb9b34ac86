"""A pattern that does harm is stopped at once, by somebody who says why and when it is looked at again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jigsaw.care.patterns import queries
from jigsaw.care.reasons import changing, pack
from jigsaw.care.reasons.models import Reason
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.care.patterns.test_signing_numbers import PATTERN, calls
from tests.care.reasons.test_deciding_about_a_reason import ANN
from tests.town import raised


@pytest.fixture
def manager(town):
    calls(town, "A1", ANN, 5)
    return town.viewer("ambulance", "manager")


def stopped(manager, days=30):
    changing.stop(
        by=manager,
        pattern=PATTERN,
        why="The feed sends each call twice",
        review_on=timezone.localdate() + timedelta(days=days),
    )
    steps.catch_up(by=JIGSAW)


def test_a_stopped_pattern_finds_nothing_and_what_it_found_is_withdrawn(manager):
    assert raised(PATTERN)
    stopped(manager)
    assert (raised(PATTERN), pack.pack_in_force().pattern(PATTERN)) == ([], None)
    (switch,) = queries.switches(viewer=manager, patterns=[PATTERN])
    assert (switch.is_stopped, switch.by, switch.why) == (
        True,
        manager.name,
        "The feed sends each call twice",
    )


def test_started_again_it_finds_the_same_reason_under_the_same_id(manager):
    before = raised(PATTERN)[0].pk
    stopped(manager)
    changing.start(by=manager, pattern=PATTERN, why="The feed was mended")
    steps.catch_up(by=JIGSAW)
    assert [one.pk for one in raised(PATTERN)] == [before]


def test_other_patterns_go_on(manager):
    others = set(Reason.objects.exclude(pattern=PATTERN).values_list("pk", flat=True))
    stopped(manager)
    assert set(Reason.objects.exclude(pattern=PATTERN).values_list("pk", flat=True)) == others
    assert len(pack.pack_in_force().patterns) == len(pack.pack_of_files().patterns) - 1


def test_a_stop_needs_a_why_and_a_day_to_come(manager):
    with pytest.raises(Refused, match="has passed"):
        stopped(manager, days=0)
    with pytest.raises(Refused, match="no why"):
        changing.stop(by=manager, pattern=PATTERN, why="", review_on=timezone.localdate() + timedelta(days=1))


def test_what_is_stopped_is_not_stopped_twice_and_what_runs_is_not_started(manager):
    with pytest.raises(Refused, match="so already"):
        changing.start(by=manager, pattern=PATTERN, why="Why not")
    stopped(manager)
    with pytest.raises(Refused, match="so already"):
        stopped(manager)


def test_only_who_signs_patterns_stops_them(town, manager):
    with pytest.raises(Refused, match="sign, stop and start"):
        stopped(town.viewer("ambulance"))
