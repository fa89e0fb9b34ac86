"""Shares counted on a sample, with limits that hold the truth about as often as they say."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.intervals import Interval, share_of_total, total, wilson, wilson_corrected

KINDS = pytest.mark.parametrize("interval", [wilson, wilson_corrected])


def test_the_limits_are_those_that_newcombe_published():
    """Newcombe (1998), table I: 81 of 263 and 15 of 148; methods 3 and 4."""
    assert rounded(wilson(81, 263)) == (0.2553, 0.3662)
    assert rounded(wilson_corrected(81, 263)) == (0.2535, 0.3682)
    assert rounded(wilson(15, 148)) == (0.0624, 0.1605)
    assert rounded(wilson_corrected(15, 148)) == (0.0598, 0.1644)


def rounded(interval):
    return round(interval.low, 4), round(interval.high, 4)


@KINDS
@given(of=st.integers(1, 200), share=st.floats(0, 1))
def test_the_estimate_lies_within_its_limits_and_these_within_none_and_all(interval, of, share):
    found = round(of * share)
    made = interval(found, of)
    assert 0 <= made.low <= made.estimate <= made.high <= 1


@KINDS
def test_nothing_looked_at_says_nothing_and_all_looked_at_says_all(interval):
    assert (interval(0, 0).low, interval(0, 0).high) == (0, 1)
    assert interval(7, 9, whole=9) == Interval(7 / 9, 7 / 9, 7 / 9)


@KINDS
def test_most_of_a_small_whole_is_surer_than_the_same_from_an_endless_one(interval):
    finite, endless = interval(40, 50, whole=60), interval(40, 50)
    assert finite.high - finite.low < endless.high - endless.low


def test_a_sum_of_certain_parts_is_certain():
    assert total([Interval(3, 3, 3), Interval(4, 4, 4)]) == Interval(7, 7, 7)


def test_a_part_of_a_whole_has_the_limits_of_their_ratio():
    found = share_of_total(Interval(80, 80, 80), Interval(20, 10, 40))
    assert (found.estimate, round(found.low, 6), round(found.high, 6)) == (0.8, 0.666667, 0.888889)


def test_limits_hold_middling_shares_at_about_their_nominal_rate():
    chance = random.Random(7)
    held = 0
    for _ in range(1_000):
        share = chance.uniform(0.2, 0.8)
        made = wilson(sum(chance.random() < share for _ in range(60)), 60)
        held += made.low <= share <= made.high
    assert 930 <= held <= 970
