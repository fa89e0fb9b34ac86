"""Ties between people: what was known of them when, and homes that tie nobody."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.people.domain.residences import LivesAt
from jigsaw.care.reasons import ties
from jigsaw.care.reasons.timelines import Pair
from jigsaw.care.reasons.tying import NEVER, living_together, marks_of
from jigsaw.foundation.core.time import minutes_since_epoch
from tests.town import Town, person_of, piece, raised, someone

LANE, QUAY = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}, {"addr": "3 Old Quay", "pc": "ZZ1 9XX"}
ONE, OTHER, HOME = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture
def town(db, tmp_path):
    return Town(tmp_path)


def day(number):
    return datetime(2026, 1, number, tzinfo=UTC)


days = st.integers(1, 9)


@st.composite
def stays(draw, person):
    since, until = draw(days), draw(st.none() | days)
    known = draw(days)
    end_known = None if until is None else draw(st.integers(known, 9))
    ends = (None, None) if until is None else (day(max(until, since)), day(end_known))
    return LivesAt(person, HOME, "gp", day(since), ends[0], day(known), ends[1])


def are_tied(marks, at):
    """As a pattern sees it: a start that is visible, and no visible end."""
    seen = [mark.kind for mark in marks if mark.is_visible(minutes_since_epoch(at))]
    return "tie:started" in seen and "tie:ended" not in seen


@given(stays(ONE), stays(OTHER), st.integers(1, 20), st.integers(1, 9) | st.none())
def test_two_are_tied_while_both_are_known_to_live_at_a_home_that_few_share(here, there, on, communal):
    now, crowded = day(on), day(communal) if communal else NEVER
    marks = [mark for tie in living_together(here, there, crowded) for mark in marks_of(tie, str(OTHER))]
    parted = any(
        (end := one.until_as_known(now)) and end <= max(here.since, there.since) for one in (here, there)
    )
    both = here.covers(now, now) and there.covers(now, now) and now < crowded and not parted
    assert are_tied(marks, now) is both


def marked(town, **lane):
    """Somebody with a warning marker since the second of January, who lives in a lane."""
    town.send("housing", someone("H2", "Dorian", "Kitto", "1988-02-03", **lane), on="2026-01-01")
    town.send("housing", piece("m1", "warning-marker", "2026-01-02", "H2", value="attend"), on="2026-01-02")


def test_who_moved_away_was_tied_until_that_was_known(town):
    marked(town, **LANE)
    town.send("gp", someone("G1", **LANE), on="2026-01-03")
    town.send("gp", someone("G1", recorded="2026-01-04", **QUAY), on="2026-01-09")
    (one,) = raised("R06")
    assert (one.raised_at.day, one.ended_at.day) == (3, 9)


def test_a_hostel_ties_nobody(town):
    hostel = {"addr": "The Haven Hostel, 2 Quay Street", "pc": "ZZ1 2AB"}
    marked(town, **hostel)
    town.send("gp", someone("G1", **hostel), on="2026-01-03")
    town.send("gp", piece("c1", "police-call", "2026-01-05", "G1", **hostel), on="2026-01-05")
    assert not raised("R06")


def test_where_somebody_lives_that_is_learnt_after_an_emergency_there_ties_from_then_on(town):
    town.send("police", someone("P1"), on="2026-01-02")
    town.send("police", piece("c1", "police-call", "2026-01-03", "P1", **LANE), on="2026-01-03")
    town.send(
        "housing",
        someone("H2", "Dorian", "Kitto", "1988-02-03", recorded="2025-12-01", **LANE),
        on="2026-01-07",
    )
    pair = Pair(person_of("police", "P1").pk, person_of("housing", "H2").pk)
    started = [mark for mark in ties.of_persons([pair.exposed])[pair] if mark.kind == "tie:started"]
    assert [mark.known for mark in started] == [minutes_since_epoch(datetime(2026, 1, 7, 6, tzinfo=UTC))]
