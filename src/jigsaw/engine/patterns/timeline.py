"""What a pattern reads: the marks of one person, one home or one pair of people.

The caller builds timelines; this module only says what they are.

- person: plain kinds. Age is given as marks too: "age:under-18:started" at birth and ":ended" at 18,
  "age:17-and-a-half" and "age:18" (agency "", known when they happen).
- home: what happened there; `person` is whom the mark is about. An emergency event about someone who lives
  elsewhere carries the suffix ":by-other". A place where many unrelated people live may carry
  "communal:started".
- pair: the exposed person's marks with plain kinds, the other person's with the prefix "other:", and the ties
  between the two as "tie:started" and "tie:ended".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

SubjectKind = Literal["person", "home", "pair"]

# Joins the ids of two pieces in the one id of a mark that rests on both.
AND = "&"


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece as a pattern sees it. Instants are whole minutes since 1970 in UTC.

    at: when it happened. known: when we were told. gone: when it was retracted or superseded, if it was.
    piece: the piece's id; "" for a mark made from no piece (age), which counts but is never evidence. The
    start and the end of one thing carry the same id: that is how a flag knows what has ended. Where no piece
    shows a thing that lasts (a tie by address), the caller gives it an id of its own, and takes it out of the
    evidence. incident: what several pieces, perhaps of several agencies, are copies of; "" where none was given.
    """

    at: int
    known: int
    gone: int | None
    kind: str
    agency: str
    piece: str
    person: str
    incident: str = ""

    @property
    def counted_as(self) -> tuple[str, ...]:
        """What it is one of when pieces are counted: its incident, or its piece, or its kind and time."""
        if self.incident:
            return ("incident", self.incident)
        return ("piece", self.piece) if self.piece else ("no piece", self.kind, str(self.at))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The ids of the pieces that it rests on: one; none; or two, where a mark says that they differ."""
        return tuple(self.piece.split(AND)) if self.piece else ()

    @property
    def appears(self) -> int:
        """The first minute at which the mark can be seen: it has happened and we have been told."""
        return max(self.at, self.known)

    def is_visible(self, now: int) -> bool:
        """Whether a pattern may see the mark at this minute."""
        return self.known <= now and self.at <= now and (self.gone is None or self.gone > now)


@dataclass(frozen=True)
class Timeline:
    """All marks of one subject, in any order: the answer never depends on the order."""

    subject_kind: SubjectKind
    subject: str
    marks: tuple[Mark, ...]

    @cached_property
    def by_kind(self) -> Mapping[str, list[Mark]]:
        """The marks by their kind, so that a pattern looks only at what it reads."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            found.setdefault(mark.kind, []).append(mark)
        return found

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds that it has marks of."""
        return frozenset(self.by_kind)

    @cached_property
    def has_incidents(self) -> bool:
        """Whether any mark is a copy of an incident."""
        return any(mark.incident for mark in self.marks)

    def marks_of(self, kinds: frozenset[str]) -> list[Mark]:
        """The marks of these kinds, earliest first, in one order whatever order they came in."""
        chosen = [mark for kind, marks in self.by_kind.items() if kind in kinds for mark in marks]
        return sorted(chosen, key=_order)


def _order(mark: Mark) -> tuple[int, str, str, str, str, str, int, int]:
    gone = -1 if mark.gone is None else mark.gone
    return (mark.at, mark.kind, mark.agency, mark.piece, mark.person, mark.incident, mark.known, gone)
