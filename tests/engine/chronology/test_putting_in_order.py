"""One order for what is known well, badly or not at all, with every tie explained."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.chronology.ordering import in_order
from jigsaw.engine.chronology.when import is_certainly_before
from tests.engine.chronology.chronologies import CHRONOLOGIES, entry, obvious_order


def keys(entries):
    return [placed.entry.key for placed in in_order(entries)]


@given(CHRONOLOGIES)
def test_no_entry_is_lost_and_none_comes_twice(entries):
    assert sorted(keys(entries)) == sorted(one.key for one in entries)


@given(CHRONOLOGIES)
def test_what_was_certainly_before_stands_before(entries):
    ordered = [placed.entry for placed in in_order(entries)]
    assert not any(is_certainly_before(later.when, one.when) for one, later in combinations(ordered, 2))


@given(CHRONOLOGIES, st.randoms())
def test_the_order_does_not_depend_on_which_file_came_first(entries, random):
    shuffled = entries.copy()
    random.shuffle(shuffled)
    assert keys(shuffled) == keys(entries)


@given(CHRONOLOGIES)
def test_the_quick_order_is_the_obvious_one(entries):
    assert keys(entries) == [one.key for one in obvious_order(entries)]


@given(CHRONOLOGIES)
def test_a_place_that_time_does_not_settle_says_how_it_was_settled(entries):
    placed = in_order(entries)
    for above, one in pairwise(placed):
        assert bool(one.why) is not is_certainly_before(above.entry.when, one.entry.when)


def test_a_row_without_a_time_follows_its_own_agencys_row_before_it():
    entries = [
        entry("a", "3 May 2006 10:00", line=1),
        entry("b", "3 May 2006", line=2),
        entry("c", "3 May 2006 11:00", line=3),
        entry("d", "3 May 2006 10:30", agency="council"),
        entry("e", "May 2006", agency="ambulance"),
    ]
    assert keys(entries) == ["e", "a", "b", "d", "c"]
    assert "after the row before it" in in_order(entries)[2].why


def test_an_agencys_own_number_goes_before_its_line():
    entries = [entry("a", line=1, number=2), entry("b", line=2, number=1)]
    assert keys(entries) == ["b", "a"]


def test_times_written_backwards_say_nothing_of_a_row_without_one():
    entries = [
        entry("a", "3 May 2006 11:00", line=1),
        entry("b", "3 May 2006", line=2),
        entry("c", "3 May 2006 10:00", line=3),
    ]
    assert keys(entries) == ["b", "c", "a"]


def test_dates_that_are_not_known_stand_at_the_end_in_their_own_order():
    entries = [entry("b", "not known", line=1), entry("a", "n/k", line=2), entry("c", "2007")]
    assert keys(entries) == ["c", "b", "a"]
    assert "not known" in in_order(entries)[1].why
