"""Running a changed pack over all that is held: whom it would add and whom it would drop, before anybody signs it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import timelines
from jigsaw.care.reasons.finding import pairs_of
from jigsaw.care.reasons.pack import kinds_of_others, kinds_read_by, pack_in_force
from jigsaw.engine.patterns.backtest import Change, Raised, compare
from jigsaw.engine.patterns.kernel import Finder
from jigsaw.engine.patterns.pattern import Pack
from jigsaw.engine.patterns.timeline import SubjectKind, Timeline
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.time import end_of_day, from_minutes, minutes_since_epoch, now
from jigsaw.foundation.core.viewer import Viewer

AT_ONCE = 2_000

Progress = Callable[[str, int, int], None]
Read = list[tuple[str, Timeline, int]]
"""Timelines with the name of what each is about, and the last minute looked at."""


@dataclass(frozen=True)
class Tried:
    """What came of trying a pack: the patterns that differ from those in force, and the changes by month."""

    pack: Pack
    changed: tuple[str, ...]
    since: date
    until: date
    changes: tuple[Change, ...]


def try_pack(
    *, viewer: Viewer, pack: Pack, since: date, until: date, progress: Progress | None = None
) -> Tried:
    """The changes that a pack would have made from one day to another, by all that is held now.

    Only patterns that differ between the two packs are run. Raises Refused for a viewer who may not try patterns.
    """
    check(viewer, Act.TRY_PATTERNS)
    trial = _Trial(pack, minutes_since_epoch(min(end_of_day(until), now())) - 1)
    first = minutes_since_epoch(end_of_day(since - timedelta(days=1)))
    before: list[Raised] = []
    after: list[Raised] = []
    for subject, read in trial.read(progress or _silent):
        before += _raised(trial.finders[subject, "before"], read, first)
        after += _raised(trial.finders[subject, "after"], read, first)
    return Tried(pack, trial.changed, since, until, compare(before, after, _month))


class _Trial:
    def __init__(self, pack: Pack, until: int) -> None:
        self.until = until
        in_force = pack_in_force()
        self.changed = _different(in_force, pack)
        self.packs = {"before": in_force, "after": pack}
        self.kinds = kinds_read_by(in_force, pack)
        self.markers = kinds_of_others(in_force) | kinds_of_others(pack)

    @cached_property
    def finders(self) -> dict[tuple[SubjectKind, str], Finder]:
        subjects: tuple[SubjectKind, ...] = ("person", "home", "pair")
        return {
            (subject, name): Finder([one for one in pack.about(subject) if one.id in self.changed])
            for subject in subjects
            for name, pack in self.packs.items()
        }

    def read(self, progress: Progress) -> Iterator[tuple[SubjectKind, Read]]:
        if self._asked("person") or self._asked("pair"):
            for part in _parts(people.everybody(), "Reading people", progress):
                yield from self._persons(part)
        if self._asked("home"):
            for part in _parts(people.every_home(), "Reading homes", progress):
                found = timelines.of_homes(part, self.kinds)
                yield "home", [(str(home), line, self.until) for home, line in found.items()]

    def _asked(self, subject: SubjectKind) -> bool:
        return any(self.finders[subject, name].patterns for name in self.packs)

    def _persons(self, part: list[UUID]) -> Iterator[tuple[SubjectKind, Read]]:
        if self._asked("person"):
            deaths = people.deaths(part)
            found = timelines.of_persons(part, self.kinds)
            yield "person", [(str(one), line, self._last(one, deaths)) for one, line in found.items()]
        if self._asked("pair"):
            mine = set(part)
            pairs = {
                pair: tied for pair, tied in pairs_of(mine, self.markers).items() if pair.exposed in mine
            }
            deaths = people.deaths({pair.exposed for pair in pairs})
            lines = timelines.of_pairs(pairs, self.kinds)
            yield (
                "pair",
                [(str(pair.id), line, self._last(pair.exposed, deaths)) for pair, line in lines.items()],
            )

    def _last(self, person: UUID, deaths: dict[UUID, int]) -> int:
        return min(self.until, deaths.get(person, self.until))


def _different(one: Pack, other: Pack) -> tuple[str, ...]:
    """The ids of patterns that are in one pack alone, or are not word for word the same in both."""
    then, now = ({each.id: each.content_hash for each in pack.patterns} for pack in (one, other))
    return tuple(sorted(each for each in then.keys() | now.keys() if then.get(each) != now.get(each)))


def _raised(finder: Finder, read: Read, first: int) -> Iterator[Raised]:
    if finder.patterns and read:
        for place, pattern, at in finder.when([line for _, line, _ in read], [last for *_, last in read]):
            if at >= first:
                yield Raised(pattern.id, read[place][0], at)


def _month(minute: int) -> str:
    return timezone.localtime(from_minutes(minute)).strftime("%Y-%m")


def _parts(ids: Iterable[UUID], what: str, progress: Progress) -> Iterator[list[UUID]]:
    every = list(ids)
    for start in range(0, len(every), AT_ONCE):
        progress(what, start, len(every))
        yield every[start : start + AT_ONCE]
    progress(what, len(every), len(every))


def _silent(what: str, done: int, of: int) -> None:
    pass
