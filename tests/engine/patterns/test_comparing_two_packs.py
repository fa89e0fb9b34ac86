"""A changed pack beside the one in force, month by month."""

from jigsaw.engine.patterns.backtest import Raised, compare, over_all_months


def month(minute):
    return f"2026-{1 + minute // 100:02}"


def test_a_subject_counts_once_a_month_and_is_added_or_dropped_by_month():
    before = [Raised("R01", "ann", 10), Raised("R01", "ann", 20), Raised("R01", "bea", 110)]
    after = [Raised("R01", "ann", 15), Raised("R01", "cal", 120)]
    january, february = compare(before, after, month)
    assert (january.month, january.added, january.dropped) == ("2026-01", frozenset(), frozenset())
    assert (february.added, february.dropped) == (frozenset({"cal"}), frozenset({"bea"}))


def test_over_all_months_somebody_found_in_another_month_is_neither_added_nor_dropped():
    found = compare([Raised("R01", "ann", 10)], [Raised("R01", "ann", 110)], month)
    assert [len(one.added) + len(one.dropped) for one in found] == [1, 1]
    (whole,) = over_all_months(found)
    assert (whole.added, whole.dropped) == (frozenset(), frozenset())


def test_a_pattern_of_one_pack_alone_is_compared_with_nobody():
    (only,) = compare([], [Raised("R29", "ann", 1)], month)
    assert only.added == frozenset({"ann"})
