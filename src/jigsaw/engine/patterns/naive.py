"""The obviously right evaluator. It is the specification, and the slow twin of anything faster.

**Time.** Instants are whole minutes since 1970 in UTC; a day is 24 hours of 60 minutes. At a moment T a
pattern sees a mark when known <= T, at <= T, and it is not gone (gone is None or gone > T). Windows run over
the time at which things happened: the last d is (T - d, T], so a mark leaves at exactly at + d.

**Incidents.** Pieces that carry the same incident are copies of one thing that happened, told by several
agencies. Wherever pieces are counted below, an incident counts once, at its earliest mark of those counted over;
a piece without one counts once however many marks it gives. Every copy stays evidence, and every agency and
person of every copy is counted. What came in time, what breaks a run and what ends a flag is looked at mark by
mark: a copy that comes later is a later mark. No incident is guessed: it is what agencies gave.

**Terms**, over the marks seen at T (agency "", person "" and incident "" are none):

- Number      pieces of S in the last d, taken earliest first; one less than `apart` after the last one
              counted belongs to the same episode and is not counted (this is the most pieces that lie at
              least `apart` from each other).
- Agencies, People   different agencies that hold, or people who are the subject of, marks of S in the last d.
- Absent      pieces of A whose age is in [after, within) with no B in [A.at - before, A.at + after]. With
              `late_ends`, a B that comes later ends it too: no B in [A.at - before, T]. A mark of A's own
              piece (the start of a stay that ends) is never such a B; another copy of A's own incident may be one.
- Followed    of the earliest A in the last d: how many B after it (strictly), or from how many
              agencies. No copy of the incident of that A follows it, nor of another A at the same minute.
- Rate        1 when the number in the recent window reaches what the table asks for the number in the long
              window.
- Flag        1 when a mark "attribute:started" is seen and no "attribute:ended" of the same piece, at or
              after it, is. Two agencies (or two episodes) may hold the same flag; it lasts until the last of
              them ends.
- Lacks       1 - Flag.
- Points      each line gives min(cap, weight * pieces in the last d); the sum. As a piece does,
              an incident counts in every line that it has a mark for.
- Run         pieces of A in the last d that come after the last B ever (strictly); with `same_agency`, the
              longest such run among agencies, each looked at alone.

A comparison holds when the value is at least its threshold.

**Evaluation points** of a pattern for a timeline: every moment when a mark that it reads appears (known, or
at when that is later) or goes, and every moment when the clock alone changes a value: at + d when a mark
leaves a window, at + after and at + within for Absent. Between two of these nothing changes, so more points
would never change the answer, and marks that the pattern does not read cannot.

An **onset** is: true at this point, false at the one before (before the first point: false). An **ending** is
the converse. Each onset is its own Found. Its evidence is the pieces counted by the comparisons that hold,
through the branches that hold, at the onset.
"""

from dataclasses import dataclass, replace

from jigsaw.engine.patterns.describe import Labels, describe_comparison, plain_kind
from jigsaw.engine.patterns.language import AllOf, AnyOf, Comparison, Condition, comparisons
from jigsaw.engine.patterns.measuring import Marks, measure
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.screening import could_ever_be_true
from jigsaw.engine.patterns.timeline import Mark, SubjectKind, Timeline
from jigsaw.engine.patterns.wording import Values, sentence_values


@dataclass(frozen=True)
class Found:
    """One time that a pattern became true of a subject.

    ended_at: when it ceased, None while it lasts. evidence: ids of the pieces, earliest first. values: for
    the sentence.
    withdrawn: a piece of its evidence was retracted or superseded, and by what is known at its end the pattern
    had never been true. A corrected piece that says enough leaves a reason that ended, like any other.
    """

    pattern: str
    version: int
    subject_kind: SubjectKind
    subject: str
    raised_at: int
    ended_at: int | None
    evidence: tuple[str, ...]
    values: Values
    sentence: str
    withdrawn: bool = False


@dataclass(frozen=True)
class Line:
    """One comparison as it stood: what it asks, its value, the value needed, and the pieces counted."""

    asks: str
    value: int
    needed: int
    holds: bool
    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        """How near it was: "3 of 5 needed"."""
        return f"{self.value} of {self.needed} needed"


@dataclass(frozen=True)
class Explanation:
    """Why a pattern was, or was not, true of a subject at a moment."""

    pattern: str
    version: int
    subject: str
    at: int
    holds: bool
    lines: tuple[Line, ...]


def find(pattern: Pattern, timeline: Timeline, until: int) -> list[Found]:
    """Every time up to and including `until` at which the pattern became true, earliest first."""
    kinds = timeline.kinds
    for needed in pattern.needs:
        if needed.isdisjoint(kinds):
            return []
    if not could_ever_be_true(pattern.condition, timeline):
        return []
    return find_without_screening(pattern, timeline, until)


