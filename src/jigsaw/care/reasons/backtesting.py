"""Running a changed pack over all that is held: whom it would add and whom it would drop, before anybody signs it.

Only the patterns that differ are run, over the timelines of which one of them could be true (see `candidates`), made of
the kinds that they read: so one pattern takes seconds where all would take minutes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import candidates, timelines
from jigsaw.care.reasons.pack import kinds_of, kinds_of_others, pack_in_force
from jigsaw.engine.patterns.backtest import Change, Raised, compare
from jigsaw.engine.patterns.kernel import Finder
from jigsaw.engine.patterns.pattern import Pack, Pattern
from jigsaw.engine.patterns.timeline import SubjectKind, Timeline
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import end_of_day, from_minutes, minutes_since_epoch, now
from jigsaw.foundation.core.viewer import Viewer

AT_ONCE = 2_000

Progress = Callable[[str, int, int], None]
Read = list[tuple[str, Timeline, int]]
"""Timelines with the name of what each is about, and the last minute looked at."""


@dataclass(frozen=True)
class Tried:
    """What came of trying a pack: the patterns that differ from those before, and the changes by month.

    onsets: how many times each pattern, by (id, "before" or "after"), became true in the time, of anybody.
    """

    before: Pack
    pack: Pack
    changed: tuple[str, ...]
    since: date
    until: date
    changes: tuple[Change, ...]
    onsets: dict[tuple[str, str], int]


def try_pack(
    *,
    viewer: Viewer,
    pack: Pack,
    since: date,
    until: date,
    against: Pack | None = None,
    progress: Progress | None = None,
) -> Tried:
    """The changes that a pack would have made from one day to another, by all that is held now.

    against: the pack to compare with; the one in force when left out. People and homes are named by their ids, a pair
    by the person exposed, a stroke and the other. Raises Refused for a viewer who may not try patterns.
    """
    check(viewer, Act.TRY_PATTERNS)
    first = minutes_since_epoch(end_of_day(since - timedelta(days=1)))
    last = minutes_since_epoch(min(end_of_day(until), now())) - 1
    trial = _Trial(against or pack_in_force(), pack, first, last)
    before: list[Raised] = []
    after: list[Raised] = []
    for subject, read in trial.read(progress or _silent):
        before += _raised(trial.finders[subject, "before"], read, first)
        after += _raised(trial.finders[subject, "after"], read, first)
    return _tried(trial.packs["before"], pack, since, until, before, after)


def try_over_parquet(
    *,
    viewer: Viewer,
    pack: Pack,
    since: date,
    until: date,
    path: Path,
    about: str,
    against: Pack | None = None,
    progress: Progress | None = None,
) -> Tried:
    """The same over a Parquet file of marks (see `engine.patterns.parquet`) whose timelines are of this subject.

    Subjects are named as in the file. Raises Refused, and what the reader of the file raises.
    """
    from jigsaw.engine.patterns.parquet import onsets_in

    check(viewer, Act.TRY_PATTERNS)
    if about not in ("person", "home", "pair"):
        raise Refused("Trying a pack", "a file is about person, home or pair", "Say which with --about")
    in_force = against or pack_in_force()
    first = minutes_since_epoch(end_of_day(since - timedelta(days=1)))
    last = minutes_since_epoch(min(end_of_day(until), now())) - 1
    told = progress or _silent
    found: list[list[Raised]] = []
    for one in (in_force, pack):
        asked = [
            each for each in one.patterns if each.subject == about and each.id in _different(in_force, pack)
        ]
        table = (
            onsets_in(path, asked, last, lambda done, of: told("Reading the file", done, of))
            if asked
            else None
        )
        rows = table.select(["subject", "pattern", "raised"]).to_pylist() if table is not None else []
        found.append(
            [
                Raised(row["pattern"], str(row["subject"]), row["raised"])
                for row in rows
                if row["raised"] >= first
            ]
        )
    return _tried(in_force, pack, since, until, *found)


def _tried(
    before: Pack, after: Pack, since: date, until: date, then: list[Raised], now_raised: list[Raised]
) -> Tried:
    changed = _different(before, after)
    onsets = {
        (one, name): sum(each.pattern == one for each in found)
        for one in changed
        for name, found in (("before", then), ("after", now_raised))
    }
    return Tried(before, after, changed, since, until, compare(then, now_raised, _month), onsets)


class _Trial:
    def __init__(self, before: Pack, after: Pack, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.changed = _different(before, after)
        self.packs = {"before": before, "after": after}

    @cached_property
    def finders(self) -> dict[tuple[SubjectKind, str], Finder]:
        subjects: tuple[SubjectKind, ...] = ("person", "home", "pair")
        return {
            (subject, name): Finder([one for one in pack.about(subject) if one.id in self.changed])
            for subject in subjects
            for name, pack in self.packs.items()
        }

    def read(self, progress: Progress) -> Iterator[tuple[SubjectKind, Read]]:
        if asked := self._asked("person"):
            for part in _parts(candidates.persons(asked, self.first), "Reading people", progress):
                found = timelines.of_persons(part, kinds_of(asked))
                deaths = people.deaths(part)
                yield "person", [(str(one), line, self._last(one, deaths)) for one, line in found.items()]
        if asked := self._asked("home"):
            for part in _parts(candidates.homes(asked, self.first), "Reading homes", progress):
                at_home = timelines.of_homes(part, kinds_of(asked))
                yield "home", [(str(home), line, self.last) for home, line in at_home.items()]
        if asked := self._asked("pair"):
            yield "pair", self._pairs(asked)

    def _asked(self, subject: SubjectKind) -> list[Pattern]:
        return [one for name in self.packs for one in self.finders[subject, name].patterns]

    def _pairs(self, asked: list[Pattern]) -> Read:
        markers = frozenset[str]().union(*(kinds_of_others(pack) for pack in self.packs.values()))
        pairs = candidates.pairs(markers)
        deaths = people.deaths({pair.exposed for pair in pairs})
        lines = timelines.of_pairs(pairs, kinds_of(asked))
        return [
            (f"{pair.exposed}/{pair.other}", line, self._last(pair.exposed, deaths))
            for pair, line in lines.items()
        ]

    def _last(self, person: UUID, deaths: dict[UUID, int]) -> int:
        return min(self.last, deaths.get(person, self.last))


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
