"""People tied to a person: the same home at overlapping times, named together in a piece, a relationship
recorded.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.story.domain.codes import as_words
from jigsaw.foundation.core.time import Moment

RELATIONSHIPS = frozenset({"relationship", "carer"})


@dataclass(frozen=True)
class Lived:
    """Somebody at a home for a time (None: still)."""

    person: UUID
    home: UUID
    label: str
    since: datetime
    until: datetime | None

    def overlaps(self, other: "Lived") -> bool:
        """Whether both were at one home at one time."""
        begins_in_time = other.until is None or self.since < other.until
        return self.home == other.home and begins_in_time and (self.until is None or other.since < self.until)


@dataclass(frozen=True)
class Tie:
    """How somebody is tied to the person, each way in words, the most telling first."""

    person: UUID
    ways: tuple[str, ...]


def ties(
    person: UUID, lived: Iterable[Lived], entries: Iterable[Entry], people: Mapping[UUID, UUID]
) -> tuple[Tie, ...]:
    """Who is tied to `person` and how. `people` gives the person of each source record."""
    ways: dict[UUID, list[str]] = defaultdict(list)
    for other, words in _related(person, entries, people):
        ways[other].append(words)
    for other, words in _housed(person, _merged(lived)):
        ways[other].append(words)
    for other, count in _named_together(person, entries, people).items():
        ways[other].append(f"named together in {count} piece{'' if count == 1 else 's'}")
    found = [Tie(other, tuple(dict.fromkeys(words))) for other, words in ways.items()]
    return tuple(sorted(found, key=lambda tie: (-len(tie.ways), str(tie.person))))


def _others(person: UUID, entry: Entry, people: Mapping[UUID, UUID]) -> set[tuple[UUID, str]]:
    found = {(people[about.record], about.role) for about in entry.about if about.record in people}
    return {(other, role) for other, role in found if other != person}


def _related(
    person: UUID, entries: Iterable[Entry], people: Mapping[UUID, UUID]
) -> Iterable[tuple[UUID, str]]:
    for entry in entries:
        if entry.kind in RELATIONSHIPS:
            for other, role in _others(person, entry, people):
                value = entry.attributes.get("value") or entry.attributes.get("relation") or role
                yield other, f"{entry.label.lower()}: {as_words(value)}, says {entry.holder.name}"


def _merged(lived: Iterable[Lived]) -> list[Lived]:
    """One time for each person at each home: agencies date the same stay differently."""
    found: dict[tuple[UUID, UUID], Lived] = {}
    for one in lived:
        before = found.get((one.person, one.home), one)
        until = max(before.until, one.until) if before.until and one.until else None
        since = min(before.since, one.since)
        found[one.person, one.home] = Lived(one.person, one.home, one.label, since, until)
    return list(found.values())


def _housed(person: UUID, lived: list[Lived]) -> Iterable[tuple[UUID, str]]:
    own = [one for one in lived if one.person == person]
    for other in lived:
        if other.person != person:
            for mine in (one for one in own if one.overlaps(other)):
                yield other.person, _together(mine, other)


def _together(mine: Lived, other: Lived) -> str:
    since = Moment(max(mine.since, other.since)).local
    ends = [one.until for one in (mine, other) if one.until]
    until = f"{Moment(min(ends)).local:%B %Y}" if ends else "now"
    return f"same home, {mine.label}, {since:%B %Y} to {until}"


def _named_together(person: UUID, entries: Iterable[Entry], people: Mapping[UUID, UUID]) -> dict[UUID, int]:
    counts: dict[UUID, int] = defaultdict(int)
    for entry in entries:
        if entry.kind not in RELATIONSHIPS:
            for other in {other for other, _ in _others(person, entry, people)}:
                counts[other] += 1
    return counts
