"""A record made comparable: one pure step, with a version, so that a stored result can be known to be out of
date.

Nothing is guessed: what cannot be read becomes empty, and an empty field says nothing for or against a join.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from jigsaw.engine.linkage import names
from jigsaw.engine.linkage.particulars import birth_date, email, postcode, postcode_sector, telephone, uprn
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.spellings import FAMILIES, codes, codes_of_roots, heard, syllables
from jigsaw.engine.linkage.whole_names import family_name_first, generation, take_apart
from jigsaw.foundation.core import nhs_number

__all__ = [
    "VERSION", "Standard", "all_names", "birth_date", "email", "postcode", "standardise", "telephone", "uprn",
]  # fmt: skip

VERSION = 4

Tokens = tuple[str, ...]

ARTICLES = ("al", "el")

VERIFIED = frozenset({"01", "1", "verified", "number present and verified"})
"""The statuses of an NHS number that say it was traced and is this person's (NHS Data Dictionary: 01)."""

UNVERIFIED = frozenset({"02", "2", "03", "3", "04", "4", "05", "5", "06", "6", "08", "8", "unverified"})
"""The statuses that say it was not, or not yet, traced (NHS Data Dictionary: 02 to 06 and 08). None says neither."""

_GENDERS = {
    "m": "m", "male": "m", "1": "m", "man": "m", "boy": "m", "masculine": "m",
    "f": "f", "female": "f", "2": "f", "woman": "f", "girl": "f", "feminine": "f",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standard:
    """A record's comparable fields. Text is empty, and a tuple is (), when the record does not say.

    `first_roots` are the names that the first name and the name in use may be forms of; `all_roots` adds
    middle names, and two first names written as one. `given_codes`, `family_codes` and `name_codes` are coarser
    than a spelling (`spellings`): of the first names, of the family names, and of all names with any two of them
    written as one. `name_tokens`: every name, as it is spelt. `generation`: "first" of a senior, "second" of a
    junior. `birth_swapped` is the birth date with day and month exchanged, where that is a date.
    `nhs_number_verified`: the agency says that the number was traced; `nhs_number_unverified`: it says that it
    was not. `former_numbers`: those that it superseded.
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
    nhs_number_verified: bool = False
    former_numbers: tuple[str, ...] = ()
    nhs_number_unverified: bool = False
    given_codes: tuple[str, ...] = ()
    family_codes: tuple[str, ...] = ()
    name_codes: tuple[str, ...] = ()
    name_tokens: tuple[str, ...] = ()
    generation: str = ""


def standardise(record: Record, *, allow_test_numbers: bool = True) -> Standard:
    """The comparable form of a record. NHS numbers of the test range count only in an invented borough."""
    given_names, family_name = _whole_name_taken_apart(record.given_names, record.family_name)
    given, family = names.tokens(given_names), names.tokens(family_name)
    called = (*names.tokens(record.known_as), *names.other_tokens(given_names))
    first, last = given[0] if given else "", "".join(_without_article(family))
    year, month_day, date, swapped = birth_date(record.birth_date)
    code = postcode(record.postcode)
    status = record.nhs_number_status.strip().lower()
    number = valid_nhs_number(record.nhs_number, allow_test_numbers=allow_test_numbers)
    return Standard(
        id=record.id,
        agency=record.agency,
        given=first,
        given_initial=first[:1],
        first_roots=_roots(given[:1], called[:1]),
        all_roots=_roots((*given, *_as_one(given)), called),
        family=last,
        family_tokens=names.family_tokens(family_name),
        family_sound=heard(last),
        birth_date=date,
        birth_year=year,
        birth_month_day=month_day,
        birth_swapped=swapped,
        postcode=code,
        postcode_sector=postcode_sector(code),
        uprn=uprn(record.uprn),
        telephone=telephone(record.telephone),
        email=email(record.email),
        gender=_GENDERS.get(record.gender.strip().lower(), ""),
        nhs_number=number,
        nhs_number_verified=bool(number) and status in VERIFIED,
        former_numbers=_former_numbers(record.former_nhs_numbers, allow_test_numbers),
        nhs_number_unverified=bool(number) and status in UNVERIFIED,
        generation=_generation(record),
        **all_names(given, family, called, names.other_tokens(family_name)),
    )


@lru_cache(maxsize=200_000)
def all_names(
    given: Tokens, family: Tokens, called: Tokens = (), formerly: Tokens = (), aside: Tokens = ()
) -> Mapping[str, Tokens]:
    """The codes and the parts of all names of a human being.

    `called`: names in use beside the first names; `formerly`: family names beside the one; `aside`: other names.
    """
    by_syllable = syllables(given) if given and not FAMILIES.isdisjoint(family) else ""
    as_one = (by_syllable,) if by_syllable else ()
    spoken = (*given, *family, *called, *formerly, *aside)
    return {
        "given_codes": _each_once(codes(given), as_one, codes(called), codes_of_roots((*given, *called))),
        "family_codes": _each_once(codes(family), codes(formerly), codes_of_roots((*family, *formerly))),
        "name_codes": _each_once(codes((*given, *family, *aside)), as_one, codes(called), codes(formerly)),
        "name_tokens": _each_once(part for part in spoken if len(part) > 1),
    }


def _each_once(*several: Iterable[str]) -> Tokens:
    return tuple(dict.fromkeys(chain.from_iterable(several)))


def _former_numbers(written: str, allow_test_numbers: bool) -> tuple[str, ...]:
    valid = (valid_nhs_number(one, allow_test_numbers=allow_test_numbers) for one in written.split())
    return tuple(dict.fromkeys(filter(None, valid)))


def _whole_name_taken_apart(given: str, family: str) -> tuple[str, str]:
    # Only where one field is empty: beside a family name, two signs are a first name.
    if given.strip() and family.strip():
        return given, family
    whole = given or family
    if apart := family_name_first(whole):
        return apart
    # "Smith, John", all in one field. Without a comma nothing says which of two names is missing.
    if "," not in whole:
        return given, family
    found = take_apart(whole)
    return found.given, found.family


def _without_article(family: tuple[str, ...]) -> tuple[str, ...]:
    # "al-Assad" and "Assad": only a habit of writing lies between them.
    return family[1:] if len(family) > 1 and family[0] in ARTICLES else family


def _generation(record: Record) -> str:
    # The last word of a first name's column is rather a name ("Neymar Junior") than a generation.
    if not record.family_name:
        return generation(record.given_names)
    return generation(f"x {record.family_name}")


def _as_one(given: tuple[str, ...]) -> tuple[str, ...]:
    # "Xiao Ming" is written "Xiaoming" elsewhere, and "Anne Marie" "Annemarie".
    return ("".join(given[:2]),) if len(given) > 1 and min(map(len, given[:2])) > 1 else ()


@lru_cache(maxsize=200_000)
def _roots(given: tuple[str, ...], known_as: tuple[str, ...]) -> tuple[str, ...]:
    spoken = [name for name in (*given, *known_as) if len(name) > 1]
    return tuple(dict.fromkeys(root for name in spoken for root in names.roots(name)))


def valid_nhs_number(written: str, *, allow_test_numbers: bool = True) -> str:
    """The ten digits of a valid NHS number, or "": an invalid one says nothing."""
    digits = nhs_number.tidy(written)
    return digits if nhs_number.is_valid(digits, allow_test_range=allow_test_numbers) else ""