def find_without_screening(pattern: Pattern, timeline: Timeline, until: int) -> list[Found]:
    """The same as `find`, looking at every timeline in full."""
    marks = timeline.marks_of(pattern.reads)
    found: list[Found] = []
    is_true = False
    for now in evaluation_points(pattern.condition, marks, until):
        seen = [mark for mark in marks if mark.is_visible(now)]
        was_true, is_true = is_true, holds(pattern.condition, seen, now)
        if is_true and not was_true:
            found.append(_onset(pattern, timeline, seen, now))
        elif was_true and not is_true:
            found[-1] = _ending(pattern, found[-1], marks, now)
    return found


def found_between(pattern: Pattern, timeline: Timeline, raised_at: int, ended_at: int | None) -> Found:
    """What is found of a pattern that became true at `raised_at` and ceased to be at `ended_at`."""
    marks = timeline.marks_of(pattern.reads)
    seen = [mark for mark in marks if mark.is_visible(raised_at)]
    found = _onset(pattern, timeline, seen, raised_at)
    return found if ended_at is None else _ending(pattern, found, marks, ended_at)


def explain(pattern: Pattern, timeline: Timeline, at: int, label: Labels = plain_kind) -> Explanation:
    """Each comparison's value, threshold and pieces at a moment. label: the words for a kind's code."""
    seen = [mark for mark in timeline.marks_of(pattern.reads) if mark.is_visible(at)]
    lines = tuple(_line(comparison, seen, at, label) for comparison in comparisons(pattern.condition))
    is_true = holds(pattern.condition, seen, at)
    return Explanation(pattern.id, pattern.version, timeline.subject, at, is_true, lines)


def evaluation_points(condition: Condition, marks: Marks, until: int) -> list[int]:
    """The moments up to `until` at which the condition's answer may change."""
    points = {mark.appears for mark in marks} | {mark.gone for mark in marks if mark.gone is not None}
    for kinds, delay in {pair for one in comparisons(condition) for pair in one.term.expiries}:
        points |= {mark.at + delay for mark in marks if mark.kind in kinds}
    return sorted(point for point in points if point <= until)


def holds(condition: Condition, seen: Marks, now: int) -> bool:
    """Whether the condition is true at `now` of the marks seen then."""
    match condition:
        case Comparison():
            return measure(condition.term, seen, now).value >= condition.at_least
        case AllOf():
            return all(holds(part, seen, now) for part in condition.parts)
        case AnyOf():
            return any(holds(part, seen, now) for part in condition.parts)


def holding(condition: Condition, seen: Marks, now: int) -> list[Comparison]:
    """The comparisons that make the condition true at `now`, through the branches that hold."""
    if not holds(condition, seen, now):
        return []
    if isinstance(condition, Comparison):
        return [condition]
    return [found for part in condition.parts for found in holding(part, seen, now)]


def _onset(pattern: Pattern, timeline: Timeline, seen: Marks, now: int) -> Found:
    held = [(one, measure(one.term, seen, now)) for one in holding(pattern.condition, seen, now)]
    counted = {mark for _, measured in held for mark in measured.marks}
    evidence = [mark for mark in seen if mark in counted]
    values = sentence_values(held, evidence)
    return Found(
        pattern=pattern.id,
        version=pattern.version,
        subject_kind=timeline.subject_kind,
        subject=timeline.subject,
        raised_at=now,
        ended_at=None,
        evidence=_pieces(evidence),
        values=values,
        sentence=pattern.sentence.format_map(dict(values)),
    )


def _ending(pattern: Pattern, found: Found, marks: Marks, now: int) -> Found:
    there = set(_pieces([mark for mark in marks if mark.is_visible(now)]))
    gone = set(_pieces([mark for mark in marks if mark.gone is not None and mark.gone <= now]))
    corrected = any(piece in gone - there for piece in found.evidence)
    return replace(
        found, ended_at=now, withdrawn=corrected and not _was_true(pattern, marks, found.raised_at, now)
    )


def _was_true(pattern: Pattern, marks: Marks, at: int, known: int) -> bool:
    """Whether the condition held at `at`, by what is known at `known`."""
    return holds(pattern.condition, [mark for mark in marks if mark.at <= at and mark.is_visible(known)], at)


def _line(comparison: Comparison, seen: Marks, at: int, label: Labels) -> Line:
    measured = measure(comparison.term, seen, at)
    needed = comparison.at_least
    is_met = measured.value >= needed
    asks = describe_comparison(comparison, label)
    return Line(asks, measured.value, needed, is_met, _pieces(list(measured.marks)))


def _pieces(marks: list[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for mark in marks for piece in mark.pieces))
