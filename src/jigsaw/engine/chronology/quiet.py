"""Periods in which nobody, or one agency, wrote anything down. Said aloud: no record is not that nothing happened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jigsaw.engine.chronology.entries import Entry
from jigsaw.foundation.core.time import LONDON, Accuracy, Moment, day_words, end_of_day


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days without an entry. agency is empty where no agency has one. first and last are whole days, both quiet."""

    first: date
    last: date
    agency: str = ""

    @property
    def days(self) -> int:
        """How many days it lasted."""
        return (self.last - self.first).days + 1

    @property
    def words(self) -> str:
        """The period in a sentence without its agency."""
        return f"No entry from {day_words(self.first)} to {day_words(self.last)}, {self.days} days."


def quiet_periods(
    entries: Iterable[Entry], since: date, until: date, fewest_days: int, agencies: Sequence[str] = ()
) -> list[Quiet]:
    """Stretches of at least so many whole days, between two days both included, on which no entry can have happened.

    First those of all agencies together, then each agency's own. An entry known only as May 2006 may be of any day of
    May, so no day of it is called quiet.
    """
    known = [one for one in entries if one.when.is_known]
    found = _between(known, since, until, "")
    for agency in agencies:
        found += _between([one for one in known if one.agency == agency], since, until, agency)
    return [one for one in found if one.days >= fewest_days]


def _between(entries: Sequence[Entry], since: date, until: date, agency: str) -> list[Quiet]:
    spans = sorted(one.when.reach for one in entries)
    found, free = [], Moment.from_local(since, Accuracy.DAY).at
    for first, last in spans:
        if first > free:
            found += _whole_days(free, min(first, end_of_day(until)), agency)
        free = max(free, last)
    return found + _whole_days(free, end_of_day(until), agency)


def _whole_days(free: datetime, taken: datetime, agency: str) -> list[Quiet]:
    begins, ends = free.astimezone(LONDON), taken.astimezone(LONDON)
    first = begins.date() + timedelta(days=0 if (begins.hour, begins.minute) == (0, 0) else 1)
    last = ends.date() - timedelta(days=1)
    return [Quiet(first, last, agency)] if first <= last else []
