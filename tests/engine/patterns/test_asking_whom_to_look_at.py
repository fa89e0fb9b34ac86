"""Before a trial reads timelines: of whom could a pattern be true at all?"""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from jigsaw.engine.patterns.candidates import Ask, asks
from jigsaw.engine.patterns.language import Absent, AllOf, AnyOf, Comparison, Flag, Followed, Lacks, Number
from jigsaw.engine.patterns.naive import find_without_screening, holds
from tests.engine.patterns.invented import CONDITIONS, MARKS, UNTIL, kinds, mark, pattern, timeline

THREE_CALLS = Comparison(Number(kinds("call"), 30), 3)


def pieces_asked_for(one: Ask, marks, first):
    since = -(10**9) if one.within is None else first - one.within
    return {
        (each.piece or (each.kind, each.at)) for each in marks if each.kind in one.kinds and each.at > since
    }


@given(CONDITIONS, MARKS, st.integers(0, UNTIL))
@example(THREE_CALLS, [mark(10, "call"), mark(20, "call"), mark(39, "call")], 39)
def test_whoever_does_not_meet_every_ask_is_never_raised_from_then_on(condition, marks, first):
    assume(not holds(condition, [], 0))
    found = find_without_screening(pattern(condition), timeline(*marks), UNTIL)
    if any(one.raised_at >= first for one in found):
        for one in asks(condition):
            assert len(pieces_asked_for(one, marks, first)) >= one.at_least


def test_a_count_asks_for_as_many_pieces_in_its_window():
    assert asks(THREE_CALLS) == (Ask(frozenset({"call"}), 3, 30),)


def test_parts_that_must_all_hold_each_ask():
    followed = Comparison(Followed(kinds("stay"), kinds("call"), 9), 2)
    asked = asks(AllOf((THREE_CALLS, followed)))
    assert {(*one.kinds, one.at_least) for one in asked} == {("call", 3), ("call", 2), ("stay", 1)}


def test_of_parts_of_which_one_must_hold_the_loosest_is_asked():
    unmet = Comparison(Absent(kinds("stay"), kinds("call"), 5, 90), 1)
    assert asks(AnyOf((THREE_CALLS, unmet))) == (Ask(frozenset({"call", "stay"}), 1, 90),)


def test_what_no_piece_gives_asks_for_nothing_and_so_for_everybody():
    assert asks(Comparison(Flag("age:under-18"), 1)) == ()
    assert asks(AnyOf((THREE_CALLS, Comparison(Lacks("x"), 1)))) == ()
