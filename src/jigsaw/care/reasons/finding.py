"""Reading timelines by the pack in force: which reasons there are about some people and homes, at a moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import ties, timelines
from jigsaw.care.reasons.pack import kinds_of_others, pack_in_force
from jigsaw.care.reasons.timelines import Pair
from jigsaw.engine.patterns.naive import Found, find
from jigsaw.engine.patterns.timeline import Timeline
from jigsaw.foundation.core.identity import reason_id


@dataclass(frozen=True)
class FoundReason:
    """A reason as found: what it is about, by our ids, and what the engine says of it."""

    subject_kind: str
    subject: UUID
    other: UUID | None
    found: Found
    pattern_hash: str

    @property
    def id(self) -> UUID:
        """The reason's id: the same whenever and wherever it is found again."""
        about = f"{self.subject_kind}|{self.subject}|{self.other or ''}"
        return reason_id(self.found.pattern, self.found.version, about, self.found.raised_at)


def about_persons(persons: Iterable[UUID], until: int) -> Iterator[FoundReason]:
    """The reasons about each of these people."""
    wanted = list(persons)
    deaths = people.deaths(wanted)
    for person, timeline in timelines.of_persons(wanted).items():
        yield from _found(timeline, "person", person, None, until, deaths.get(person))


def about_homes(homes: Iterable[UUID], until: int) -> Iterator[FoundReason]:
    """The reasons about each of these homes."""
    for home, timeline in timelines.of_homes(homes).items():
        yield from _found(timeline, "home", home, None, until)


def about_pairs(persons: Iterable[UUID], until: int) -> Iterator[FoundReason]:
    """The reasons about each pair in which one of these people is the exposed or the other."""
    pairs = _pairs(set(persons))
    deaths = people.deaths({pair.exposed for pair in pairs})
    for pair, timeline in timelines.of_pairs(pairs).items():
        yield from _found(timeline, "pair", pair.exposed, pair.other, until, deaths.get(pair.exposed))


def _pairs(persons: set[UUID]) -> ties.Ties:
    marked = frozenset(linkage.persons_of(intake.records_in_a_state(kinds_of_others())).values())
    if not marked:
        return {}
    # Ties go both ways, so they are sought from whichever side is the smaller.
    found = ties.with_marker(ties.of_persons(persons if len(persons) < len(marked) else marked), marked)
    return {pair: marks for pair, marks in found.items() if _concerns(pair, persons)}


def _concerns(pair: Pair, persons: set[UUID]) -> bool:
    return pair.exposed in persons or pair.other in persons


def _found(
    timeline: Timeline, kind: str, subject: UUID, other: UUID | None, until: int, death: int | None = None
) -> Iterator[FoundReason]:
    """What each pattern finds. With a person's death their reasons end: nobody is to be asked to ring the dead."""
    last = until if death is None else min(until, death)
    for pattern in pack_in_force().about(timeline.subject_kind):
        for found in find(pattern, timeline, last):
            if death is not None and last == death and found.ended_at is None:
                found = replace(found, ended_at=death)
            yield FoundReason(kind, subject, other, found, pattern.content_hash)
