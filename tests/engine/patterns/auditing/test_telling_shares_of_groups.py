"""Shares by group: with limits, and with nobody to be known by a small number."""

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.patterns.auditing.shares import differs, ratio_to_others, shares
from jigsaw.foundation.core.small_numbers import FEWEST

GROUPS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 60), min_size=1)


@st.composite
def counted(draw):
    of = draw(GROUPS)
    return {group: draw(st.integers(0, of[group])) for group in of}, of


@given(counted())
def test_no_count_between_none_and_the_fewest_is_told(case):
    for one in shares(*case):
        assert one.hidden or not (0 < one.found < FEWEST or 0 < one.of - one.found < FEWEST)
        assert (one.interval is None) == one.hidden


@given(counted())
def test_one_hidden_group_alone_could_be_had_from_the_sum(case):
    told = shares(*case)
    assert len(told) == 1 or sum(one.hidden for one in told) != 1


def test_the_ratio_to_the_others_is_the_published_one():
    # 30 of 100 beside 10 of 100: 3.0, and by hand exp(log 3 +- 1.96 * sqrt(1/30 - 1/100 + 1/10 - 1/100)).
    told = shares({"a": 30, "b": 10}, {"a": 100, "b": 100})
    ratio = ratio_to_others(told[0], told)
    assert [round(each, 3) for each in (ratio.estimate, ratio.low, ratio.high)] == [3.0, 1.551, 5.803]
    assert differs(ratio)


def test_equal_shares_do_not_differ():
    told = shares({"a": 30, "b": 60}, {"a": 100, "b": 200})
    assert not differs(ratio_to_others(told[0], told))


def test_a_hidden_group_has_no_ratio():
    told = shares({"a": 2, "b": 60, "c": 70}, {"a": 100, "b": 200, "c": 300})
    assert [one.hidden for one in told] == [True, True, False]
    assert ratio_to_others(told[0], told) is None
