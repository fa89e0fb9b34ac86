"""Running a pack over everybody, over worlds of chance, and without each kind of piece; keeping who was found."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from jigsaw.engine.patterns.auditing.null_replay import at_a_steady_rate, dealt_anew
from jigsaw.engine.patterns.kernel import Finder
from jigsaw.engine.patterns.pattern import Pack, Pattern
from jigsaw.engine.patterns.timeline import SubjectKind, Timeline
from jigsaw.engine.patterns.vocabulary import kind_of_piece


@dataclass(frozen=True)
class Without:
    """What one kind of piece does to one pattern: whom it finds by that kind alone, and whom that kind keeps out."""

    lost: set[str] = field(default_factory=set)
    gained: set[str] = field(default_factory=set)


@dataclass
class Tallies:
    """What a pack found from one minute on, in timelines given part by part.

    first: the first minute that counts. replays: how many worlds of each sort of chance. looked_at: subjects, by what
    they are. raised: by pattern and subject, the minutes at which it became true. by_chance and at_a_steady_rate: by
    pattern, how many subjects it found in each such world (see `null_replay`). without: by pattern and kind of piece.
    """

    pack: Pack
    first: int
    replays: int
    looked_at: dict[SubjectKind, int] = field(default_factory=lambda: defaultdict(int))
    raised: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    by_chance: dict[str, list[int]] = field(init=False)
    at_a_steady_rate: dict[str, list[int]] = field(init=False)
    without: dict[tuple[str, str], Without] = field(default_factory=lambda: defaultdict(Without))

    def __post_init__(self) -> None:
        self.by_chance = {pattern.id: [0] * self.replays for pattern in self.pack.patterns}
        self.at_a_steady_rate = {pattern.id: [0] * self.replays for pattern in self.pack.patterns}

    def add(self, subject: SubjectKind, timelines: Sequence[Timeline], untils: Sequence[int]) -> None:
        """Take in some timelines of one kind of subject, each looked at to its own last minute."""
        self.looked_at[subject] += len(timelines)
        finder = self._finders[subject]
        found = self._found(finder, timelines, untils)
        for pattern, raised in found.items():
            self.raised[pattern] |= raised
        for sort, counts in ((dealt_anew, self.by_chance), (at_a_steady_rate, self.at_a_steady_rate)):
            for world in range(self.replays):
                moved = [sort(line, world) for line in timelines]
                for pattern, raised in self._found(finder, moved, untils).items():
                    counts[pattern][world] += len(raised)
        for kind, only in self._by_kind[subject].items():
            self._leave_out(kind, only, timelines, untils, found)

    def _leave_out(
        self,
        kind: str,
        finder: Finder,
        timelines: Sequence[Timeline],
        untils: Sequence[int],
        found: dict[str, dict[str, list[int]]],
    ) -> None:
        """Only a timeline that holds the kind can read otherwise without it."""
        holding = [
            place
            for place, line in enumerate(timelines)
            if any(kind_of_piece(one) == kind for one in line.kinds)
        ]
        left = [leave_out(timelines[place], kind) for place in holding]
        names = {line.subject for line in left}
        still = self._found(finder, left, [untils[place] for place in holding])
        for pattern in finder.patterns:
            before = found.get(pattern.id, {}).keys() & names
            after = still.get(pattern.id, {}).keys()
            self.without[pattern.id, kind].lost.update(before - after)
            self.without[pattern.id, kind].gained.update(after - before)

    def _found(
        self, finder: Finder, timelines: Sequence[Timeline], untils: Sequence[int]
    ) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for place, pattern, at in _when(finder, timelines, untils):
            if at >= self.first:
                found[pattern.id].setdefault(timelines[place].subject, []).append(at)
        return found

    @cached_property
    def _finders(self) -> dict[SubjectKind, Finder]:
        subjects: tuple[SubjectKind, ...] = ("person", "home", "pair")
        return {subject: Finder(self.pack.about(subject)) for subject in subjects}

    @cached_property
    def _by_kind(self) -> dict[SubjectKind, dict[str, Finder]]:
        """For each kind of piece, the patterns that read it."""
        return {
            subject: {
                kind: Finder([one for one in finder.patterns if kind in kinds_of_pieces(one)])
                for kind in sorted({kind for one in finder.patterns for kind in kinds_of_pieces(one)})
            }
            for subject, finder in self._finders.items()
        }


def leave_out(timeline: Timeline, kind: str) -> Timeline:
    """The timeline without its marks of one kind of piece."""
    kept = tuple(mark for mark in timeline.marks if kind_of_piece(mark.kind) != kind)
    return Timeline(timeline.subject_kind, timeline.subject, kept)


def kinds_of_pieces(pattern: Pattern) -> frozenset[str]:
    """The kinds of piece whose marks a pattern reads."""
    return frozenset(kind_of_piece(kind) for kind in pattern.reads)


def _when(
    finder: Finder, timelines: Sequence[Timeline], untils: Sequence[int]
) -> Iterator[tuple[int, Pattern, int]]:
    return finder.when(timelines, untils) if finder.patterns and timelines else iter(())
