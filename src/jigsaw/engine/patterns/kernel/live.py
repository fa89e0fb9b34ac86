"""Pieces as they arrive, in memory: what each turns, in a few millionths of a second.

The state of a timeline is its marks, packed, less those that can turn no answer any more; with a bit for each pattern
that is true, and the minute at which the clock alone may next turn one. Nothing else is kept, so nothing has to be
migrated when a pattern changes: marks are told again. Told in the order in which they became known, the marks of a
timeline give the answers that `Kernel.onsets` gives of the whole, at the end of each minute.
"""

from array import array
from collections.abc import Hashable, Sequence
from ctypes import Structure, byref, c_int64, c_uint64
from typing import NamedTuple
from weakref import finalize

from jigsaw.engine.patterns.kernel.kernel import Group, Kernel
from jigsaw.engine.patterns.kernel.layout import NEVER
from jigsaw.engine.patterns.kernel.library import library, live_arrive
from jigsaw.engine.patterns.language import Absent, Flag, Followed, Points, Rate, Run, Term, comparisons
from jigsaw.engine.patterns.pattern import Pattern

_ROOM = 4096
_FIELDS = 3
"""Whole numbers of which what turned consists: the pattern, when, whether it is true. The twin of Turned."""
_NO_MEMORY, _TOO_EARLY, _NOT_HELD = -1, -2, -3


class Turn(NamedTuple):
    """One pattern that became true, or ceased to be, at a minute."""

    pattern: Pattern
    at: int
    is_true: bool


Turns = list[Turn]


class NotHeld(LookupError):
    """No mark of the piece is held: it never came, or turns nothing any more. Tell the timeline again to be sure."""


class KindTable(Structure):
    """The twin of Kind in compiled/live.c."""

    _fields_ = [("read", c_uint64), ("rise", c_uint64), ("fall", c_uint64), ("kept_for", c_int64)]


class Live:
    """Timelines in memory, by subject, where the compiled kernel is in use."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Raises NotForTheKernel for patterns that are not for it, LookupError when no compiled kernel is in use."""
        kernel = Kernel(patterns)
        self._parts = [_Part(kernel, group) for group in kernel.groups]
        self._kinds = {
            kind: (number, tuple(part for part in self._parts if part.reads[number]))
            for kind, number in kernel.kinds.items()
        }
        self._places: dict[Hashable, int] = {}
        self._agencies: dict[str, int] = {"": 0}
        self._people: dict[str, int] = {"": 0}
        self._incidents: dict[Hashable, int] = {}

    def arrive(
        self,
        subject: Hashable,
        at: int,
        known: int,
        kind: str,
        agency: str,
        piece: int | None = None,
        person: str = "",
        incident: Hashable = None,
    ) -> Sequence[Turn]:
        """A mark of the subject is told at the minute `known`; what turned since the last time. piece: from nought.

        incident: what several pieces are copies of; None where none was given.

        Raises ValueError when something was told of the subject after `known` already.
        """
        read = self._kinds.get(kind)
        if read is None:
            return ()
        number, parts = read
        place = self._places.get(subject)
        if place is None:
            place = self._add(subject)
        told = self._agencies.get(agency)
        if told is None:
            told = self._agencies.setdefault(agency, len(self._agencies))
        about = self._people.setdefault(person, len(self._people)) if person else 0
        if piece is None:
            piece = -1 - (number << 32 | at & 0xFFFFFFFF)
        one = -1 if incident is None else self._incidents.setdefault(incident, len(self._incidents))
        turned: Sequence[Turn] = ()
        for part in parts:
            if count := part.arrive(part.live, place, at, known, number, told, piece, about, one):
                turned = [*turned, *part.turned(count)]
        return turned

    def take_back(self, subject: Hashable, piece: int, now: int) -> Sequence[Turn]:
        """The piece is taken back, with all its marks. Raises NotHeld, and ValueError as `arrive` does."""
        place = self._places.get(subject)
        if place is None:
            raise NotHeld
        counts = [part.go(part.live, place, piece, now) for part in self._parts]
        if all(count == _NOT_HELD for count in counts):
            raise NotHeld
        each = zip(self._parts, counts, strict=True)
        return [turn for part, count in each if count != _NOT_HELD for turn in part.turned(count)]

    def wait(self, subject: Hashable, now: int) -> Sequence[Turn]:
        """The clock has come to `now`, and nothing more was told of the subject."""
        place = self._places[subject]
        return [turn for part in self._parts for turn in part.turned(part.wait(part.live, place, now))]

    def knows(self, subject: Hashable) -> bool:
        """Whether any mark of the subject that some pattern reads was told."""
        return subject in self._places

    def due(self, subject: Hashable) -> int | None:
        """The first minute at which the clock alone may turn an answer about the subject; None where it cannot."""
        first = min(part.due(part.live, self._places[subject]) for part in self._parts)
        return None if first == NEVER else first

    def bytes_held(self) -> int:
        """The memory that the state of all subjects takes, but for the names of the subjects."""
        return sum(part.bytes_held(part.live) for part in self._parts)

    def _add(self, subject: Hashable) -> int:
        for part in self._parts:
            if part.add(part.live) != len(self._places):
                raise MemoryError("there is no memory for one more timeline")
        return self._places.setdefault(subject, len(self._places))


