"""Moments and how well they are known.

A moment keeps the earliest instant that its words may mean, in UTC, and how exact those words were, so that "2006"
stays a year and is never shown as 1 January.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Accuracy(StrEnum):
    """How exact a moment is: the smallest part of it that somebody wrote down."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, order=True)
class Moment:
    """An instant with its accuracy. `at` is the earliest instant (UTC) that the words may mean."""

    at: datetime
    accuracy: Accuracy = Accuracy.MINUTE
    uncertain: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("A moment needs an instant with a time zone")

    @classmethod
    def from_local(cls, when: date | datetime, accuracy: Accuracy, uncertain: bool = False) -> "Moment":
        """The moment that London's calendar and clocks mean by `when` (a date means its midnight)."""
        naive = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day)
        return cls(naive.replace(tzinfo=LONDON).astimezone(UTC), accuracy, uncertain)

    @property
    def local(self) -> datetime:
        """The earliest instant by London's clocks."""
        return self.at.astimezone(LONDON)

    def latest(self) -> datetime:
        """The first instant (UTC) after everything that the words may mean."""
        return _ENDS[self.accuracy](self.local).astimezone(UTC)

    def text(self) -> str:
        """The moment in words, no more exact than it is known: "about May 2006", "22 May 2006, 2:30pm"."""
        words = _WORDS[self.accuracy](self.local)
        return f"about {words}" if self.uncertain else words


def _year_after(local: datetime) -> datetime:
    return datetime(local.year + 1, 1, 1, tzinfo=LONDON)


def _month_after(local: datetime) -> datetime:
    _, days = calendar.monthrange(local.year, local.month)
    following = date(local.year, local.month, days) + timedelta(days=1)
    return datetime(following.year, following.month, 1, tzinfo=LONDON)


def _day_after(local: datetime) -> datetime:
    following = local.date() + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=LONDON)


_ENDS: dict[Accuracy, Callable[[datetime], datetime]] = {
    Accuracy.YEAR: _year_after,
    Accuracy.MONTH: _month_after,
    Accuracy.DAY: _day_after,
    Accuracy.MINUTE: lambda local: (local.astimezone(UTC) + MINUTE).astimezone(LONDON),
}


def clock_words(local: datetime) -> str:
    """The time of day as the NHS content style writes it: "2:30pm", "midday", "midnight"."""
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    if (local.hour, local.minute) == (0, 0):
        return "midnight"
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"


def day_words(day: date) -> str:
    """A day as the NHS content style writes it: "22 May 2006"."""
    return f"{day.day} {day:%B %Y}"


_WORDS: dict[Accuracy, Callable[[datetime], str]] = {
    Accuracy.YEAR: lambda local: str(local.year),
    Accuracy.MONTH: lambda local: f"{local:%B %Y}",
    Accuracy.DAY: day_words,
    Accuracy.MINUTE: lambda local: f"{day_words(local)}, {clock_words(local)}",
}


def minutes_since_epoch(instant: datetime) -> int:
    """Whole minutes since the start of 1970, UTC: the patterns' unit of time."""
    return (instant - EPOCH) // MINUTE


def from_minutes(minutes: int) -> datetime:
    """The instant (UTC) that `minutes_since_epoch` counts to."""
    return EPOCH + minutes * MINUTE


def end_of_day(day: date) -> datetime:
    """The first instant (UTC) after a London day: what "as known on" that day means."""
    return _day_after(datetime(day.year, day.month, day.day, tzinfo=LONDON)).astimezone(UTC)


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)
