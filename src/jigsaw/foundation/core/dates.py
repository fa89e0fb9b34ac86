"""Dates as UK systems write them, read without guessing and with their accuracy kept.

The day always comes first ("05/06/2006" is 5 June) unless a four-digit year does, or a month's name stands
first as SQL Server writes it ("May 22 2006 2:30PM"). Two-digit years mean the hundred years that end in
`last_year`: by default 50 to 99 are 1950 to 1999 and 00 to 49 are 2000 to 2049. A leading "?", "about" or
"circa" marks a moment uncertain. Times without a zone are by London's clocks: one that the spring change
skips does not exist and is an error; one that the autumn change repeats is the first of the two, uncertain.
Nothing here puts the written date into an error, since it may be somebody's birth date.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from jigsaw.foundation.core.clock_words import ClockTime, read_clock, read_offset
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import LONDON, Accuracy, Moment

FIRST_YEAR, FINAL_YEAR = 1850, 2199
LAST_TWO_DIGIT_YEAR = 2049

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = {name: at for at, name in enumerate(_MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: at for name, at in _MONTH_NUMBERS.items()} | {"sept": 9}
_DAY_AND_TIME = re.compile(r"(\S{6,10})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_UNCERTAIN = re.compile(r"(?:\?|about\b|approx(?:imately)?\b\.?|circa\b|c\.)\s*(?=.)", re.IGNORECASE)
_REST = r"(?P<rest>[T\s,].*)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL | re.ASCII)
    for form in (
        rf"(?P<day>\d{{1,2}})(?P<gap>[/.\- ])(?P<month>\d{{1,2}})(?P=gap){_YEAR}{_REST}",
        rf"(?P<year>\d{{4}})(?P<gap>[/\-])(?P<month>\d{{1,2}})(?P=gap)(?P<day>\d{{1,2}}){_REST}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?{_NAME}[\s\-/,]*{_YEAR}{_REST}",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?P<rest>\d{4}.*|[T\s,].*)?",
        rf"{_NAME}[\s\-/,]*'?{_YEAR}",
        r"(?P<month>\d{1,2})[/.\-](?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d\d)",
        r"(?P<year>\d{4})",
        rf"{_NAME}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_REST}",
    )
)


@dataclass(frozen=True, slots=True)
class _Written:
    """A written date in its parts, before anything is made of them."""

    year: int
    month: int | None
    day: int | None
    weekday: str | None
    rest: str


@lru_cache(maxsize=50_000)
def read_date(text: str, last_year: int = LAST_TWO_DIGIT_YEAR) -> Moment:
    """The moment that a written date means. Raises UnreadableDate for what is impossible or a guess.

    last_year: the last year that a two-digit year may mean; for birth dates, the present year.
    """
    return _on_a_steady_day(text, last_year) or read_slowly(text, last_year)


def read_slowly(text: str, last_year: int = LAST_TWO_DIGIT_YEAR) -> Moment:
    """The same as read_date, without its short cut and its memory: the twin that tests compare it with."""
    stripped = text.strip()
    mark = _UNCERTAIN.match(stripped)
    written = _parts(stripped[mark.end() :] if mark else stripped, last_year)
    return _moment(written, uncertain=mark is not None)


def _on_a_steady_day(text: str, last_year: int) -> Moment | None:
    # Most written times share their day with others: read that once, and add the time when no clock changed.
    match = _DAY_AND_TIME.fullmatch(text)
    if match is None:
        return None
    day = read_date(match[1], last_year)
    if day.accuracy is not Accuracy.DAY or not _is_steady(day.at):
        return None
    since = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return Moment(day.at + since, Accuracy.MINUTE, day.uncertain)


@lru_cache(maxsize=10_000)
def _is_steady(midnight: datetime) -> bool:
    return Moment(midnight, Accuracy.DAY).latest() - midnight == timedelta(hours=24)


def without_midnight(text: str) -> str:
    """The date without a midnight at its end: for systems that keep the day and the time in two columns."""
    return _MIDNIGHT.sub("", text)


_MIDNIGHT = re.compile(r"[T\s]+0?0:00(?::00(?:\.0+)?)?$")


_MEND = "Write the date as 22/05/2006, or less exactly as 05/2006 or 2006"


def _fault(why: str, next_step: str = _MEND) -> UnreadableDate:
    return UnreadableDate("Read a date", why, next_step)


def _parts(text: str, last_year: int) -> _Written:
    for form in _FORMS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            year = _full_year(found["year"], last_year)
            return _Written(
                year, _month(found), _number(found.get("day")), found.get("weekday"), found.get("rest") or ""
            )
    raise _fault("it is empty" if not text else "it has none of the forms that can be read without guessing")


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _month(found: dict[str, str | None]) -> int | None:
    name = found.get("name")
    if not name:
        return _number(found.get("month"))
    if name.lower() not in _MONTH_NUMBERS:
        raise _fault("a word in it is not the name of a month")
    return _MONTH_NUMBERS[name.lower()]


def _full_year(digits: str | None, last_year: int) -> int:
    year = int(digits or "0")
    if len(digits or "") == 2:
        year += last_year - last_year % 100
        year -= 100 if year > last_year else 0
    if not FIRST_YEAR <= year <= FINAL_YEAR:
        raise _fault(
            f"its year is not between {FIRST_YEAR} and {FINAL_YEAR}", "Leave it empty if it means 'not ended'"
        )
    return year


def _moment(written: _Written, uncertain: bool) -> Moment:
    if written.month is None:
        return Moment.from_local(date(written.year, 1, 1), Accuracy.YEAR, uncertain)
    day = _day(written.year, written.month, 1 if written.day is None else written.day)
    if written.day is None:
        return Moment.from_local(day, Accuracy.MONTH, uncertain)
    if written.weekday and _WEEKDAYS[day.weekday()] != written.weekday.lower():
        raise _fault("its day of the week is not that date's")
    if not written.rest.strip(" ,"):
        return Moment.from_local(day, Accuracy.DAY, uncertain)
    return _timed(day, read_clock(written.rest), uncertain)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _fault("there is no such day in the calendar (the day comes first, then the month)") from None


def _timed(day: date, clock: ClockTime, uncertain: bool) -> Moment:
    naive = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second)
    if clock.zone:
        zone = timezone(timedelta(minutes=read_offset(clock.zone)))
        return Moment(naive.replace(tzinfo=zone).astimezone(UTC), Accuracy.MINUTE, uncertain)
    at = naive.replace(tzinfo=LONDON).astimezone(UTC)
    if at.astimezone(LONDON).replace(tzinfo=None) != naive:
        why = "the clocks went forward past that time, so it never was"
        raise _fault(why, "Correct the time, or give the day alone")
    repeated = naive.replace(tzinfo=LONDON, fold=1).astimezone(UTC) != at
    return Moment(at, Accuracy.MINUTE, uncertain or repeated)