class _Part:
    """One group of patterns, with the compiled state of every timeline under them."""

    def __init__(self, kernel: Kernel, group: Group) -> None:
        compiled = library()
        if compiled is None:
            raise LookupError("no compiled kernel is in use here: ask library() first")
        self.patterns = [kernel.patterns[place] for place in group.places]
        kinds = [_kind(group, self.patterns, kind, number) for kind, number in kernel.kinds.items()]
        self.reads = [bool(kind.read) for kind in kinds]
        self._kept = (group, (KindTable * len(kinds))(*kinds))
        self._turned = array("i", bytes(4 * _FIELDS * _ROOM))
        self.live = compiled.live_begin(
            byref(group.table), self._kept[1], self._turned.buffer_info()[0], _ROOM
        )
        if not self.live:
            raise MemoryError("there is no memory for timelines")
        self.add, self.arrive, self.go = compiled.live_add, live_arrive(), compiled.live_go
        self.wait, self.due, self.bytes_held = compiled.live_wait, compiled.live_due, compiled.live_bytes
        finalize(self, compiled.live_end, self.live)

    def turned(self, count: int) -> Turns:
        if count == _TOO_EARLY:
            raise ValueError("something was told of this subject after that minute already")
        if count == _NO_MEMORY or count > _ROOM:
            raise MemoryError("there is no memory for what turned")
        told, end = self._turned, _FIELDS * count
        each = zip(told[0:end:_FIELDS], told[1:end:_FIELDS], told[2:end:_FIELDS], strict=True)
        return [Turn(self.patterns[pattern], at, is_true == 1) for pattern, at, is_true in each]


def _kind(group: Group, patterns: Sequence[Pattern], kind: str, number: int) -> KindTable:
    sets = int(group.by_kind[number])
    turns = [(1 << i, rises, falls) for i, (rises, falls) in enumerate(group.turns)]
    return KindTable(
        read=sum(bit for bit, rises, falls in turns if (rises | falls) & sets),
        rise=sum(bit for bit, rises, _ in turns if rises & sets),
        fall=sum(bit for bit, _, falls in turns if falls & sets),
        kept_for=_kept_for(patterns, kind),
    )


def _kept_for(patterns: Sequence[Pattern], kind: str) -> int:
    """How long after its own time a mark of the kind may still turn an answer. A flag may last for ever."""
    terms = [one.term for pattern in patterns for one in comparisons(pattern.condition)]
    return max((min(_reach(term), NEVER) for term in terms if kind in term.reads), default=0)


def _reach(term: Term) -> int:
    match term:
        case Flag():
            return NEVER
        case Absent():
            return term.within + term.before
        case Rate():
            return term.long
        case Followed() | Points() | Run():
            return term.within
    return term.within
