"""Measuring the pack in force over all that is held, for the report that is published with it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import candidates, timelines
from jigsaw.care.reasons.groups import Groups, groups_of
from jigsaw.care.reasons.pack import kinds_of_others, kinds_read_by, pack_in_force
from jigsaw.engine.patterns.auditing.tallies import Tallies
from jigsaw.engine.patterns.pattern import Pack
from jigsaw.engine.patterns.timeline import Timeline
from jigsaw.engine.patterns.vocabulary import kind_of_piece
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.time import end_of_day, minutes_since_epoch, now
from jigsaw.foundation.core.viewer import Viewer

AT_ONCE = 2_000

HARMS = ("death", "missing-person", "section-136", "self-harm")
"""Kinds of piece that stand for something gone badly wrong, unless others are asked for. A recorded harm is not all:
who is not believed, or asks nobody, has none."""

BEFORE = timedelta(days=180)
"""How long before a harm a reason counts as having come before it."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Measured:
    """A pack over all that is held, from one day to another.

    harmed: of each person with a recorded harm in that time, the minutes. groups: of everybody looked at.
    """

    pack: Pack
    since: date
    until: date
    harms: tuple[str, ...]
    tallies: Tallies
    harmed: dict[UUID, list[int]]
    groups: Groups

    def people_raised(self, pattern: str) -> set[UUID]:
        """The people whom a pattern found, of a pair the one exposed; nobody for a pattern of homes."""
        return {person for name in self.tallies.raised[pattern] if (person := self._person(pattern, name))}

    def reached(self) -> set[UUID]:
        """Those harmed of whom some reason was raised before, not longer ago than BEFORE."""
        raised: dict[UUID, list[int]] = {}
        for pattern, subjects in self.tallies.raised.items():
            for name, moments in subjects.items():
                if person := self._person(pattern, name):
                    raised.setdefault(person, []).extend(moments)
        window = int(BEFORE.total_seconds() // 60)
        return {
            person
            for person, harms in self.harmed.items()
            if any(harm - window <= at < harm for harm in harms for at in raised.get(person, ()))
        }

    def _person(self, pattern: str, name: str) -> UUID | None:
        one = self.pack.pattern(pattern)
        return None if one is None or one.subject == "home" else UUID(name.partition("/")[0])


def measure_pack(
    *,
    viewer: Viewer,
    since: date,
    until: date,
    replays: int,
    harms: Collection[str] = HARMS,
    progress: Progress | None = None,
) -> Measured:
    """The pack in force from one day to another: whom it found, by chance, without each kind of piece, and before harm.

    replays: how many worlds of chance. Raises Refused for a viewer who may not try patterns.
    """
    check(viewer, Act.TRY_PATTERNS)
    pack = pack_in_force()
    last = minutes_since_epoch(min(end_of_day(until), now())) - 1
    first = minutes_since_epoch(end_of_day(since - timedelta(days=1)))
    tallies = Tallies(pack, first, replays)
    harmed: dict[UUID, list[int]] = {}
    reading = _Reading(kinds_read_by(pack) | set(harms), last, progress)
    for part in reading.persons():
        tallies.add("person", [line for line, _ in part], [end for _, end in part])
        harmed |= _harmed(part, frozenset(harms), first)
    for part in reading.homes():
        tallies.add("home", [line for line, _ in part], [end for _, end in part])
    for part in reading.pairs(kinds_of_others(pack)):
        tallies.add("pair", [line for line, _ in part], [end for _, end in part])
    groups = groups_of(people.everybody(), until)
    return Measured(pack, since, until, tuple(sorted(harms)), tallies, harmed, groups)


Part = list[tuple[Timeline, int]]
"""Timelines, each with the last minute looked at: with a death reasons end."""


@dataclass(frozen=True)
class _Reading:
    kinds: Collection[str]
    last: int
    progress: Progress | None

    def persons(self) -> Iterator[Part]:
        for ids in self._parts(people.everybody(), "Measuring people"):
            deaths = people.deaths(ids)
            found = timelines.of_persons(ids, self.kinds)
            yield [(line, min(self.last, deaths.get(one, self.last))) for one, line in found.items()]

    def homes(self) -> Iterator[Part]:
        for ids in self._parts(people.every_home(), "Measuring homes"):
            yield [(line, self.last) for line in timelines.of_homes(ids, self.kinds).values()]

    def pairs(self, markers: Collection[str]) -> Iterator[Part]:
        tied = candidates.pairs(markers)
        deaths = people.deaths({pair.exposed for pair in tied})
        yield [
            (
                Timeline("pair", f"{pair.exposed}/{pair.other}", line.marks),
                min(self.last, deaths.get(pair.exposed, self.last)),
            )
            for pair, line in timelines.of_pairs(tied, self.kinds).items()
        ]

    def _parts(self, ids: list[UUID], what: str) -> Iterator[list[UUID]]:
        for start in range(0, len(ids), AT_ONCE):
            if self.progress:
                self.progress(what, start, len(ids))
            yield ids[start : start + AT_ONCE]
        if self.progress:
            self.progress(what, len(ids), len(ids))


def _harmed(part: Part, harms: frozenset[str], first: int) -> dict[UUID, list[int]]:
    """Of each person with a harm, from the first minute on and while they are looked at, when it was.

    A stay or a state counts by its beginning.
    """
    found: dict[UUID, list[int]] = {}
    for line, last in part:
        moments = sorted(
            mark.at
            for mark in line.marks
            if kind_of_piece(mark.kind) in harms and ":ended" not in mark.kind and mark.gone is None
            and first <= mark.at <= last
        )  # fmt: skip
        if moments:
            found[UUID(line.subject)] = moments
    return found
