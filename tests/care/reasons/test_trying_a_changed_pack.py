"""Before a changed pattern is signed: whom it would add, and whom it would drop."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jigsaw.care.reasons.backtesting import try_pack
from jigsaw.care.reasons.models import Reason
from jigsaw.care.reasons.pack import changed_pack
from jigsaw.engine.patterns.backtest import over_all_months
from jigsaw.foundation.core.errors import FaultyPack, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from tests.care.reasons.test_deciding_about_a_reason import ANN, BEA, urgent

TODAY = timezone.localdate


@pytest.fixture
def two(town):
    """Two people with three urgent contacts each, known to police and GP."""
    urgent(town, ANN, ("P1", "G1"), last=3)
    urgent(town, BEA, ("P2", "G2"), last=3)
    return town


def tried(pack, days=365, **asked):
    return try_pack(viewer=JIGSAW, pack=pack, since=TODAY() - timedelta(days=days), until=TODAY(), **asked)


def test_a_higher_number_drops_those_who_only_reached_the_lower_one(two):
    found = tried(changed_pack(parameters={"R03": {"contacts": 4}}))
    (change,) = over_all_months(found.changes)
    assert found.changed == ("R03",)
    assert (len(change.before), change.after, len(change.dropped), change.added) == (
        2,
        frozenset(),
        2,
        frozenset(),
    )


def test_a_lower_number_adds_and_what_is_stored_stays(two):
    town_reasons = set(Reason.objects.values_list("pk", flat=True))
    found = tried(changed_pack(parameters={"R03": {"contacts": 4}}))
    back = tried(changed_pack(parameters={"R03": {"contacts": 2}}))
    assert {len(one.after) for one in over_all_months(back.changes)} == {2}
    assert found.changes != back.changes
    assert set(Reason.objects.values_list("pk", flat=True)) == town_reasons


def test_only_what_became_true_in_the_time_asked_counts(two):
    far = TODAY() - timedelta(days=400)
    found = try_pack(
        viewer=JIGSAW,
        pack=changed_pack(parameters={"R03": {"contacts": 2}}),
        since=far,
        until=far + timedelta(days=30),
    )
    assert found.changes == ()


def test_the_pack_in_force_against_itself_changes_nothing(two):
    assert tried(changed_pack()).changed == ()


def test_a_parameter_that_the_pattern_lacks_is_a_fault():
    with pytest.raises(FaultyPack, match="is not a parameter"):
        changed_pack(parameters={"R03": {"contact": 4}})


def test_who_may_not_try_patterns_is_refused(two):
    with pytest.raises(Refused, match="try changed patterns"):
        try_pack(viewer=two.viewer("police"), pack=changed_pack(), since=TODAY(), until=TODAY())
