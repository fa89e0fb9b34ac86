"""A row made comparable: the shipped standardisation, and more columns for what other files hold.

Nothing is guessed from two rows here; each row stands alone, so the step can be repeated on any machine.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from anyascii import anyascii

from jigsaw.engine.linkage import names
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.organisations import organisation
from jigsaw.engine.linkage.adapt.spellings import FAMILIES, codes, codes_of_roots, syllables
from jigsaw.engine.linkage.adapt.whole_names import WholeName, generation, take_apart
from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import Standard, standardise
from jigsaw.engine.linkage.standardise import postcode as british_postcode

IDENTIFIER, WORDS = "identifier_", "words_"
ORGANISATION = f"{WORDS}organisation"
LISTS = (
    "first_roots", "all_roots", "family_tokens", "name_tokens", "address_tokens", "given_codes", "family_codes",
    "name_codes",
)  # fmt: skip
_ARTICLES = ("al", "el")
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
    standard = _with_other_family_names(standard, others)
    standard = _without_article(standard, main)
    return Comparable(standard, _more_columns(entry, standard, (main, *others)))


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


def _with_other_family_names(standard: Standard, others: Iterable[WholeName]) -> Standard:
    more = (token for other in others for token in names.family_tokens(other.family))
    family_tokens = tuple(dict.fromkeys((*standard.family_tokens, *more)))
    return replace(standard, family_tokens=family_tokens)


def _without_article(standard: Standard, main: WholeName) -> Standard:
    # "al-Assad" and "Assad": only a habit of writing lies between them.
    first, *rest = names.tokens(main.family) or ("",)
    return replace(standard, family="".join(rest)) if first in _ARTICLES and rest else standard


def _generation(entry: Entry) -> str:
    # The last word of a first name's column is rather a name ("Neymar Junior") than a generation.
    written = (f"x {entry.family_name}", *entry.names)
    return next(filter(None, map(generation, written)), "")


def _codes(whole: Iterable[WholeName]) -> dict[str, tuple[str, ...]]:
    given, family, both = dict[str, None](), dict[str, None](), dict[str, None]()
    for each in whole:
        first, last = names.tokens(each.given), names.tokens(each.family)
        heard = syllables(first) if first and not FAMILIES.isdisjoint(last) else ""
        heard_as_one = (heard,) if heard else ()
        given.update(dict.fromkeys((*codes(first), *heard_as_one, *codes_of_roots(first))))
        family.update(dict.fromkeys((*codes(last), *codes_of_roots(last))))
        both.update(dict.fromkeys((*codes((*first, *last, *each.others)), *heard_as_one)))
    return {"given_codes": tuple(given), "family_codes": tuple(family), "name_codes": tuple(both)}


def _more_columns(entry: Entry, standard: Standard, whole: Sequence[WholeName]) -> dict[str, Any]:
    spoken = [token for each in whole for part in each[:2] for token in names.tokens(part)]
    spoken += [token for each in whole for token in each.others]
    companies = [organisation(each) for each in entry.organisations]
    spoken += [token for each in companies for token in each.split()]
    more: dict[str, Any] = {
        "name_tokens": tuple(dict.fromkeys(each for each in spoken if len(each) > 1)),
        "address_tokens": address_tokens(entry.address),
        "house": house(entry.address),
        "email_name": standard.email.partition("@")[0],
        "generation": _generation(entry),
    }
    more |= _codes(whole)
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
