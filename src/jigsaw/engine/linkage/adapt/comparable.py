"""A row made comparable: the shipped standardisation, and more columns for what other files hold.

Nothing is guessed from two rows here; each row stands alone, so the step can be repeated on any machine.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from anyascii import anyascii

from jigsaw.engine.linkage import names
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.organisations import organisation
from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import Standard, all_names, standardise
from jigsaw.engine.linkage.standardise import postcode as british_postcode
from jigsaw.engine.linkage.whole_names import WholeName, generation, take_apart

IDENTIFIER, WORDS = "identifier_", "words_"
ORGANISATION = f"{WORDS}organisation"
LISTS = (
    "first_roots", "all_roots", "family_tokens", "name_tokens", "address_tokens", "given_codes", "family_codes",
    "name_codes",
)  # fmt: skip
_NO_DATE = datetime(1, 1, 1, tzinfo=UTC)
_STREET_WORDS = {
    **dict.fromkeys(("street", "str", "strasse"), "st"), "road": "rd", "avenue": "ave", "av": "ave", "lane": "ln",
    "drive": "dr", "court": "ct", "place": "pl", "crescent": "cres", "close": "cl", "circuit": "cct",
    "terrace": "tce", "square": "sq", "boulevard": "blvd", "gardens": "gdns", "apartment": "apt", "north": "n",
    "south": "s", "east": "e", "west": "w", "saint": "st", "mount": "mt", "highway": "hwy", "parade": "pde",
}  # fmt: skip
_SAYS_LITTLE = frozenset({*_STREET_WORDS.values(), "apt", "flat", "unit", "the"})


@dataclass(frozen=True, slots=True)
class Comparable:
    """A row ready to be compared: its standard form, for the rules; all its columns, for the model."""

    standard: Standard
    columns: Mapping[str, Any]

    def row(self, model: Model) -> Row:
        """The columns that this model compares; what is empty is None."""
        return tuple(self.value(name) for name in model.columns)

    def value(self, column: str) -> Any:
        """A column's value, None when it is empty."""
        if column in self.columns:
            found = self.columns[column]
            return None if found in ("", ()) else found
        return getattr(self.standard, column, None) or None


def comparable(entry: Entry, *, allow_test_numbers: bool = True) -> Comparable:
    """The comparable form of a row."""
    main, others = _names(entry)
    known_as = " ".join((entry.known_as, *(other.given for other in others))).strip()
    record = Record(
        entry.id, entry.source, entry.id, _NO_DATE, main.given, main.family, known_as, entry.birth_date,
        entry.nhs_number, "", entry.gender, entry.telephones[0] if entry.telephones else "",
        entry.emails[0] if entry.emails else "", entry.address, entry.postcode, entry.uprn,
    )  # fmt: skip
    standard = standardise(record, allow_test_numbers=allow_test_numbers)
    standard = _with_codes_of_any_country(standard, entry)
    standard = _with_other_names(standard, entry, main, others)
    return Comparable(standard, _more_columns(entry, standard))


def _names(entry: Entry) -> tuple[WholeName, list[WholeName]]:
    whole = [take_apart(name) for name in entry.names if name]
    if entry.given_names or entry.family_name or not whole:
        return WholeName(entry.given_names, entry.family_name, ()), whole
    return whole[0], whole[1:]


def _with_codes_of_any_country(standard: Standard, entry: Entry) -> Standard:
    code = standard.postcode or area_code(entry.postcode)
    sector = standard.postcode_sector or code[:-1]
    number = standard.telephone or _any_telephone(entry.telephones)
    return replace(standard, postcode=code, postcode_sector=sector, telephone=number)


def _with_other_names(
    standard: Standard, entry: Entry, main: WholeName, others: Sequence[WholeName]
) -> Standard:
    more = (token for other in others for token in names.family_tokens(other.family))
    found = [_names_of(main), *map(_names_of, others)]
    spoken = (each["name_tokens"] for each in found)
    return replace(
        standard,
        family_tokens=_together((standard.family_tokens, more)),
        given_codes=_together((standard.given_codes, *(each["given_codes"] for each in found))),
        family_codes=_together((standard.family_codes, *(each["family_codes"] for each in found))),
        name_codes=_together((standard.name_codes, *(each["name_codes"] for each in found))),
        name_tokens=_together((standard.name_tokens, *spoken, _names_of_companies(entry))),
        generation=standard.generation or next(filter(None, map(generation, entry.names)), ""),
    )


def _names_of(name: WholeName) -> Mapping[str, tuple[str, ...]]:
    return all_names(names.tokens(name.given), names.tokens(name.family), aside=name.others)


def _names_of_companies(entry: Entry) -> Iterator[str]:
    for each in entry.organisations:
        yield from (word for word in organisation(each).split() if len(word) > 1)


def _together(several: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(several)))


def _more_columns(entry: Entry, standard: Standard) -> dict[str, Any]:
    companies = [organisation(each) for each in entry.organisations]
    more: dict[str, Any] = {
        "address_tokens": address_tokens(entry.address),
        "house": house(entry.address),
        "email_name": standard.email.partition("@")[0],
    }
    for column, value in entry.identifiers.items():
        more[IDENTIFIER + column] = identifier(value)
    if companies:
        more[ORGANISATION] = companies[0]
    for column, value in entry.words.items():
        more[WORDS + column] = words(value)
    return more


@lru_cache(maxsize=100_000)
def area_code(written: str) -> str:
    """A postal code of any country, or a part of a British one: capitals and digits; "" without a digit."""
    packed = re.sub(r"[^A-Z0-9]", "", anyascii(written).upper())
    if not any(letter.isdigit() for letter in packed) or not 3 <= len(packed) <= 10:
        return ""
    return british_postcode(packed) if packed.startswith("ZZ99") else packed


def _any_telephone(written: Iterable[str]) -> str:
    digits = (re.sub(r"\D", "", each) for each in written)
    return next((each[-10:] for each in digits if len(each) >= 7 and len(set(each)) > 2), "")


@lru_cache(maxsize=100_000)
def address_tokens(written: str) -> tuple[str, ...]:
    """The telling words and numbers of an address; "Street" and "St" alike say little and are left out."""
    found = re.findall(r"[a-z]+|\d+[a-z]?", anyascii(written).lower())
    short = (_STREET_WORDS.get(each, each) for each in found)
    return tuple(dict.fromkeys(each for each in short if each not in _SAYS_LITTLE))


def house(written: str) -> str:
    """The number of a house with its street's first telling word: "12 Mill Lane" -> "12 mill"; or ""."""
    found = address_tokens(written)
    number = next((at for at, each in enumerate(found) if each[0].isdigit()), -1)
    if number < 0:
        return ""
    street = next((each for each in found[number + 1 :] if each.isalpha()), "")
    return f"{found[number]} {street}" if street else ""


@lru_cache(maxsize=100_000)
def identifier(written: str) -> str:
    """An identifier's letters and digits in capitals; "" for one character again and again, as 0000."""
    packed = re.sub(r"[^A-Z0-9]", "", anyascii(written).upper())
    return packed if len(set(packed)) > 1 else ""


@lru_cache(maxsize=100_000)
def words(written: str) -> str:
    """Words in plain small letters, one space between."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(written).lower()))
