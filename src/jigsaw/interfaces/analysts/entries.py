"""Rows of a file into entries, by its mapping; what could not be read is counted, never guessed."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.foundation.core.errors import FaultyMapping
from jigsaw.interfaces.analysts.birth_dates import PARTS_OF_A_DATE, read_birth_date
from jigsaw.interfaces.analysts.mapping import FileMapping
from jigsaw.interfaces.analysts.tables import Table

_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_LISTED = re.compile(r"\[(.*)\]$", re.DOTALL)
_BETWEEN = re.compile(r"""['"]\s*,\s*['"]""")
_EMAIL = re.compile(r"[^\s<>\"',;:()]+@[^\s<>\"',;:()]+")


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file's entries, and what was noticed: rows refused, birth dates not read, birth dates no calendar has."""

    file: str
    source: str
    entries: list[Entry]
    noticed: Mapping[str, int]


def entries_of(table: Table, mapping: FileMapping, *, ids_alone: bool = False) -> FileRead:
    """The entries of a file; with `ids_alone` only who and whence they are.

    Raises FaultyMapping when ids repeat or are missing, or nothing says who somebody is.
    """
    if ids_alone:
        named = [Entry(f"{mapping.source}/{own}", mapping.source) for own in _ids(table, mapping)]
        return FileRead(table.file, mapping.source, named, {})
    if not mapping.columns:
        raise FaultyMapping(
            f"Reading {table.file}",
            "no column seems to hold a name, a birth date or anything else that tells people apart",
            "Write a mapping: jigsaw link FILES --write-mapping FILE, and give it with --mapping FILE",
        )
    ids = _ids(table, mapping)
    noticed = Counter({"rows not read": table.refused})
    entries = [
        _entry(f"{mapping.source}/{own}", row, mapping, noticed)
        for own, row in zip(ids, table.rows, strict=True)
    ]
    return FileRead(
        table.file, mapping.source, entries, {what: count for what, count in noticed.items() if count}
    )


def _ids(table: Table, mapping: FileMapping) -> list[str]:
    if not mapping.id:
        return [str(at) for at in range(1, len(table.rows) + 1)]
    ids = [row.get(mapping.id, "") for row in table.rows]
    repeated = sum(count > 1 for each, count in Counter(ids).items() if each)
    empty = ids.count("")
    if repeated or empty:
        raise FaultyMapping(
            f"Reading {table.file}",
            f"its id column {mapping.id!r} has {repeated} repeated and {empty} empty values",
            "Name a column that is different in every row, or leave `id` out to number the rows",
        )
    return ids


def _entry(own: str, row: Mapping[str, str], mapping: FileMapping, noticed: Counter[str]) -> Entry:
    def all_of(ours: str) -> tuple[str, ...]:
        return tuple(value for name in mapping.columns.get(ours, ()) if (value := row.get(name, "")))

    def each_of(ours: str) -> tuple[str, ...]:
        return tuple(one for value in all_of(ours) for one in several(value))

    def text(ours: str) -> str:
        return " ".join(all_of(ours))

    def by_column(ours: str, named: Callable[[str], str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in mapping.columns.get(ours, ()):
            found[named(name)] = found.get(named(name), "") or row.get(name, "")
        return found

    return Entry(
        id=own,
        source=mapping.source,
        given_names=text("given_names"),
        family_name=text("family_name"),
        known_as=text("known_as"),
        names=(*each_of("name")[:1], *each_of("other_names"), *each_of("name")[1:]),
        organisations=each_of("organisation"),
        birth_date=_birth_date(all_of("birth_date"), mapping, noticed),
        nhs_number=text("nhs_number"),
        gender=text("gender"),
        telephones=each_of("telephone"),
        emails=tuple(found for value in all_of("email") for found in _EMAIL.findall(value)),
        address=text("address"),
        postcode=(*all_of("postcode"), "")[0],
        uprn=text("uprn"),
        identifiers=by_column("identifiers", _kind_of_number),
        words=by_column("words", _plain),
    )


def several(value: str) -> tuple[str, ...]:
    """The values of a cell that holds several: "a; b", "a|b", or a list as Python and JSON write it."""
    listed = _LISTED.match(value)
    if listed:
        parts = _BETWEEN.split(listed[1])
        return tuple(filter(None, (part.strip().strip("'\"") for part in parts)))
    return tuple(filter(None, _SEVERAL.split(value)))


def _birth_date(written: tuple[str, ...], mapping: FileMapping, noticed: Counter[str]) -> str:
    if not written:
        return ""
    # Three columns are a date's parts, in the order that `dates` says; of other columns the first filled one counts.
    whole = (
        "/".join(written)
        if len(mapping.columns["birth_date"]) == len(written) == PARTS_OF_A_DATE
        else written[0]
    )
    read = read_birth_date(whole, mapping.order)
    noticed["birth dates not read"] += not read.text
    noticed["birth dates that no calendar has, compared as written"] += bool(read.text) and not read.is_a_day
    return read.text


_NUMBERS = {
    "passport": r"passport|reisepass",
    "national_insurance": r"national_?insurance|(^|_)ni_?(n[or]?|num|number)?$|nino",
    "social_security": r"ssn|soc(ial)?_?sec",
    "driving_licence": r"driv",
    "tax": r"tax|steuer",
    "company_number": r"(company|business)_?(reg|n[or]|num)|^reg(istration)?_?(n[or]|num)",
}
"""Numbers that files name differently: two columns of one kind are compared with one another."""


@lru_cache
def _kind_of_number(name: str) -> str:
    plain = _plain(name)
    return next((kind for kind, pattern in _NUMBERS.items() if re.search(pattern, plain)), plain)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "column"
