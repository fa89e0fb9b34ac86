"""Birth dates as any file writes them, into "1958", "1958-03" or "1958-03-02".

The feed's reader refuses a date whose day and month could change places; an analyst's file has one custom, which
its own values show: one day above 12 is enough. A date with a plain form that no calendar has ("1777-89-09") is
kept as it is, since a slip of the pen is still evidence. What has no form at all stays empty.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TRIMMED = re.compile(r"^(?:about|abt|circa|ca?\.?|c|~|\?)\s*(?=\d)|\s*\?$|\.0$", re.IGNORECASE)
_TIME = re.compile(r"(?<=\d)[T ]+\d{1,2}:\d\d.*$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)$")
_NAMED = re.compile(
    r"(?:[a-z]{3,9},?\s+)??(\d{1,2})(?:st|nd|rd|th)?[-/., ]*([a-z]{3,9})\.?[-/., ]*(\d{4}|\d\d)$"
)
_NAME_FIRST = re.compile(r"([a-z]{3,9})\.?[-/ ]*(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d\d)$")
_NAME_AND_YEAR = re.compile(r"([a-z]{3,9})\.?[-/, ]*(\d{4})$")
_PARTIAL = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?$")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})$")


PARTS_OF_A_DATE = 3
"""So many columns are a date's parts, in the order that `dates` says."""


class Order(StrEnum):
    """Which comes first where day and month are both numbers."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Read(NamedTuple):
    """A birth date as it is compared; whether it stands in the calendar. Empty when it could not be read."""

    text: str
    is_a_day: bool


NOT_READ = Read("", False)


@lru_cache(maxsize=200_000)
def read_birth_date(written: str, order: Order) -> Read:
    """The date that a cell holds."""
    text = _TRIMMED.sub("", _TIME.sub("", written.strip())).strip().lower()
    if found := _YEAR_FIRST.match(text) or _PACKED.match(text):
        return _whole(*found.groups())
    if found := _YEAR_LAST.match(text):
        first, second, year = found.groups()
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
        if int(month) > 12 >= int(day):
            day, month = month, day
        return _whole(_four_digits(year), month, day)
    return _with_a_name(text) or _in_part(text)


def order_of(written: Iterable[str]) -> tuple[Order, bool]:
    """The custom of a column, and whether its values show it: where no day is above 12 it is a guess."""
    first = second = seen = 0
    for each in written:
        if found := _YEAR_LAST.match(_TIME.sub("", each.strip())):
            seen += 1
            first += int(found[1]) > 12
            second += int(found[2]) > 12
    order = Order.MONTH_FIRST if second > first else Order.DAY_FIRST
    return order, bool(first or second or not seen)


def _with_a_name(text: str) -> Read | None:
    if (found := _NAMED.match(text)) and (month := _month(found[2])):
        return _whole(_four_digits(found[3]), month, found[1])
    if (found := _NAME_FIRST.match(text)) and (month := _month(found[1])):
        return _whole(_four_digits(found[3]), month, found[2])
    if (found := _NAME_AND_YEAR.match(text)) and (month := _month(found[1])):
        return Read(f"{found[2]}-{int(month):02}", True)
    return None


def _in_part(text: str) -> Read:
    if found := _MONTH_AND_YEAR.match(text):
        month, year = found.groups()
    elif found := _PARTIAL.match(text):
        year, month = found.groups()
    else:
        return NOT_READ
    if month is None:
        return Read(year, True)
    return Read(f"{year}-{int(month):02}", True) if 1 <= int(month) <= 12 else Read(year, True)


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3]) + 1) if name[:3] in _MONTHS else ""


def _four_digits(year: str) -> str:
    if len(year) == 4:
        return year
    this_year = datetime.now(UTC).year
    of_this_century = this_year - this_year % 100 + int(year)
    return str(of_this_century if of_this_century <= this_year else of_this_century - 100)


def _whole(year: str, month: str, day: str) -> Read:
    text = f"{year}-{int(month):02}-{int(day):02}"
    if not int(month) and not int(day):
        return Read(year, True)
    try:
        date.fromisoformat(text)
    except ValueError:
        return Read(text, False)
    return Read(text, True)
