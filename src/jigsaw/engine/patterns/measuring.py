"""The value of a term at a moment, and the marks that give it. What each term means is written in `naive`."""

from dataclasses import dataclass

from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
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
from jigsaw.engine.patterns.timeline import Mark

Marks = list[Mark]


@dataclass(frozen=True)
class Measured:
    """A term's value, and the marks that were counted."""

    value: int
    marks: tuple[Mark, ...]


def measure(term: Term, marks: Marks, now: int) -> Measured:
    """The term's value at `now`. marks: those visible at `now`, earliest first."""
    match term:
        case Number() | Agencies() | People():
            return _windowed(term, marks, now)
        case Absent():
            return _absent(term, marks, now)
        case Followed():
            return _followed(term, marks, now)
        case Rate():
            return _rate(term, marks, now)
        case Flag():
            return _flag(term, marks)
        case Points():
            return _points(term, marks, now)
        case Run():
            return _run(term, marks, now)


def how_many(marks: Marks, apart: int = 0) -> int:
    """How many different incidents or pieces; not those less than `apart` minutes after the last one counted.

    marks: earliest first.
    """
    counted = 0
    last: int | None = None
    seen: set[tuple[str, ...]] = set()
    for mark in marks:
        if mark.counted_as in seen:
            continue
        seen.add(mark.counted_as)
        if last is None or mark.at - last >= apart:
            counted, last = counted + 1, mark.at
    return counted


def _inside(of: KindSet, within: int, marks: Marks, now: int) -> Marks:
    return [mark for mark in marks if mark.kind in of.kinds and now - within < mark.at <= now]


def _agencies(marks: Marks) -> int:
    return len({mark.agency for mark in marks} - {""})


def _windowed(term: Number | Agencies | People, marks: Marks, now: int) -> Measured:
    inside = _inside(term.of, term.within, marks, now)
    match term:
        case Number():
            value = how_many(inside, term.apart)
        case Agencies():
            value = _agencies(inside)
        case People():
            value = len({mark.person for mark in inside} - {""})
    return Measured(value, tuple(inside))


def _absent(term: Absent, marks: Marks, now: int) -> Measured:
    came = [mark for mark in marks if mark.kind in term.without.kinds]

    def was_without(mark: Mark) -> bool:
        end = now if term.late_ends else mark.at + term.after
        return not any(
            mark.at - term.before <= other.at <= end for other in came if other.piece != mark.piece
        )

    due = [m for m in marks if m.kind in term.of.kinds and term.after <= now - m.at < term.within]
    unmet = [mark for mark in due if was_without(mark)]
    return Measured(how_many(unmet), tuple(unmet))


def _followed(term: Followed, marks: Marks, now: int) -> Measured:
    starts = _inside(term.of, term.within, marks, now)
    if not starts:
        return Measured(0, ())
    first = [mark for mark in starts if mark.at == starts[0].at]
    own = {mark.incident for mark in first} - {""}
    since = [
        mark
        for mark in marks
        if mark.kind in term.by.kinds and mark.at > starts[0].at and mark.incident not in own
    ]
    value = how_many(since, term.apart) if term.counting == "pieces" else _agencies(since)
    return Measured(value, (*first, *since))


def _rate(term: Rate, marks: Marks, now: int) -> Measured:
    recent = _inside(term.of, term.recent, marks, now)
    needed = term.needed(how_many(_inside(term.of, term.long, marks, now), term.apart))
    is_unusual = needed is not None and how_many(recent, term.apart) >= needed
    return Measured(int(is_unusual), tuple(recent))


def _flag(term: Flag, marks: Marks) -> Measured:
    ends = [mark for mark in marks if mark.kind == term.ended]

    def lasts(start: Mark) -> bool:
        return not any(end.piece == start.piece and end.at >= start.at for end in ends)

    lasting = [mark for mark in marks if mark.kind == term.started and lasts(mark)]
    if isinstance(term, Lacks):
        return Measured(0 if lasting else 1, ())
    return Measured(1 if lasting else 0, tuple(lasting))


def _points(term: Points, marks: Marks, now: int) -> Measured:
    total = 0
    counted: Marks = []
    for item in term.items:
        inside = _inside(item.of, term.within, marks, now)
        total += min(item.cap, item.weight * how_many(inside))
        counted += inside
    return Measured(total, tuple(counted))


def _run(term: Run, marks: Marks, now: int) -> Measured:
    agencies = sorted({mark.agency for mark in marks}) if term.same_agency else [None]
    longest = Measured(0, ())
    for agency in agencies:
        mine = [mark for mark in marks if agency is None or mark.agency == agency]
        broken = max((mark.at for mark in mine if mark.kind in term.broken_by.kinds), default=None)
        inside = _inside(term.of, term.within, mine, now)
        since = [mark for mark in inside if broken is None or mark.at > broken]
        if how_many(since) > longest.value:
            longest = Measured(how_many(since), tuple(since))
    return longest
