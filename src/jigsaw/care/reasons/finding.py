"""Reading timelines by the pack in force: which reasons there are about some people and homes, at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage import derivation as linkage
from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import near, ties, timelines
from jigsaw.care.reasons.pack import kinds_of_others, pack_in_force
from jigsaw.care.reasons.timelines import Pair
from jigsaw.engine.patterns.kernel import Finder
from jigsaw.engine.patterns.language import DAY
from jigsaw.engine.patterns.naive import Found
from jigsaw.engine.patterns.timeline import SubjectKind, Timeline
from jigsaw.foundation.core.identity import reason_id

# How far ahead it is asked when the clock alone changes an answer, in minutes: longer than anybody's story.
HORIZON = 100 * 366 * DAY

# Up to this many people, those who carry a marker are sought near them, and not in the whole borough.
FEW = 200


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


@dataclass(frozen=True)
class Answer:
    """What reading some subjects gave: the reasons, when each subject's answer changes next, and what was read.

    moments: for each subject whose answer will change by the clock alone, the next minute at which it does.
    """

    found: list[FoundReason] = field(default_factory=list)
    moments: dict[Subject, int] = field(default_factory=dict)
    read: dict[Subject, Timeline] = field(default_factory=dict)

    def add(self, other: "Answer") -> None:
        """Take in what reading others gave."""
        self.found.extend(other.found)
        self.moments.update(other.moments)
        self.read.update(other.read)


def about_persons(persons: Iterable[UUID], until: int) -> Answer:
    """What there is about each of these people."""
    wanted = list(persons)
    deaths = people.ask_deaths(wanted)
    read = {Subject("person", person): timeline for person, timeline in timelines.of_persons(wanted).items()}
    return _answer(read, until, deaths())


def about_homes(homes: Iterable[UUID], until: int) -> Answer:
    """What there is about each of these homes."""
    return about_homes_where(homes, until, None)


def about_homes_where(homes: Iterable[UUID], until: int, lives: timelines.Lives) -> Answer:
    """As `about_homes`, where it was read already who lives and lived there."""
    found = timelines.of_homes(list(homes), lives=lives)
    read = {Subject("home", home): timeline for home, timeline in found.items()}
    return _answer(read, until, {})


def about_pairs(persons: Iterable[UUID], until: int) -> Answer:
    """What there is about each pair in which one of these people is the exposed or the other."""
    pairs = pairs_of(set(persons), kinds_of_others())
    if not pairs:
        return Answer()
    found = timelines.of_pairs(pairs)
    read = {Subject("pair", pair.exposed, pair.other): timeline for pair, timeline in found.items()}
    return _answer(read, until, people.deaths({pair.exposed for pair in pairs}))


def pairs_of(persons: set[UUID], markers: Iterable[str]) -> ties.Ties:
    """The pairs in which one of these people is the exposed or the other, by the states that make an other."""
    marked = _marked(persons, markers)
    if not marked:
        return {}
    # Ties go both ways, so they are sought from whichever side is the smaller.
    found = ties.with_marker(ties.of_persons(persons if len(persons) <= len(marked) else marked), marked)
    return {pair: marks for pair, marks in found.items() if _concerns(pair, persons)}


def _marked(persons: set[UUID], markers: Iterable[str]) -> frozenset[UUID]:
    """Everybody who carries a marker; of a few people, only those near them who do."""
    if len(persons) <= FEW:
        return near.with_marker(persons, markers)
    return frozenset(linkage.persons_of(intake.records_in_a_state(markers)).values())


def _concerns(pair: Pair, persons: set[UUID]) -> bool:
    return pair.exposed in persons or pair.other in persons


def _answer(read: dict[Subject, Timeline], until: int, deaths: Mapping[UUID, int]) -> Answer:
    """What each pattern finds. With a person's death their reasons end: nobody is to be asked to ring the dead.

    The patterns are run past `until`, as though no piece came any more: what they find there is when the clock alone
    changes the answer.
    """
    answer = Answer(read=read)
    if not read:
        return answer
    subjects = list(read)
    lasts = [deaths.get(one.id, until + HORIZON) for one in subjects]
    finder = _finder(pack_in_force().content_hash, subjects[0].kind)
    for place, pattern, found in finder.find_all(list(read.values()), lasts):
        subject, raised_at = subjects[place], found.raised_at
        ended_at = deaths.get(subject.id) if found.ended_at is None else found.ended_at
        change = min((at for at in (raised_at, ended_at) if at is not None and at > until), default=None)
        if change is not None:
            answer.moments[subject] = min(change, answer.moments.get(subject, change))
        if raised_at <= until:
            known = found if ended_at is None or ended_at <= until else replace(found, withdrawn=False)
            known = replace(known, ended_at=ended_at if ended_at is not None and ended_at <= until else None)
            answer.found.append(
                FoundReason(subject.kind, subject.id, subject.other, known, pattern.content_hash)
            )
    return answer


@lru_cache(maxsize=6)
def _finder(pack: str, kind: SubjectKind) -> Finder:
    """The finder of the pack in force, by that pack's hash: another pack in force is another finder."""
    return Finder(pack_in_force().about(kind))
