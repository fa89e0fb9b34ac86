"""The compiled kernel and the naive evaluator find the same, to the last field."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jigsaw.engine.patterns.kernel import Finder, in_use, library, using
from jigsaw.engine.patterns.kernel.layout import MOST_SETS
from jigsaw.engine.patterns.kernel.plan import NotForTheKernel, groups_of
from jigsaw.engine.patterns.language import Agencies, AnyOf, Comparison, Lacks, Number, People, Run
from jigsaw.engine.patterns.naive import find, holds
from jigsaw.engine.patterns.timeline import Timeline
from tests.engine.patterns.invented import (
    CONDITIONS,
    MARKS,
    STRANGE_MARKS,
    UNTIL,
    kinds,
    mark,
    only,
    pattern,
    timeline,
)

compiled_here = pytest.mark.skipif(library() is None, reason="no compiler was there at the installation")
BEFORE = 40_000_000
"""Minutes: about as long as people live."""
LINES = st.lists(st.builds(lambda marks: timeline(*marks), MARKS), min_size=1, max_size=4)


def plainly(patterns, lines, untils):
    """The specification, asked one pattern and one timeline after another."""
    for place, (line, until) in enumerate(zip(lines, untils, strict=True)):
        for one in patterns:
            yield from ((place, one, found) for found in find(one, line, until))


# More than elsewhere: a comparison that was wrong by one minute went unseen for 25 cases.
@compiled_here
@settings(max_examples=max(400, settings().max_examples))
@given(st.lists(CONDITIONS, min_size=1, max_size=3), LINES, STRANGE_MARKS, st.data())
def test_the_kernel_finds_what_the_naive_evaluator_finds(conditions, lines, strange, data):
    assume(not any(holds(condition, [], 0) for condition in conditions))
    patterns = [pattern(condition) for condition in conditions]
    lines = [Timeline("person", str(i), (*line.marks, *strange)) for i, line in enumerate(lines)]
    untils = [data.draw(st.integers(0, UNTIL)) for _ in lines]
    assert list(Finder(patterns).find_all(lines, untils)) == list(plainly(patterns, lines, untils))


@compiled_here
@pytest.mark.parametrize("term", [Agencies(kinds("call"), 200), People(kinds("call"), 200)])
def test_more_agencies_and_people_than_bits_are_told_apart(term):
    calls = [mark(minute, "call", f"agency {minute % 90}", person=f"p{minute % 90}") for minute in range(180)]
    one = only(term, 90)
    assert [found.raised_at for _, _, found in Finder([one]).find_all([timeline(*calls)], [400])] == [89]


@compiled_here
@given(CONDITIONS, MARKS)
def test_what_happened_long_ago_is_found_as_if_it_were_today(condition, marks):
    assume(not holds(condition, [], 0))
    long_ago = [replace(each, at=each.at - BEFORE, known=each.known - BEFORE, gone=None) for each in marks]
    one, line = pattern(condition), timeline(*long_ago)
    until = UNTIL - BEFORE
    assert list(Finder([one]).find_all([line], [until])) == list(plainly([one], [line], [until]))


def test_a_pattern_that_is_true_of_nothing_is_left_to_the_naive_evaluator():
    with pytest.raises(NotForTheKernel):
        groups_of([only(Lacks("stay"))])
    line = timeline(mark(1, "stay:started", piece="s"), mark(5, "stay:ended", piece="s"))
    assert [found.raised_at for _, _, found in Finder([only(Lacks("stay"))]).find_all([line], [40])] == [5]


@compiled_here
@pytest.mark.parametrize("same_agency", [True, False])
def test_what_is_told_later_of_the_same_minute_breaks_a_run(same_agency):
    line = timeline(mark(24, "seen", known=27), mark(24, "call"))
    one = only(Run(kinds("call"), kinds("seen"), 14, same_agency))
    assert list(Finder([one]).find_all([line], [60])) == list(plainly([one], [line], [60]))
    assert [found.ended_at for _, _, found in Finder([one]).find_all([line], [60])] == [27]


@compiled_here
def test_a_window_that_goes_past_the_edge_of_the_calendar_still_closes():
    far = 2**31 - 10
    line = timeline(mark(far - 4, "call"), mark(far - 3, "call"))
    one = only(Number(kinds("call"), 30), 2)
    assert list(Finder([one]).find_all([line], [far])) == list(plainly([one], [line], [far]))


def test_without_a_compiler_the_naive_evaluator_answers():
    line = timeline(mark(1, "call"), mark(2, "call"))
    one = only(Number(kinds("call"), 30), 2)
    with using("naive"):
        assert in_use() == "naive"
        assert [found.raised_at for _, _, found in Finder([one]).find_all([line], [40])] == [2]


def test_a_pattern_of_more_sets_than_bits_is_left_to_the_naive_evaluator():
    many = AnyOf(tuple(Comparison(Number(kinds(f"k{i}"), 30), 2) for i in range(MOST_SETS + 1)))
    with pytest.raises(NotForTheKernel):
        groups_of([pattern(many)])
    line = timeline(mark(1, "k7"), mark(2, "k7"))
    assert len(list(Finder([pattern(many)]).find_all([line], [40]))) == 1


def test_nothing_to_read_finds_nothing():
    assert list(Finder([only(Number(kinds("call"), 30), 2)]).find_all([], [])) == []
    assert list(Finder([]).find_all([timeline(mark(1, "call"))], [40])) == []
