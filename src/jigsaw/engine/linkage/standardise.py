"""A record made comparable: one pure step, with a version, so that a stored result can be known to be out of
date.

Nothing is guessed: what cannot be read becomes empty, and an empty field says nothing for or against a join.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from jigsaw.engine.linkage import names
from jigsaw.engine.linkage.records import Record
from jigsaw.foundation.core import nhs_number

VERSION = 1

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
_GENDERS = {"m": "m", "male": "m", "1": "m", "man": "m", "f": "f", "female": "f", "2": "f", "woman": "f"}


@dataclass(frozen=True, slots=True)
class Standard:
    """A record's comparable fields. Text is empty, and a tuple is (), when the record does not say.

    `first_roots` are the names that the first name and the name in use may be forms of; `all_roots` adds
    middle names. `birth_swapped` is the birth date with day and month exchanged, where that is a date.
    """

    id: str
    agency: str
    given: str
    given_initial: str
    first_roots: tuple[str, ...]
    all_roots: tuple[str, ...]
    family: str
    family_tokens: tuple[str, ...]
    family_sound: str
    birth_date: str
    birth_year: str
    birth_month_day: str
    birth_swapped: str
    postcode: str
    postcode_sector: str
    uprn: str
    telephone: str
    email: str
    gender: str
    nhs_number: str


def standardise(record: Record, *, allow_test_numbers: bool = True) -> Standard:
    """The comparable form of a record. NHS numbers of the test range count only in an invented borough."""
    given = names.tokens(record.given_names)
    first = given[0] if given else ""
    family = names.tokens(record.family_name)
    year, month_day, date, swapped = birth_date(record.birth_date)
    code = postcode(record.postcode)
    return Standard(
        id=record.id,
        agency=record.agency,
        given=first,
        given_initial=first[:1],
        first_roots=_roots(given[:1], names.tokens(record.known_as)[:1]),
        all_roots=_roots(given, names.tokens(record.known_as)),
        family="".join(family),
        family_tokens=names.family_tokens(record.family_name),
        family_sound=names.sound("".join(family)),
        birth_date=date,
        birth_year=year,
        birth_month_day=month_day,
        birth_swapped=swapped,
        postcode=code,
        postcode_sector=code[:-2],
        uprn=uprn(record.uprn),
        telephone=telephone(record.telephone),
        email=email(record.email),
        gender=_GENDERS.get(record.gender.strip().lower(), ""),
        nhs_number=valid_nhs_number(record.nhs_number, allow_test_numbers=allow_test_numbers),
    )


@lru_cache(maxsize=200_000)
def _roots(given: tuple[str, ...], known_as: tuple[str, ...]) -> tuple[str, ...]:
    spoken = [name for name in (*given, *known_as) if len(name) > 1]
    return tuple(dict.fromkeys(root for name in spoken for root in names.roots(name)))


@lru_cache(maxsize=100_000)
def birth_date(written: str) -> tuple[str, str, str, str]:
    """Year, month and day ("03-02"), whole date, and the date with day and month exchanged; or ""."""
    found = _DATE.match(written)
    if not found:
        return "", "", "", ""
    year, month, day = found.groups()
    if not day:
        return year, "", "", ""
    swapped = f"{year}-{day}-{month}" if int(day) <= 12 and day != month else ""
    return year, f"{month}-{day}", written, swapped


@lru_cache(maxsize=100_000)
def postcode(written: str) -> str:
    """A full UK postcode in capitals, no space; "" for anything else, and for ZZ99, which means "none"."""
    packed = "".join(written.upper().split())
    return packed if _POSTCODE.match(packed) and not packed.startswith("ZZ99") else ""


def telephone(written: str) -> str:
    """The first UK number written, from its 0; "" when it is too short to be one or is one digit repeated."""
    digits = re.sub(r"\D", "", re.split(r"[/;,]", written)[0].replace("(0)", ""))
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) == 12:
        digits = "0" + digits[2:]
    if len(digits) == 10 and not digits.startswith("0"):
        digits = "0" + digits
    return digits if 10 <= len(digits) <= 11 and len(set(digits[1:])) > 1 else ""


def email(written: str) -> str:
    """An e-mail address in small letters, or ""."""
    tidy = written.strip().lower()
    return tidy if _EMAIL.match(tidy) else ""


def uprn(written: str) -> str:
    """A unique property reference number without leading zeros, or ""."""
    digits = written.strip().lstrip("0")
    return digits if digits.isdigit() and len(digits) <= 12 else ""


def valid_nhs_number(written: str, *, allow_test_numbers: bool = True) -> str:
    """The ten digits of a valid NHS number, or "": an invalid one says nothing."""
    digits = nhs_number.tidy(written)
    return digits if nhs_number.is_valid(digits, allow_test_range=allow_test_numbers) else ""
