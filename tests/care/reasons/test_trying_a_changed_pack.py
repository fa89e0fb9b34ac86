"""Before a changed pattern is signed: whom it would add, and whom it would drop."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from jigsaw.care.reasons import pack as packs
from jigsaw.care.reasons.backtesting import try_pack
from jigsaw.care.reasons.models import Reason
from jigsaw.care.reasons.pack import changed_pack, pack_in_force
from jigsaw.engine.patterns.backtest import over_all_months
from jigsaw.foundation.core.errors import FaultyPack, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from tests.care.reasons.test_deciding_about_a_reason import ANN, BEA, ago
from tests.town import person_of, piece, raised, someone

TODAY = timezone.localdate
LANE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "uprn": "100"}


@pytest.fixture(autouse=True)
def looking_anew(db):
    """What this process last saw in force is of another test's database."""
    packs.forget()


def calls(town, local_id, number, count, **told):
    """So many ambulance calls, the last two days ago, the others each two days before."""
    made = [piece(f"{local_id}-{n}", "ambulance-call", ago(2 + 2 * n), local_id) for n in range(count)]
    town.send("ambulance", someone(local_id, nhs=number, **told), *made, on=ago(1)[:10])


@pytest.fixture
def two(town):
    """Two people who each rang five times in a fortnight."""
    calls(town, "A1", ANN, 5)
    calls(town, "A2", BEA, 5)
    return town


def tried(pack, days=365, **asked):
    return try_pack(viewer=JIGSAW, pack=pack, since=TODAY() - timedelta(days=days), until=TODAY(), **asked)


def without(pattern_id):
    """The pack in force without one pattern."""
    whole = pack_in_force()
    return replace(whole, patterns=tuple(one for one in whole.patterns if one.id != pattern_id))


def with_calls(number):
    return changed_pack(parameters={"R01": {"calls_in_a_month": number}})


def test_a_higher_number_drops_those_who_only_reached_the_lower_one(two):
    found = tried(with_calls(6))
    (change,) = over_all_months(found.changes)
    assert found.changed == ("R01",)
    assert (len(change.dropped), change.after, change.added) == (2, frozenset(), frozenset())
    assert (found.onsets["R01", "before"], found.onsets["R01", "after"]) == (2, 0)


def test_a_lower_number_adds_and_what_is_stored_stays(two):
    town_reasons = set(Reason.objects.values_list("pk", flat=True))
    calls(two, "A3", "9990000034", 4)
    (change,) = over_all_months(tried(with_calls(4)).changes)
    assert change.added == {str(person_of("ambulance", "A3").pk)}
    assert set(Reason.objects.values_list("pk", flat=True)) >= town_reasons


def test_only_what_became_true_in_the_time_asked_counts(two):
    far = TODAY() - timedelta(days=400)
    found = try_pack(viewer=JIGSAW, pack=with_calls(2), since=far, until=far + timedelta(days=30))
    assert found.changes == ()


def test_what_was_true_before_the_first_day_is_no_onset_of_it(town):
    calls(town, "A1", ANN, 5)
    found = try_pack(viewer=JIGSAW, pack=with_calls(1), since=TODAY(), until=TODAY())
    assert not any(change.after for change in found.changes)


def test_homes_are_compared_too(town):
    town.send("housing", someone("H1", **LANE), on="2026-01-01")
    visitor = someone("A1", "Dorian", "Kitto", "1988-02-03")
    for day in (9, 3):
        town.send(
            "ambulance",
            visitor,
            piece(f"c{day}", "ambulance-call", ago(day), "A1", **LANE),
            on=ago(day - 1)[:10],
        )
    (one,) = raised("R05")
    found = tried(changed_pack(parameters={"R05": {"emergencies": 3}}))
    (change,) = over_all_months(found.changes)
    assert (change.dropped, change.added) == ({str(one.subject)}, frozenset())


def test_pairs_are_named_by_the_one_exposed_and_the_other(town):
    town.send(
        "housing",
        someone("H1", **LANE),
        someone("H2", "Dorian", "Kitto", "1988-02-03", **LANE),
        on=ago(30)[:10],
    )
    town.send("housing", piece("m1", "warning-marker", ago(20)[:10], "H2", value="attend"), on=ago(19)[:10])
    exposed, other = (person_of("housing", one).pk for one in ("H1", "H2"))
    (change,) = over_all_months(tried(without("R06")).changes)
    assert (change.pattern, change.dropped) == ("R06", {f"{exposed}/{other}"})


def test_nobody_is_found_after_their_death(two):
    two.send("gp", someone("G1", nhs=ANN, died=ago(5)[:10]), on=ago(1)[:10])
    alive = str(person_of("ambulance", "A2").pk)
    (change,) = over_all_months(tried(without("R01")).changes)
    assert change.dropped == {alive}


def test_the_quick_way_finds_the_same_as_reading_everybody(two, monkeypatch):
    quick = tried(with_calls(4)).changes
    monkeypatch.setattr("jigsaw.care.reasons.candidates.asks", lambda condition: ())
    assert tried(with_calls(4)).changes == quick


def test_the_pack_in_force_against_itself_changes_nothing(two):
    assert tried(changed_pack()).changed == ()


def test_a_parameter_that_the_pattern_lacks_is_a_fault(db):
    with pytest.raises(FaultyPack, match="is not a parameter"):
        changed_pack(parameters={"R03": {"contact": 4}})


def test_who_may_not_try_patterns_is_refused(two):
    with pytest.raises(Refused, match="try changed patterns"):
        try_pack(viewer=two.viewer("police"), pack=changed_pack(), since=TODAY(), until=TODAY())
