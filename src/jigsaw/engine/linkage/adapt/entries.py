"""One row of an analyst's file: what it says of a person, as plain text."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says. Everything is text, empty or () when it says nothing.

    `id`: unique among all files. `names`: the whole names, the first the main one, when given and family names
    do not stand apart; else other names. `organisations`: names of companies and the like. `birth_date`: ISO and
    perhaps partial; it need not be in the calendar. `identifiers`: numbers that belong to one human being (column ->
    value). `words`: other words worth comparing, such as a birth place (column -> value).
    """

    id: str
    source: str
    given_names: str = ""
    family_name: str = ""
    known_as: str = ""
    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    birth_date: str = ""
    nhs_number: str = ""
    gender: str = ""
    telephones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str = ""
    postcode: str = ""
    uprn: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
