"""How far a pattern was from turning: what it still lacked at a moment, and when the clock alone would turn it."""

from dataclasses import replace

from jigsaw.engine.patterns.language import AllOf, Comparison, Condition
from jigsaw.engine.patterns.measuring import Marks, measure
from jigsaw.engine.patterns.naive import evaluation_points, holds
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import Timeline

_FOR_EVER = 10**9


def as_known_at(timeline: Timeline, at: int) -> Timeline:
    """The timeline as it was known at a minute: what came later is not there, and nothing that stood then is gone."""
    known = [mark for mark in timeline.marks if mark.known <= at and (mark.gone is None or mark.gone > at)]
    return replace(timeline, marks=tuple(replace(mark, gone=None) for mark in known))


def lacking(pattern: Pattern, timeline: Timeline, at: int) -> tuple[Comparison, ...]:
    """The fewest comparisons that would have to hold as well for the pattern to be true at `at`; none when it is."""
    seen = [mark for mark in timeline.marks_of(pattern.reads) if mark.is_visible(at)]
    return _lacking(pattern.condition, seen, at)


def turns_at(pattern: Pattern, timeline: Timeline, at: int) -> int | None:
    """The first minute after `at` at which the answer changes if no more becomes known; None if it never does."""
    marks = as_known_at(timeline, at).marks_of(pattern.reads)
    is_true = _is_true(pattern, marks, at)
    points = (point for point in evaluation_points(pattern.condition, marks, _FOR_EVER) if point > at)
    return next((point for point in points if _is_true(pattern, marks, point) != is_true), None)


def _is_true(pattern: Pattern, marks: Marks, now: int) -> bool:
    return holds(pattern.condition, [mark for mark in marks if mark.is_visible(now)], now)


def _lacking(condition: Condition, seen: Marks, at: int) -> tuple[Comparison, ...]:
    if isinstance(condition, Comparison):
        return () if measure(condition.term, seen, at).value >= condition.at_least else (condition,)
    parts = [_lacking(part, seen, at) for part in condition.parts]
    if isinstance(condition, AllOf):
        return tuple(one for part in parts for one in part)
    return min(parts, key=len, default=())
