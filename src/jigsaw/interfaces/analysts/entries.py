"""Rows of a file into entries, by its mapping; what could not be read is counted, never guessed."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.foundation.core.errors import FaultyMapping
from jigsaw.interfaces.analysts.birth_dates import read_birth_date
from jigsaw.interfaces.analysts.mapping import FileMapping
from jigsaw.interfaces.analysts.tables import Table

_PARTS_OF_A_DATE = 3


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file's entries, and what was noticed: rows refused, birth dates not read, birth dates no calendar has."""

    file: str
    source: str
    entries: list[Entry]
    noticed: Mapping[str, int]


def entries_of(table: Table, mapping: FileMapping) -> FileRead:
    """The entries of a file. Raises FaultyMapping when ids repeat or are missing, or nothing says who somebody is."""
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

    def text(ours: str) -> str:
        return " ".join(all_of(ours))

    def by_column(ours: str) -> dict[str, str]:
        return {_plain(name): row.get(name, "") for name in mapping.columns.get(ours, ())}

    return Entry(
        id=own,
        source=mapping.source,
        given_names=text("given_names"),
        family_name=text("family_name"),
        known_as=text("known_as"),
        names=(*all_of("name")[:1], *all_of("other_names"), *all_of("name")[1:]),
        birth_date=_birth_date(all_of("birth_date"), mapping, noticed),
        nhs_number=text("nhs_number"),
        gender=text("gender"),
        telephones=all_of("telephone"),
        emails=all_of("email"),
        address=text("address"),
        postcode=(*all_of("postcode"), "")[0],
        uprn=text("uprn"),
        identifiers=by_column("identifiers"),
        words=by_column("words"),
    )


def _birth_date(written: tuple[str, ...], mapping: FileMapping, noticed: Counter[str]) -> str:
    if not written:
        return ""
    # Three columns are a date's parts, in the order that `dates` says; of other columns the first filled one counts.
    whole = (
        "/".join(written)
        if len(mapping.columns["birth_date"]) == len(written) == _PARTS_OF_A_DATE
        else written[0]
    )
    read = read_birth_date(whole, mapping.order)
    noticed["birth dates not read"] += not read.text
    noticed["birth dates that no calendar has, compared as written"] += bool(read.text) and not read.is_a_day
    return read.text


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") or "column"
