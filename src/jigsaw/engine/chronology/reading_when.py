"""Times as agencies write them in chronologies, read without guessing.

Beyond what `foundation.core.dates` reads: "between 3 and 5 May 2006", "3-5 May 2006", "early May 2006", "summer 2005",
"week commencing 8 May 2006", "not known", a leading or trailing "?", and times of the day in a column of their own
("2.30pm", "about 3pm", "morning"). What can be read in two ways is refused: "winter 2005", "before May 2006".
"""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from jigsaw.engine.chronology.when import How, When, between, when_of
from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import Accuracy, Moment

_NOT_KNOWN = re.compile(
    r"(?:date |time )?(?:is )?(?:unknown|not known|not recorded|unclear|n/?k|tbc|\?+)(?: date| time)?",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\s*(?:\?|\((?:approx\.?|approximately|about|circa|uncertain)\))$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|from)\s+(.+?)\s+(?:and|to|until|-)\s+(.+)", re.IGNORECASE)
_TO = re.compile(r"(.+?)\s+(?:to|until|-)\s+(.+)", re.IGNORECASE)
_DAYS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s*[-/&]\s*(\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?\s+\d{4})", re.IGNORECASE
)
_BARE_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
_NO_YEAR = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[a-z]{3,9}", re.IGNORECASE)
_AFTER_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+([a-z]{3,9}\.?\s+\d{4})", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\d{4}\s*$")
_PART = re.compile(r"(early|beginning of|start of|mid|middle of|late|end of)[\s-]+(.+)", re.IGNORECASE)
_THIRDS = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2}
_SEASON = re.compile(r"(spring|summer|autumn)(?:\s+of)?\s+(\d{4})", re.IGNORECASE)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9}
_WEEK = re.compile(r"(?:week commencing|week beginning|week of|w/?c|w/b)\s+(.+)", re.IGNORECASE)
_ABOUT = re.compile(r"(?:\?|about\b|approx(?:imately)?\b\.?|circa\b|c\.|around\b|~)\s*", re.IGNORECASE)
# Hours of a London day: from the first, for so many.
_PARTS_OF_DAY = {
    "am": (0, 12), "a.m.": (0, 12), "pm": (12, 12), "p.m.": (12, 12), "early hours": (0, 6), "morning": (6, 6),
    "afternoon": (12, 6), "evening": (18, 6), "night": (20, 12), "overnight": (20, 12),
}  # fmt: skip
_MEND = "Write the date as 22/05/2006 with the time beside it, or “between 3 and 5 May 2006”, or “not known”"


@lru_cache(maxsize=50_000)
def read_when(date_words: str, time_words: str = "") -> When:
    """The time that a date, and perhaps a time of day beside it, mean. Raises UnreadableDate for what is a guess."""
    words = " ".join(f"{date_words} {time_words}".split())
    written = _plain(date_words)
    if not written:
        raise _fault("the date is empty")
    if _NOT_KNOWN.fullmatch(written):
        return When(None, None, How.UNKNOWN, words=words)
    read = _span(written) or _single(written)
    timed = _with_time(read, _plain(time_words))
    return When(timed.first, timed.last, timed.how, timed.is_about, words)


def _plain(words: str) -> str:
    return " ".join(words.replace("–", "-").replace("—", "-").replace("\xa0", " ").split()).strip(" ,;")


def _fault(why: str) -> UnreadableDate:
    return UnreadableDate("Read when it happened", why, _MEND)


def _single(written: str) -> When:
    doubted = _TRAILING.search(written)
    certain = _TRAILING.sub("", written) if doubted else written
    certain = re.sub(r"^(?:around|~)\s*", "about ", certain, flags=re.IGNORECASE)
    read = when_of(read_date(certain))
    return When(read.first, read.last, read.how, read.is_about or doubted is not None)


def _span(written: str) -> When | None:
    if part := _PART.fullmatch(written):
        return _third(_THIRDS[part[1].lower()], read_date(part[2]))
    if season := _SEASON.fullmatch(written):
        month = _SEASONS[season[1].lower()]
        first, last = (read_date(f"{one:02}/{season[2]}") for one in (month, month + 2))
        return between(first, last, is_about=True)
    if week := _WEEK.fullmatch(written):
        first = _of_accuracy(read_date(week[1]), Accuracy.DAY)
        return between(first, Moment.from_local(first.local + timedelta(days=6), Accuracy.DAY))
    found = _DAYS.fullmatch(written) or _BETWEEN.fullmatch(written) or _TO.fullmatch(written)
    return _from_to(found[1], found[2]) if found else None


def _from_to(one: str, other: str) -> When:
    last = read_date(other)
    first = read_date(_completed(one, other))
    if first.at >= last.latest():
        raise _fault("it ends before it begins")
    return between(first, last)


def _completed(one: str, other: str) -> str:
    """The first of two dates with the month and year that are written once, after the second."""
    if _BARE_DAY.fullmatch(one) and (rest := _AFTER_DAY.fullmatch(other)):
        return f"{one} {rest[1]}"
    if _NO_YEAR.fullmatch(one) and (year := _LAST_YEAR.search(other)):
        return f"{one} {year[0]}"
    return one


def _third(number: int, whole: Moment) -> When:
    """The early, middle or late part of a month or a year: of days 1 to 10, 11 to 20, 21 to the end; of four months."""
    year, month = whole.local.year, whole.local.month
    if whole.accuracy is Accuracy.YEAR:
        first, last = (f"{one:02}/{year}" for one in (number * 4 + 1, number * 4 + 4))
        return between(read_date(first), read_date(last), is_about=True)
    _of_accuracy(whole, Accuracy.MONTH)
    first = f"{number * 10 + 1}/{month}/{year}"
    last = f"{month:02}/{year}" if number == 2 else f"{number * 10 + 10}/{month}/{year}"
    return between(read_date(first), read_date(last), is_about=True)


def _of_accuracy(moment: Moment, wanted: Accuracy) -> Moment:
    if moment.accuracy is not wanted:
        raise _fault(f"a {wanted.value} is wanted there")
    return moment


def _with_time(read: When, written: str) -> When:
    """The day with its time of day. A time beside a month, or beside a date that has one already, is refused."""
    if not written or _NOT_KNOWN.fullmatch(written):
        return read
    if read.how is How.MINUTE and _clock(read, written) == read.first:
        return read
    if read.how is not How.DAY:
        raise _fault("there is a time of day beside a date that is not one day")
    about = _ABOUT.match(written)
    plain = _TRAILING.sub("", written[about.end() :] if about else written)
    is_about = read.is_about or about is not None or plain != written
    if hours := _PARTS_OF_DAY.get(plain.lower()):
        return _part_of_day(read, hours, is_about)
    begins = _clock(read, plain)
    return When(begins, begins + timedelta(minutes=1), How.MINUTE, is_about)


def _clock(read: When, written: str) -> datetime:
    local = Moment(read.span[0]).local
    return read_date(f"{local:%Y-%m-%d} {written}").at


def _part_of_day(read: When, hours: tuple[int, int], is_about: bool) -> When:
    begins = Moment(read.span[0]).local.replace(hour=hours[0])
    ends = begins + timedelta(
        hours=hours[1]
    )  # by the clock on the wall: a day on which it changes is not 24 hours
    return When(begins.astimezone(UTC), ends.astimezone(UTC), How.BETWEEN, is_about)
