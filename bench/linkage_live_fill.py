"""Fills an empty store with joined people by bulk rows, a million in minutes. Run by bench.linkage_live.

The rows are what linkage itself would have left: source records, their keys, joins, people with their homes and
search terms. They come past the door and the engine, which would take an hour; keys and search terms are made by the
same code.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.arrivals import arrivals
from bench.children import tell_parent

AT_ONCE = 20_000
TABLES = (
    "linkage_blockkey",
    "linkage_edge",
    "linkage_link",
    "people_searchterm",
    "people_residence",
    "people_person",
)


def main(count: int) -> None:
    """Fill the database at hand."""
    from jigsaw.interfaces.commands.ground import prepare

    prepare()
    from jigsaw.interfaces.commands.installation import make_ready

    make_ready()
    from bench.linkage_live_rows import rows_of_people
    from jigsaw.foundation.core.statistics import refresh_after

    started = time.perf_counter()
    note_agencies()
    people = (list(group) for _, group in groupby(arrivals(count, seed=7), key=lambda one: one.local_id))
    # A random key's place in an index is far from the last one's: they are made in one go at the end.
    indexes = [one for table in TABLES for one in without_indexes_of(table)]
    for part in parts(people, AT_ONCE // 3):
        put_all(rows_of_people(part))
    for statement in indexes:
        execute(statement)
    refresh_after(count)
    tell_parent(records=count, fill_s=round(time.perf_counter() - started, 1))


def parts(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of up to so many."""
    part: list[Any] = []
    for one in items:
        part.append(one)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def note_agencies() -> None:
    """The five agencies, each with a mapping and one delivery to hang its rows on."""
    from bench.linkage_live_door import note_agency

    for agency in ("trust", "gp", "ambulance", "council", "housing"):
        note_agency(agency, Path("var/bench/linkage-live"))


def put_all(tables: dict[Any, tuple[Sequence[str], list[Sequence[Any]]]]) -> None:
    """Add the rows of each table, in one transaction."""
    from django.db import transaction

    with transaction.atomic():
        for model, (names, rows) in tables.items():
            put(model, names, rows)


def put(model: Any, names: Sequence[str], rows: list[Sequence[Any]]) -> None:
    """Add rows by the quickest way that the database has; what is not named gets its default."""
    from django.db import connection

    from jigsaw.foundation.core.inserting import insert_rows

    missing = [one for one in model._meta.concrete_fields if one.attname not in names and not one.primary_key]
    columns = (*names, *(one.attname for one in missing))
    whole = [(*row, *(one.get_default() if not one.null else None for one in missing)) for row in rows]
    if connection.vendor != "postgresql":
        insert_rows(model, columns, whole, pass_over=True)
        return
    fields = ", ".join(f'"{model._meta.get_field(name).column}"' for name in columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({fields}) FROM STDIN') as copy,
    ):
        for row in whole:
            copy.write_row(row)


def without_indexes_of(table: str) -> list[str]:
    """Take the table's indexes away until it is filled; returns how they are made again."""
    from django.db import connection

    if connection.vendor == "postgresql":
        asked = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef NOT LIKE '%%UNIQUE%%'"
    else:
        asked = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"
        )
    with connection.cursor() as cursor:
        cursor.execute(asked, [table])
        found = cursor.fetchall()
    for name, _ in found:
        execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]


def execute(statement: str) -> None:
    """Run one statement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


if __name__ == "__main__":
    main(int(sys.argv[1]))
