"""Told one by one, the marks of a timeline turn the same patterns at the same minutes as read at once."""

import sys

import pytest
from hypothesis import assume, given

from jigsaw.engine.patterns.kernel import library
from jigsaw.engine.patterns.kernel.live import Live, NotHeld
from jigsaw.engine.patterns.language import DAY, Absent, Flag, Number
from jigsaw.engine.patterns.naive import find, holds
from tests.engine.patterns.invented import CONDITIONS, MARKS, UNTIL, kinds, only, pattern, timeline

pytestmark = pytest.mark.skipif(library() is None, reason="no compiler was there at the installation")
TWO_CALLS = only(Number(kinds("call"), 10), at_least=2)


def number_of(piece):
    return int(piece[1:]) if piece else None


def told(live, marks):
    """Every turn of the marks, told in the order in which they became known, and then taken back."""
    steps = [(mark.known, 0, mark) for mark in marks]
    steps += [(mark.gone, 1, mark) for mark in marks if mark.gone is not None]
    turned = []
    for minute, is_back, mark in sorted(steps, key=lambda step: step[:2]):
        if not is_back:
            about = (mark.kind, mark.agency, number_of(mark.piece), mark.person, mark.incident or None)
            turned += live.arrive("ann", mark.at, mark.known, *about)
        else:
            try:
                turned += live.take_back("ann", number_of(mark.piece), minute)
            except NotHeld:
                turned += live.wait("ann", minute) if live.knows("ann") else []
    return turned + (live.wait("ann", UNTIL) if live.knows("ann") else [])


def settled(turned):
    """What stood at the end of each minute: several pieces may be told of within one."""
    state, changes = {}, []
    for minute in sorted({turn.at for turn in turned}):
        before = dict(state)
        state |= {turn.pattern.id: turn.is_true for turn in turned if turn.at == minute}
        changes += [
            (one, minute, is_true) for one, is_true in state.items() if before.get(one, False) != is_true
        ]
    return sorted(changes)


def plainly(one, marks):
    found = find(one, timeline(*marks), UNTIL)
    begun = [(one.id, each.raised_at, True) for each in found]
    return sorted(begun + [(one.id, each.ended_at, False) for each in found if each.ended_at is not None])


@given(CONDITIONS, MARKS)
def test_marks_told_one_by_one_turn_what_they_turn_together(condition, marks):
    assume(not holds(condition, [], 0))
    marks = [mark for mark in marks if mark.gone is None or (mark.piece and mark.gone > mark.known)]
    first = {mark.piece: mark for mark in reversed(marks)}  # a piece is taken back whole
    marks = [mark for mark in marks if first[mark.piece] is mark or not mark.piece]
    one = pattern(condition)
    assert settled(told(Live([one]), marks)) == plainly(one, marks)


def test_the_piece_that_makes_it_true_says_so_at_once():
    live = Live([TWO_CALLS])
    assert live.arrive("ann", 0, 0, "call", "police", 1) == ()
    assert live.arrive("ben", 1, 1, "call", "police", 2) == ()
    assert live.arrive("ann", 4, 4, "call", "gp", 3) == [(TWO_CALLS, 4, True)]
    assert (live.due("ann"), live.due("ben")) == (10, None)
    assert live.wait("ann", 20) == [(TWO_CALLS, 10, False)]


def test_copies_of_one_incident_turn_nothing_that_one_would_not():
    live = Live([TWO_CALLS])
    live.arrive("ann", 0, 0, "call", "police", 1, incident="999/1")
    assert live.arrive("ann", 2, 2, "call", "ambulance", 2, incident="999/1") == ()
    assert live.arrive("ann", 4, 4, "call", "police", 3, incident="999/2") == [(TWO_CALLS, 4, True)]


def test_where_python_does_not_know_the_library_ctypes_is_the_way(monkeypatch):
    monkeypatch.setitem(sys.modules, "jigsaw.engine.patterns.kernel._compiled", None)
    live = Live([TWO_CALLS])
    live.arrive("ann", 0, 0, "call", "police", 1)
    assert live.arrive("ann", 4, 4, "call", "gp", 3, incident="999/3") == [(TWO_CALLS, 4, True)]


def test_a_deadline_passes_with_no_piece():
    late = only(Absent(kinds("leave"), kinds("seen"), after=3 * DAY, within=9 * DAY))
    live = Live([late])
    live.arrive("ann", 0, 60, "leave", "ward", 1)
    assert live.due("ann") == 3 * DAY
    assert live.wait("ann", 4 * DAY) == [(late, 3 * DAY, True)]


def test_a_piece_taken_back_turns_it_again():
    live = Live([TWO_CALLS])
    live.arrive("ann", 0, 0, "call", "police", 1)
    live.arrive("ann", 4, 4, "call", "police", 2)
    assert live.take_back("ann", 1, 6) == [(TWO_CALLS, 6, False)]
    with pytest.raises(NotHeld):
        live.take_back("ann", 7, 8)


def test_what_is_told_before_what_was_told_is_refused():
    live = Live([TWO_CALLS])
    live.arrive("ann", 0, 9, "call", "police", 1)
    with pytest.raises(ValueError, match="already"):
        live.arrive("ann", 0, 8, "call", "police", 2)


def test_marks_that_can_turn_nothing_any_more_are_let_go_of():
    live = Live([TWO_CALLS])
    for minute in range(0, 100_000, 100):
        live.arrive("ann", minute, minute, "call", "police", minute)
    assert live.bytes_held() < 100 * 64


def test_what_lasts_is_kept_for_ever():
    live = Live([only(Flag("stay"))])
    live.arrive("ann", 0, 0, "stay:started", "ward", 1)
    for minute in range(1, 50):
        live.arrive("ann", minute, minute, "stay:ended", "ward", minute + 1)
    assert [turn.is_true for turn in live.arrive("ann", 60, 60, "stay:ended", "ward", 1)] == [False]
