"""Null replay: the same pieces on other dates, within each subject."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.patterns.auditing.null_replay import at_a_steady_rate, dealt_anew
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


@given(MARKS, st.integers(0, 9), st.sampled_from([dealt_anew, at_a_steady_rate]))
def test_a_piece_keeps_how_long_it_lasted_and_how_late_it_was_known(marks, seed, sort):
    line = timeline(*marks)
    for before, after in zip(line.marks, sort(line, seed).marks, strict=True):
        assert after.known - after.at == before.known - before.at
        assert (after.gone is None) == (before.gone is None)
        assert before.gone is None or after.gone - after.at == before.gone - before.at


@given(MARKS, st.integers(0, 9))
def test_a_steady_rate_keeps_within_the_first_and_the_last_date(marks, seed):
    line = timeline(*(one for one in marks if one.piece))
    held, moved = starts(line), starts(at_a_steady_rate(line, seed))
    assert moved.total() == held.total()
    assert all(min(held) <= at <= max(held) for at in moved)


def test_a_burst_stays_one_when_dates_change_places_and_not_at_a_steady_rate():
    burst = timeline(mark(0, "seen"), *(mark(5_000 + at, "call") for at in range(9)), mark(10_000, "seen"))
    assert all(starts(dealt_anew(burst, seed)) == starts(burst) for seed in range(5))
    assert all(
        max(starts(at_a_steady_rate(burst, seed))) - min(starts(at_a_steady_rate(burst, seed))) > 900
        for seed in range(5)
    )


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
