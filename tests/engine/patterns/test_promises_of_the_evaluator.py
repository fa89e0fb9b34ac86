"""What must be so for every condition and every timeline."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from jigsaw.engine.patterns.naive import explain, find, find_without_screening, holding, holds
from jigsaw.engine.patterns.timeline import Mark, Timeline
from tests.engine.patterns.invented import CONDITIONS, MARKS, STRANGE_MARKS, UNTIL, pattern, timeline


def minute_by_minute(condition, marks, until):
    """Every minute at which the condition holds, asked one minute after another."""
    line = timeline(*marks)
    return [explain(pattern(condition), line, now).holds for now in range(until + 1)]


def minutes_found(found, until):
    true = [False] * (until + 1)
    for one in found:
        for now in range(one.raised_at, until + 1 if one.ended_at is None else one.ended_at):
            true[now] = True
    return true


@given(CONDITIONS, MARKS)
def test_asking_every_minute_gives_the_same_answer_as_the_evaluation_points(condition, marks):
    assume(not holds(condition, [], 0))
    found = find(pattern(condition), timeline(*marks), UNTIL)
    assert minutes_found(found, UNTIL) == minute_by_minute(condition, marks, UNTIL)


@given(CONDITIONS, MARKS)
def test_screening_never_changes_the_answer(condition, marks):
    one, line = pattern(condition), timeline(*marks)
    assume(not holds(condition, [], 0))
    assert find(one, line, UNTIL) == find_without_screening(one, line, UNTIL)


@given(CONDITIONS, MARKS, st.randoms(use_true_random=False))
def test_the_order_in_which_marks_are_given_is_nothing(condition, marks, random):
    shuffled = random.sample(marks, len(marks))
    assert find(pattern(condition), timeline(*marks), UNTIL) == find(
        pattern(condition), timeline(*shuffled), UNTIL
    )


@given(CONDITIONS, MARKS, STRANGE_MARKS)
def test_marks_that_a_pattern_does_not_read_change_nothing(condition, marks, strange):
    one = pattern(condition)
    assume(not any(mark.kind in one.reads for mark in strange))
    assert find(one, timeline(*marks), UNTIL) == find(one, timeline(*marks, *strange), UNTIL)


@given(CONDITIONS, MARKS, st.integers(0, UNTIL))
def test_nothing_is_seen_before_it_is_known(condition, marks, today):
    assume(not holds(condition, [], 0))
    known = [mark for mark in marks if mark.known <= today]
    as_then = [replace(mark, gone=_gone_by(mark, today)) for mark in known]
    one = pattern(condition)
    assert find(one, timeline(*marks), today) == find(one, timeline(*as_then), today)


def _gone_by(mark, today):
    return mark.gone if mark.gone is not None and mark.gone <= today else None


@given(CONDITIONS, MARKS, st.integers(0, UNTIL))
def test_looking_further_never_changes_what_was_raised(condition, marks, today):
    one, line = pattern(condition), timeline(*marks)
    then = [(found.raised_at, found.evidence) for found in find(one, line, today)]
    later = [(found.raised_at, found.evidence) for found in find(one, line, UNTIL)]
    assert later[: len(then)] == then
    assert all(raised > today for raised, _ in later[len(then) :])


@given(CONDITIONS, MARKS)
def test_the_evidence_is_visible_pieces_that_the_pattern_reads(condition, marks):
    one = pattern(condition)
    for found in find(one, timeline(*marks), UNTIL):
        seen = {mark.piece for mark in marks if mark.is_visible(found.raised_at) and mark.kind in one.reads}
        assert set(found.evidence) <= seen - {""}


@given(CONDITIONS, MARKS, st.integers(0, 500))
def test_moving_a_whole_life_in_time_moves_its_reasons_and_nothing_else(condition, marks, later):
    assume(not holds(condition, [], 0))
    gone = [None if m.gone is None else m.gone + later for m in marks]
    moved = [
        replace(m, at=m.at + later, known=m.known + later, gone=end)
        for m, end in zip(marks, gone, strict=True)
    ]
    found = find(pattern(condition), timeline(*marks), UNTIL)
    after = find(pattern(condition), timeline(*moved), UNTIL + later)
    assert [one.raised_at + later for one in found] == [one.raised_at for one in after]
    assert [one.evidence for one in found] == [one.evidence for one in after]


@given(CONDITIONS, MARKS, st.integers(0, UNTIL))
def test_a_condition_that_holds_has_comparisons_that_make_it_hold(condition, marks, now):
    seen = timeline(*marks).marks_of(pattern(condition).reads)
    seen = [mark for mark in seen if mark.is_visible(now)]
    assert bool(holding(condition, seen, now)) == holds(condition, seen, now)


def test_a_timeline_keeps_all_its_marks():
    line = Timeline(
        "home", "here", (Mark(1, 1, None, "a", "x", "p", "q"), Mark(0, 1, None, "b", "x", "p", "q"))
    )
    assert [mark.kind for mark in line.marks_of(frozenset({"a", "b"}))] == ["b", "a"]
