"""Reading timelines by the pack in force: which reasons there are about some people and homes, at a moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import ties, timelines
from jigsaw.care.reasons.pack import kinds_of_others, pack_in_force
from jigsaw.care.reasons.timelines import Pair
from jigsaw.engine.patterns.kernel import Finder
from jigsaw.engine.patterns.naive import Found
from jigsaw.engine.patterns.timeline import SubjectKind, Timeline
from jigsaw.foundation.core.identity import reason_id


@dataclass(frozen=True)
class Subject:
    """What a timeline is about: a person, a home, or a pair by the person exposed and the other."""

    kind: SubjectKind
    id: UUID
    other: UUID | None = None


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
    read = [
        (Subject("person", person), timeline) for person, timeline in timelines.of_persons(wanted).items()
    ]
    yield from _found(read, until, people.deaths(wanted))


def about_homes(homes: Iterable[UUID], until: int) -> Iterator[FoundReason]:
    """The reasons about each of these homes."""
    read = [(Subject("home", home), timeline) for home, timeline in timelines.of_homes(homes).items()]
    yield from _found(read, until, {})


def about_pairs(persons: Iterable[UUID], until: int) -> Iterator[FoundReason]:
    """The reasons about each pair in which one of these people is the exposed or the other."""
    pairs = pairs_of(set(persons), kinds_of_others())
    found = timelines.of_pairs(pairs)
    read = [(Subject("pair", pair.exposed, pair.other), timeline) for pair, timeline in found.items()]
    yield from _found(read, until, people.deaths({pair.exposed for pair in pairs}))


def pairs_of(persons: set[UUID], markers: Iterable[str]) -> ties.Ties:
    """The pairs in which one of these people is the exposed or the other, by the states that make an other."""
    marked = frozenset(linkage.persons_of(intake.records_in_a_state(markers)).values())
    if not marked:
        return {}
    # Ties go both ways, so they are sought from whichever side is the smaller.
    found = ties.with_marker(ties.of_persons(persons if len(persons) < len(marked) else marked), marked)
    return {pair: marks for pair, marks in found.items() if _concerns(pair, persons)}


def _concerns(pair: Pair, persons: set[UUID]) -> bool:
    return pair.exposed in persons or pair.other in persons


def _found(
    read: list[tuple[Subject, Timeline]], until: int, deaths: Mapping[UUID, int]
) -> Iterator[FoundReason]:
    """What each pattern finds. With a person's death their reasons end: nobody is to be asked to ring the dead."""
    if not read:
        return
    lasts = [min(until, deaths.get(subject.id, until)) for subject, _ in read]
    finder = _finder(read[0][0].kind)
    for place, pattern, found in finder.find_all([timeline for _, timeline in read], lasts):
        subject = read[place][0]
        death = deaths.get(subject.id)
        if death is not None and lasts[place] == death and found.ended_at is None:
            found = replace(found, ended_at=death)
        yield FoundReason(subject.kind, subject.id, subject.other, found, pattern.content_hash)


@cache
def _finder(kind: SubjectKind) -> Finder:
    return Finder(pack_in_force().about(kind))
