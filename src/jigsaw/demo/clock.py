"""The borough's clock: minutes since the first midnight of two years, in local time, and how agencies write them."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
HOUR = 60
DAY = 24 * HOUR
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class WrittenDay(NamedTuple):
    """A day in the forms in which agencies write it. `skips` is true on the day when spring takes an hour."""

    day: date
    slashes: str
    iso: str
    offset: str
    skips: bool


@lru_cache(maxsize=20_000)
def written_day(first: date, number: int) -> WrittenDay:
    """The day that many days after the first."""
    day = first + timedelta(days=number)
    offset = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON).isoformat()[-6:]
    skips = day.month == 3 and day.day > 24 and day.weekday() == 6
    return WrittenDay(day, f"{day.day:02}/{day.month:02}/{day.year}", day.isoformat(), offset, skips)


class Clock:
    """Turns the borough's minutes into dates. `days` is how long the borough is watched, up to `today`."""

    def __init__(self, today: date, days: int = 730) -> None:
        self.today = today
        self.days = days
        self.start = today - timedelta(days=days)
        self.end = days * DAY + 18 * HOUR  # six in the evening of today

    def _parts(self, minute: int) -> tuple[WrittenDay, int, int]:
        """The day, the hour and the minute. The hour that spring skips is moved on by one."""
        number, rest = divmod(minute, DAY)
        written = written_day(self.start, number)
        hour, minutes = divmod(rest, HOUR)
        return written, hour + (written.skips and hour == 1), minutes

    def at(self, minute: int) -> datetime:
        """The local date and time."""
        written, hour, minutes = self._parts(minute)
        return datetime(written.day.year, written.day.month, written.day.day, hour, minutes)

    def minute_of(self, day: date, hour: int = 0) -> int:
        """The minute at which an hour of a day begins."""
        return (day - self.start).days * DAY + hour * HOUR

    def iso(self, minute: int) -> str:
        """2026-05-22T14:30:00+01:00"""
        written, hour, minutes = self._parts(minute)
        return f"{written.iso}T{hour:02}:{minutes:02}:00{written.offset}"

    def slashes(self, minute: int) -> str:
        """22/05/2026 14:30"""
        written, hour, minutes = self._parts(minute)
        return f"{written.slashes} {hour:02}:{minutes:02}"

    def slashes_day(self, minute: int) -> str:
        """22/05/2026"""
        return written_day(self.start, minute // DAY).slashes

    def short_month(self, minute: int) -> str:
        """22-May-26"""
        day = written_day(self.start, minute // DAY).day
        return f"{day.day:02}-{MONTHS[day.month - 1]}-{day.year % 100:02}"

    def plain(self, minute: int) -> str:
        """2026-05-22 14:30"""
        written, hour, minutes = self._parts(minute)
        return f"{written.iso} {hour:02}:{minutes:02}"
