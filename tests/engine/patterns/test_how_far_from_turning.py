"""How far a pattern was from turning: what it lacked, and when the clock alone would have turned it."""

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.patterns.language import Absent, AllOf, AnyOf, Comparison, Number
from jigsaw.engine.patterns.naive import explain
from jigsaw.engine.patterns.turning import as_known_at, lacking, turns_at
from tests.engine.patterns.invented import CONDITIONS, MARKS, UNTIL, kinds, mark, pattern, timeline

CALLS, VISITS, SEEN = (Comparison(Number(kinds(kind), 10), 2) for kind in ("call", "visit", "seen"))


@given(CONDITIONS, MARKS, st.integers(0, UNTIL))
def test_nothing_changes_before_the_moment_at_which_the_clock_turns_it(condition, marks, at):
    one, line = pattern(condition), as_known_at(timeline(*marks), at)
    now, turn = explain(one, line, at).holds, turns_at(one, line, at)
    until = turn if turn is not None else at + 200
    assert all(explain(one, line, minute).holds == now for minute in range(at, until))
    assert turn is None or explain(one, line, turn).holds != now


@given(CONDITIONS, MARKS, st.integers(0, UNTIL))
def test_nothing_is_lacking_exactly_when_it_is_true(condition, marks, at):
    one, line = pattern(condition), timeline(*marks)
    assert (not lacking(one, line, at)) == explain(one, line, at).holds


def test_of_two_ways_the_nearer_one_is_told():
    one = pattern(AnyOf((AllOf((CALLS, VISITS)), SEEN)))
    assert lacking(one, timeline(mark(1, "call"), mark(2, "call")), 5) == (VISITS,)
    assert lacking(one, timeline(), 5) == (SEEN,)


def test_a_deadline_turns_it_with_no_piece_arriving():
    one = pattern(Comparison(Absent(kinds("stay"), kinds("seen"), 72, 100), 1))
    line = timeline(mark(0, "stay"), mark(80, "seen"))
    assert turns_at(one, line, 10) == 72


def test_what_was_not_known_then_is_not_there():
    line = timeline(mark(1, "call", known=9), mark(2, "call", gone=4), mark(3, "call", gone=20))
    assert [one.at for one in as_known_at(line, 5).marks] == [3]
