"""Who lived where, from when to when, as agencies say it and as it was known: one agency's saying, and all in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from jigsaw.foundation.core.time import Accuracy, Moment


@dataclass(frozen=True, slots=True)
class LivesAt:
    """A person at a home as one agency says, from when, until when, and since when each of these is known."""

    person: UUID
    home: UUID
    agency: str
    since: datetime
    until: datetime | None
    known_at: datetime
    end_known_at: datetime | None = None

    def until_as_known(self, known: datetime) -> datetime | None:
        """The end as far as it was known at `known`: an end received later had not been heard of."""
        return self.until if self.end_known_at is None or self.end_known_at <= known else None

    def covers(self, at: datetime, known: datetime) -> bool:
        """Whether this says, as known at `known`, that the person lives there at `at`."""
        until = self.until_as_known(known)
        return self.known_at <= known and self.since <= at and (until is None or until > at)

    def known_to_cover(self, at: datetime, known: datetime) -> tuple[datetime | None, datetime | None]:
        """From when on, at `known` or later, this was known to say that the person lives there at `at`; and until when.

        None and None where it never was. Until when: an end before `at` that was heard of later; None where it holds.
        """
        first = max(self.known_at, known)
        if self.since > at:
            return None, None
        if self.until is None or self.until > at:
            return first, None
        heard = self.end_known_at or self.known_at
        return (first, heard) if heard > first else (None, None)


@dataclass(frozen=True, slots=True)
class Interval:
    """A time at a home without a gap: the agencies that say it, each with when it says the time began and ended.

    until: None while some agency says that it goes on.
    """

    since: datetime
    until: datetime | None
    said: tuple[LivesAt, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """Whoever says so, in alphabetical order."""
        return tuple(sorted({one.agency for one in self.said}))

    @property
    def ended(self) -> dict[str, datetime]:
        """The agencies that say it is over, with the last end that each gives."""
        going = {one.agency for one in self.said if one.until is None}
        ends: dict[str, datetime] = {}
        for one in self.said:
            if one.until and one.agency not in going:
                ends[one.agency] = max(one.until, ends.get(one.agency, one.until))
        return ends

    @property
    def is_disputed(self) -> bool:
        """Whether some agency says that it is over while another says that it goes on."""
        return self.until is None and bool(self.ended)


def intervals(lives: Iterable[LivesAt]) -> tuple[Interval, ...]:
    """One reading of what agencies say of one person at one home: times that overlap or touch are one; gaps stay."""
    found: list[Interval] = []
    for one in sorted(
        lives, key=lambda one: (one.since, one.agency, one.until is None, one.until or one.since)
    ):
        last = found[-1] if found else None
        if last and (last.until is None or one.since <= last.until):
            until = None if last.until is None or one.until is None else max(last.until, one.until)
            found[-1] = Interval(last.since, until, (*last.said, one))
        else:
            found.append(Interval(one.since, one.until, (one,)))
    return tuple(found)


def notes_on(times: Sequence[Interval]) -> tuple[str, ...]:
    """What a line that gives only the last time at a home leaves out: who says it is over, and earlier times there."""
    if not times:
        return ()
    disputed = times[-1].ended.items() if times[-1].is_disputed else ()
    over = [f"{agency} says until {_day(end)}" for agency, end in sorted(disputed)]
    earlier = [f"also from {_day(one.since)} to {_day(one.until)}" for one in times[:-1] if one.until]
    return (*over, *earlier)


def _day(at: datetime) -> str:
    return Moment(at, Accuracy.DAY).text()


def as_known(lives: Iterable[LivesAt], known: datetime) -> tuple[LivesAt, ...]:
    """What was known of these at a moment: what came later is left out, and an end that came later had not come."""
    return tuple(replace(one, until=one.until_as_known(known)) for one in lives if one.known_at <= known)
