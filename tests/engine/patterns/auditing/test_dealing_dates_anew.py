"""Null replay: the same pieces, their dates dealt out anew within each subject."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.patterns.auditing.null_replay import dealt_anew
from jigsaw.engine.patterns.timeline import Mark
from tests.engine.patterns.invented import MARKS, mark, timeline


def starts(line):
    first = {}
    for one in line.marks:
        name = one.incident or one.piece
        first[name] = min(one.at, first.get(name, one.at))
    return Counter(first.values())


@given(MARKS, st.integers(0, 9))
def test_the_dates_are_the_same_and_so_are_the_pieces(marks, seed):
    line = timeline(*marks)
    dealt = dealt_anew(line, seed)
    assert starts(dealt) == starts(line)
    assert [(one.kind, one.piece) for one in dealt.marks] == [(one.kind, one.piece) for one in line.marks]


@given(MARKS, st.integers(0, 9))
def test_a_piece_keeps_how_long_it_lasted_and_how_late_it_was_known(marks, seed):
    line = timeline(*marks)
    for before, after in zip(line.marks, dealt_anew(line, seed).marks, strict=True):
        assert after.known - after.at == before.known - before.at
        assert (after.gone is None) == (before.gone is None)
        assert before.gone is None or after.gone - after.at == before.gone - before.at


def test_one_seed_gives_one_world_and_another_another():
    line = timeline(*(mark(at, "call") for at in range(0, 200, 7)))
    assert dealt_anew(line, 1) == dealt_anew(line, 1)
    assert dealt_anew(line, 1) != dealt_anew(line, 2)


def test_growing_up_and_ties_stay_where_they_are():
    aged = Mark(40, 40, None, "age:18", "", "", "")
    tied = mark(60, "tie:started", piece="tie:ann-and-bob")
    line = timeline(aged, tied, *(mark(at, "call") for at in range(0, 200, 7)))
    for seed in range(5):
        assert dealt_anew(line, seed).marks[:2] == (aged, tied)


def test_the_start_and_end_of_a_stay_move_together():
    marks = [
        mark(0, "stay:started", piece="s"),
        mark(9, "stay:ended", piece="s"),
        mark(50, "call"),
        mark(80, "call"),
    ]
    for seed in range(20):
        start, end, *_ = dealt_anew(timeline(*marks), seed).marks
        assert end.at - start.at == 9
