"""How many tries a place has."""

from hypothesis import given
from hypothesis import strategies as some

from jigsaw.foundation.accounts.domain.limits import Limit, level_now, wait_for

LIMITS = some.builds(Limit, some.integers(1, 20), some.integers(10, 2000))
GAPS = some.lists(some.integers(0, 400), max_size=60)


def taken(limit, gaps):
    """How many of these tries go through, each so many seconds after the one before; and when."""
    level, at, went = 0.0, 0, []
    last = 0
    for gap in gaps:
        at += gap
        now = level_now(level, at - last, limit)
        if wait_for(now, limit) == 0:
            level, last = now + 1, at
            went.append(at)
    return went


@given(LIMITS, GAPS)
def test_no_stretch_of_time_lets_more_through_than_the_bucket_and_what_drained(limit, gaps):
    went = taken(limit, gaps)
    for first in range(len(went)):
        for last in range(first, len(went)):
            seconds = went[last] - went[first]
            assert last - first + 1 <= limit.most + seconds * limit.drain + 1e-6


@given(LIMITS, some.floats(0, 20))
def test_after_the_wait_one_more_fits_and_a_second_sooner_it_does_not(limit, level):
    wait = wait_for(min(level, limit.most), limit)
    filled = min(level, limit.most)
    assert wait_for(level_now(filled, wait, limit), limit) == 0
    if wait > 1 and filled > limit.most - 1 + limit.drain:
        assert wait_for(level_now(filled, wait - 1, limit), limit) > 0


def test_a_clock_that_goes_back_forgets_nothing():
    assert level_now(3.0, -500, Limit(5, 900)) == 3.0
