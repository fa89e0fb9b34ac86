"""What each agency knew on a day: what it had recorded or was told by then, apart from what others knew by then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.when import When
from jigsaw.foundation.core.time import end_of_day


class Knew(StrEnum):
    """How sure it is that an agency knew."""

    KNEW = "knew"
    MAY = "may have known"
    TAKEN = "taken to have known"
    """The row does not say when it was recorded: it is taken that the agency knew on the day itself."""


@dataclass(frozen=True, slots=True)
class Known:
    """One entry that an agency knew on the day: how sure that is, and who told it (nobody: its own)."""

    entry: Entry
    how: Knew
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one agency knew on a day, and what others knew by then that nobody is recorded to have told it."""

    agency: str
    day: date
    known: tuple[Known, ...]
    known_elsewhere: tuple[Entry, ...]


def knew(entries: Iterable[Entry], agency: str, day: date) -> Knowledge:
    """What an agency knew at the end of a day. Entries keep the order in which they are given."""
    every = list(entries)
    known = [one for one in (_known(entry, agency, day) for entry in every) if one]
    mine = {one.entry.key for one in known}
    others = tuple(one for one in every if one.key not in mine and _known(one, one.agency, day))
    return Knowledge(agency, day, tuple(known), tuple(one for one in others if one.agency != agency))


def _known(entry: Entry, agency: str, day: date) -> Known | None:
    if entry.agency == agency:
        if entry.known is None:
            how = _by(entry.when, day)
            return Known(entry, Knew.TAKEN if how is Knew.KNEW else how) if how else None
        how = _by(entry.known, day)
        return Known(entry, how) if how else None
    told = [how for name, when in entry.told_to if name == agency and (how := _by(when, day))]
    if not told:
        return None
    return Known(entry, Knew.KNEW if Knew.KNEW in told else Knew.MAY, told_by=entry.agency)


def _by(when: When, day: date) -> Knew | None:
    """Whether something of that time was so at the end of the day."""
    if not when.is_known:
        return Knew.MAY
    ends = end_of_day(day)
    first, last = when.reach
    if last <= ends:
        return Knew.KNEW
    return Knew.MAY if first < ends else None
