"""A cheap look at a timeline: could this condition ever have been true of it?

Sound, not exact: "no" is certain, "yes" means only that it must be looked at. It ignores when marks were
known, retractions and absences, all of which can only make a value smaller than the bounds used here, with
one exception (lacks) whose bound is therefore its greatest value. A property test holds it to that.
"""

from itertools import islice, product

from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    AllOf,
    Comparison,
    Condition,
    Flag,
    Followed,
    KindSet,
    Lacks,
    Number,
    People,
    Points,
    Rate,
    Run,
    Term,
)
from jigsaw.engine.patterns.timeline import Timeline

_MOST_CHOICES = 32

Needs = tuple[frozenset[str], ...]


def needs(condition: Condition) -> Needs:
    """Sets of kinds of which each must have at least one mark on the timeline for the condition ever to hold.

    Worked out once for a pattern; most timelines are turned away by it alone.
    """
    if isinstance(condition, Comparison):
        return _needs_of(condition.term)
    parts = [needs(part) for part in condition.parts]
    if isinstance(condition, AllOf):
        return tuple(dict.fromkeys(one for part in parts for one in part))
    if not all(parts):
        return ()
    # One of the parts must hold: so of every choice of one set from each part, some kind must be there.
    choices = islice(product(*parts), _MOST_CHOICES)
    return tuple(dict.fromkeys(frozenset().union(*choice) for choice in choices))


def could_ever_be_true(condition: Condition, timeline: Timeline) -> bool:
    """False only when no moment exists at which the condition holds of this timeline."""
    if isinstance(condition, Comparison):
        return _could_reach(condition.term, condition.at_least, timeline)
    if isinstance(condition, AllOf):
        return all(could_ever_be_true(part, timeline) for part in condition.parts)
    return any(could_ever_be_true(part, timeline) for part in condition.parts)


def _needs_of(term: Term) -> Needs:
    match term:
        case Lacks():
            return ()
        case Flag():
            return (frozenset({term.started}),)
        case Followed():
            return (term.of.kinds, term.by.kinds)
        case Points():
            return (term.reads,)
        case _:
            return (term.of.kinds,)


def _could_reach(term: Term, wanted: int, timeline: Timeline) -> bool:
    match term:
        case Number() | Agencies() | People():
            return _within_one_window(term.of, term.within, wanted, timeline)
        case Lacks():
            return wanted <= 1
        case Flag():
            return wanted <= 1 and term.started in timeline.by_kind
        case Run():
            return _within_one_window(term.of, term.within, wanted, timeline)
        case Absent():
            return _within_one_window(term.of, term.within, wanted, timeline)
        case Followed():
            return _count(term.of, timeline) >= 1 and _count(term.by, timeline) >= wanted
        case Rate():
            return wanted <= 1 and _count(term.of, timeline) >= min(needed for _, needed in term.table)
        case Points():
            return (
                sum(min(item.cap, item.weight * _count(item.of, timeline)) for item in term.items) >= wanted
            )


def _count(of: KindSet, timeline: Timeline) -> int:
    return sum([len(marks) for kind, marks in timeline.by_kind.items() if kind in of.kinds])


def _within_one_window(of: KindSet, within: int, wanted: int, timeline: Timeline) -> bool:
    """Whether so many marks ever lie inside one window."""
    if of.kinds.isdisjoint(timeline.by_kind) or _count(of, timeline) < wanted:
        return False
    if wanted <= 1:
        return True
    times = [mark.at for mark in timeline.marks_of(of.kinds)]
    return any(late - early < within for early, late in zip(times, times[wanted - 1 :], strict=False))
