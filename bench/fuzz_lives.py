"""Lives drawn at random: pieces that come late, are corrected and taken back, copies of one incident, and source
records that are joined to one person and parted again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from jigsaw.engine.patterns.language import Points, Term, comparisons
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import Mark

Group = tuple[str, ...]
"""The source records that are one person."""

_RECORDS = "pqr"
_AGENCIES = ("police", "gp", "trust")


@dataclass(frozen=True)
class Life:
    """What was told of a few source records, and who they were taken to be from which minute on.

    pieces: how many pieces were told, every version counted. groupings: (since, the groups then), earliest first.
    """

    marks: dict[str, list[Mark]]
    groupings: list[tuple[int, tuple[Group, ...]]]
    pieces: int

    def marks_of(self, group: Group) -> list[Mark]:
        """The marks of all records of a group."""
        return [mark for record in group for mark in self.marks[record]]

    @property
    def groups(self) -> list[Group]:
        """Every group that there ever was."""
        return list(dict.fromkeys(group for _, groups in self.groupings for group in groups))


@dataclass(frozen=True)
class Scale:
    """How time runs in a life: which kinds there are, the last minute, the lengths that decide, the usual lag."""

    kinds: tuple[str, ...]
    until: int
    lengths: tuple[int, ...]
    lag: int


def scale_of(random: Random, patterns: Sequence[Pattern]) -> Scale:
    """The scale at which these patterns are tried: marks lie at their own lengths from each other, give or take one.

    Of the kinds that a term reads a few, so that they meet.
    """
    terms = [one.term for pattern in patterns for one in comparisons(pattern.condition)]
    lengths = {delay for term in terms for _, delay in term.expiries}
    lengths |= {getattr(term, name, 0) for term in terms for name in ("apart", "before")}
    kinds = sorted({kind for term in terms for kind in _some(random, term)})
    longest = max(lengths, default=1)
    return Scale((*kinds, "unread"), 4 * longest, tuple(sorted(lengths)), max(1, longest // 4))


def _some(random: Random, term: Term) -> list[str]:
    if isinstance(term, Points):
        sets = [item.of.kinds for item in term.items]
    else:
        named = [getattr(term, name, None) for name in ("of", "by", "without", "broken_by")]
        sets = [one.kinds for one in named if one] or [term.reads]
    return [kind for one in sets for kind in random.sample(sorted(one), min(3, len(one)))]


def drawn_life(random: Random, scale: Scale) -> Life:
    """One life."""
    records = _RECORDS[: random.choice((1, 1, 2, 3))]
    marks: dict[str, list[Mark]] = {record: [] for record in records}
    incidents = random.choice(((), (), ("i1", "i2")))
    pieces = 0
    for number in range(random.randint(1, 12)):
        record = random.choice(records)
        told = _piece(random, scale, marks[record], f"{record}{number}", record, incidents)
        pieces += len({mark.piece for mark in told})
        marks[record] += told
    return Life(marks, _groupings(random, scale, tuple(records)), pieces)


def _piece(
    random: Random, scale: Scale, before: list[Mark], name: str, record: str, incidents: Sequence[str]
) -> list[Mark]:
    """Every version of one piece; now and then a mark of no piece, as growing up gives."""
    at, kind = _moment(random, scale, before), random.choice(scale.kinds)
    if random.random() < 0.04:
        return [Mark(at, at, None, kind, "", "", "")]
    known = at + random.choice((0, 0, 0, 1, random.randint(0, scale.lag), -random.randint(0, scale.lag)))
    kinds, versions = _kinds_of(random, scale, kind), []
    agency, incident = random.choice(_AGENCIES), random.choice(("", *incidents))
    for version in range(4):
        goes = random.random() < 0.3
        gone = known + random.choice((0, 1, random.randint(0, scale.lag))) if goes else None
        piece = f"{name}v{version}" if version else name
        ends = at + random.choice((0, 1, *scale.lengths))
        times = (at, ends)
        versions += [
            Mark(time, known, gone, one, agency, piece, record, incident)
            for one, time in zip(kinds, times, strict=False)
        ]
        if gone is None or random.random() < 0.4:
            break
        # A correction: told when the version before it went, and different in something, or in nothing.
        known, at = gone, at + random.choice((0, 0, 1, -1))
        kinds = random.choice((kinds, _kinds_of(random, scale, random.choice(scale.kinds))))
        incident = random.choice((incident, "", *incidents))
    return versions


def _kinds_of(random: Random, scale: Scale, kind: str) -> tuple[str, ...]:
    """What lasts has a start and, perhaps, an end; what happened may say two things."""
    if kind.endswith(":started"):
        ended = kind.replace(":started", ":ended")
        return (kind, ended) if random.random() < 0.6 else (kind,)
    return (kind, random.choice(scale.kinds)) if random.random() < 0.1 else (kind,)


def _moment(random: Random, scale: Scale, before: list[Mark]) -> int:
    if before and random.random() < 0.6:
        near = random.choice(before).at + random.choice((1, 1, -1)) * random.choice(scale.lengths)
        return max(0, near + random.choice((-1, 0, 0, 1)))
    return random.randint(0, scale.until - scale.until // 4)


def _groupings(random: Random, scale: Scale, records: Group) -> list[tuple[int, tuple[Group, ...]]]:
    minutes = sorted(
        random.randint(0, scale.until) for _ in range(random.choice((0, 1, 3)) if len(records) > 1 else 0)
    )
    return [(minute, _partition(random, records)) for minute in (-1, *minutes)]


def _partition(random: Random, records: Group) -> tuple[Group, ...]:
    groups: dict[int, list[str]] = {}
    for record in records:
        groups.setdefault(random.randrange(2), []).append(record)
    return tuple(tuple(group) for group in groups.values())
