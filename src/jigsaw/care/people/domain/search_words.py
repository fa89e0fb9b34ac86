"""What somebody typed into the search box, taken apart: an NHS number, a postcode, a birth date, and words.

A birth date may stand in any form that `foundation.core.dates` reads. Words may be of a name or an address.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from jigsaw.care.people.domain.addresses import tidy_postcode
from jigsaw.care.people.domain.names import name_tokens
from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.nhs_number import is_valid, tidy
from jigsaw.foundation.core.time import Accuracy, Moment, now

_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}([/.\-])\d{1,2}\1\d{2,4}|\d{1,2} \d{1,2} \d{4}|\d{4}-\d\d(?:-\d\d)?|\d{8}"
    r"|\d{1,2}/\d{4}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?[ \-])?{_MONTH}[ \-]\d{{4}}|(?:18|19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_ISO = {Accuracy.YEAR: "%Y", Accuracy.MONTH: "%Y-%m", Accuracy.DAY: "%Y-%m-%d", Accuracy.MINUTE: "%Y-%m-%d"}
_STREET_TYPES = frozenset(
    {"road", "street", "avenue", "close", "crescent", "drive", "gardens", "green", "house", "lane", "park"}
    | {"place", "square", "terrace", "court", "flat", "way"}
)


@dataclass(frozen=True)
class Asked:
    """A search, taken apart. `birth` is ISO, or a year or a month when no more was typed.

    The two `has_…` say that something looked like a date or an NHS number and could not be one.
    """

    nhs_number: str = ""
    postcode: str = ""
    birth: str = ""
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    has_unread_date: bool = False
    has_wrong_number: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed that anybody can be found by."""
        return not (self.nhs_number or self.postcode or self.birth or self.names or self.places)


def iso(moment: Moment) -> str:
    """A birth date's moment as people's rows keep it: "1961-03-12", "1961-03", "1961"."""
    return moment.local.strftime(_ISO[moment.accuracy])


def swapped(birth: str) -> str:
    """The birth date with day and month the other way round, when that is a date too; else nothing."""
    parts = birth.split("-")
    if len(parts) < 3 or int(parts[2]) > 12 or parts[1] == parts[2]:
        return ""
    return f"{parts[0]}-{parts[2]}-{parts[1]}"


def read_words(typed: str) -> Asked:
    """Take a search apart. Nothing raises: what cannot be read as a date is said to be unread."""
    rest = " ".join(typed[:200].split())
    number, wrong, rest = _cut_number(rest)
    postcode, rest = _cut_postcode(rest)
    birth, unread, rest = _cut_birth(rest)
    names = tuple(sorted(name_tokens(rest)))[:8]
    return Asked(number, postcode, birth, names, tuple(sorted(place_tokens([rest])))[:8], unread, wrong)


def _cut_number(text: str) -> tuple[str, bool, str]:
    match = _NHS.search(text)
    if match is None:
        return "", False, text
    rest = text[: match.start()] + " " + text[match.end() :]
    return (tidy(match[0]), False, rest) if is_valid(tidy(match[0])) else ("", True, rest)


def _cut_postcode(text: str) -> tuple[str, str]:
    match = _POSTCODE.search(text)
    return (tidy_postcode(match[0]), text.replace(match[0], " ")) if match else ("", text)


def _cut_birth(text: str) -> tuple[str, bool, str]:
    match = _DATE.search(text)
    if match is None:
        return "", False, text
    rest = text[: match.start()] + " " + text[match.end() :]
    try:
        return iso(read_date(_spread(match[0]), now().year)), False, rest
    except UnreadableDate:
        return "", True, rest


def _spread(written: str) -> str:
    # "12031961" is how many systems ask for a birth date: day, month, year. A year first stays as it is.
    if len(written) == 8 and written.isdigit() and not 1850 <= int(written[:4]) <= 2100:
        return f"{written[:2]}/{written[2:4]}/{written[4:]}"
    return written


def place_tokens(lines: Iterable[str]) -> frozenset[str]:
    """What an address is found by: its telling words, and a number with the word after it ("14 mill")."""
    found = set()
    for line in lines:
        words = re.findall(r"[a-z0-9]+", line.lower())
        found |= {word for word in words if word.isalpha() and len(word) > 2 and word not in _STREET_TYPES}
        found |= {f"{one} {two}" for one, two in pairwise(words) if _numbers(one, two)}
    return frozenset(found)


def _numbers(one: str, two: str) -> bool:
    return one[0].isdigit() and two.isalpha() and two not in _STREET_TYPES
