"""One reading of what agencies say about somebody at a home, and what of it was known on a past day."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.people.domain.residences import LivesAt, as_known, intervals, notes_on

ADA, HOME = UUID(int=1), UUID(int=2)
DAYS = st.integers(0, 20)


def day(number):
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)


def lives(agency="gp", since=0, until=None, known=None, end_known=None):
    ended = None if until is None else day(until if end_known is None else end_known)
    known_at = day(since if known is None else known)
    return LivesAt(ADA, HOME, agency, day(since), None if until is None else day(until), known_at, ended)


SAID = st.builds(
    lambda agency, since, lasts, known, later: lives(
        agency,
        since,
        None if lasts is None else since + lasts,
        known,
        None if lasts is None else known + later,
    ),
    st.sampled_from(["gp", "housing", "police"]),
    DAYS,
    st.none() | st.integers(0, 10),
    DAYS,
    st.integers(0, 10),
)


def test_times_that_overlap_or_touch_are_one():
    (one,) = intervals([lives("gp", 0, 5), lives("housing", 3, 8), lives("police", 8, 9)])
    assert (one.since, one.until, one.agencies) == (day(0), day(9), ("gp", "housing", "police"))


def test_a_gap_stays_a_gap_and_is_told():
    times = intervals([lives("gp", 0, 2), lives("gp", 6)])
    assert [(one.since, one.until) for one in times] == [(day(0), day(2)), (day(6), None)]
    assert notes_on(times) == ("also from 1 January 2026 to 3 January 2026",)


def test_agencies_that_do_not_agree_that_it_is_over_are_named():
    times = intervals([lives("GP practice"), lives("Slipway Homes", 0, 4)])
    assert times[-1].is_disputed
    assert notes_on(times) == ("Slipway Homes says until 5 January 2026",)


def test_an_agency_that_says_it_began_again_does_not_dispute_itself():
    (one,) = intervals([lives("gp", 0, 4), lives("gp", 4)])
    assert not one.is_disputed


def test_an_end_that_was_received_later_had_not_been_heard_of():
    one = lives("gp", since=0, until=3, known=1, end_known=9)
    assert one.covers(day(5), known=day(8))
    assert not one.covers(day(5), known=day(9))
    assert [known.until for known in as_known([one], day(8))] == [None]
    assert [known.until for known in as_known([one], day(9))] == [day(3)]


def test_what_was_not_received_yet_was_not_known():
    assert as_known([lives(since=0, known=5)], day(4)) == ()


@given(st.lists(SAID, max_size=8), DAYS)
def test_the_reading_covers_just_the_days_that_some_agency_covers(said, at):
    by_day = any(one.since <= day(at) and (one.until is None or one.until > day(at)) for one in said)
    read = [
        one for one in intervals(said) if one.since <= day(at) and (one.until is None or one.until > day(at))
    ]
    assert bool(read) == by_day
    assert len(read) <= 1


@given(st.lists(SAID, max_size=8))
def test_what_every_agency_says_is_in_one_time_and_times_lie_apart(said):
    times = intervals(said)
    assert sorted(map(str, (one for time in times for one in time.said))) == sorted(map(str, said))
    for earlier, later in pairwise(times):
        assert earlier.until is not None
        assert earlier.until < later.since


@given(st.lists(SAID, max_size=8), DAYS, DAYS)
def test_lives_at_as_known_then_is_what_a_reader_then_would_have_said(said, at, known):
    then = as_known(said, day(known))
    told = any(one.since <= day(at) and (one.until is None or one.until > day(at)) for one in then)
    assert told == any(one.covers(day(at), day(known)) for one in said)


@given(st.lists(SAID, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_what_is_said_makes_no_difference(said, rng):
    shuffled = sorted(said, key=lambda _: rng.random())
    assert [(one.since, one.until) for one in intervals(shuffled)] == [
        (one.since, one.until) for one in intervals(said)
    ]
