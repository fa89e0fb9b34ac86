"""Adding many rows at once, without making a model of each: five times as quick as `bulk_create`.

For tables that only grow and take hundreds of thousands of rows, or a few rows thousands of times. The database's own
constraints hold as ever; nothing is filled in: each row gives every column named.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict

from jigsaw.foundation.core.asking import as_sqlite_keeps, run_on_postgresql, run_on_sqlite
from jigsaw.foundation.core.batches import batches

Convert = Callable[[Any], Any]

# Rows that may be there are written many to a statement: SQLite keeps what each such statement did until it ends, in a
# list that it walks from its beginning, so that a statement for each row would take longer with every row.
_VALUES_AT_ONCE = 5_000


class _Told(NamedTuple):
    """What a statement's text depends on, apart from the number of rows."""

    model: type[models.Model]
    names: tuple[str, ...]
    pass_over: bool
    write_over: tuple[str, ...]
    known_by: tuple[str, ...]


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    pass_over: bool = False,
    write_over: Sequence[str] = (),
    known_by: Sequence[str] = (),
) -> None:
    """Insert rows whose values stand in the order of the field names, the primary key among them where it is given.

    pass_over: leave a row that is there as it is. write_over: bring these fields of a row with the same key up to date.
    known_by: the fields that make a row the same, where it is not the primary key.
    """
    connection = connections[router.db_for_write(model)]
    converters = _converters(model, tuple(names), connection.vendor)
    prepared = [
        [
            value if to is None or value is None else to(value)
            for to, value in zip(converters, row, strict=True)
        ]
        for row in rows
    ]
    if not prepared:
        return
    told = _Told(model, tuple(names), pass_over, tuple(write_over), tuple(known_by))
    if connection.vendor == "postgresql":
        for part in batches(prepared, _VALUES_AT_ONCE):
            run_on_postgresql(connection, _from_lists(told), list(zip(*part, strict=True)))
        return
    if not write_over:
        run_on_sqlite(connection, _statement(told), prepared, many=True)
        return
    for part in batches(prepared, _VALUES_AT_ONCE // len(names)):
        run_on_sqlite(connection, _statement(told, rows=len(part)), list(chain.from_iterable(part)))


@lru_cache(maxsize=512)
def _from_lists(told: _Told) -> str:
    """PostgreSQL takes a list for each column, so that one statement does for any number of rows."""
    connection = connections[router.db_for_write(told.model)]
    head, ending = _around(told, connection)
    # Without its length: a cast to a length would cut a value short that the table ought to refuse.
    kinds = [str(_field(told.model, name).db_type(connection)).partition("(")[0] for name in told.names]
    lists = ", ".join(f"%s::{kind}[]" for kind in kinds)
    return f"{head} SELECT * FROM unnest({lists}) {ending}".rstrip()  # noqa: S608 (names of our own columns)


@lru_cache(maxsize=512)
def _statement(told: _Told, rows: int = 1) -> str:
    head, ending = _around(told, connections[router.db_for_write(told.model)])
    places = ", ".join([f"({', '.join('?' * len(told.names))})"] * rows)
    return f"{head} VALUES {places} {ending}".rstrip()


def _around(told: _Told, connection: BaseDatabaseWrapper) -> tuple[str, str]:
    """What stands before and after the values."""
    rule = OnConflict.UPDATE if told.write_over else OnConflict.IGNORE if told.pass_over else None
    quote, fields = connection.ops.quote_name, [_field(told.model, name) for name in told.names]
    columns = ", ".join(quote(field.column) for field in fields)
    insert = connection.ops.insert_statement(on_conflict=rule)
    key = [f.column for f in fields if (f.name in told.known_by if told.known_by else f.primary_key)]
    over = [field.column for field in fields if field.name in told.write_over]
    ending = connection.ops.on_conflict_suffix_sql(fields, rule, over, key)
    return f"{insert} {quote(told.model._meta.db_table)} ({columns})", ending


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


@lru_cache(maxsize=512)
def _converters(model: type[models.Model], names: tuple[str, ...], vendor: str) -> tuple[Convert | None, ...]:
    connection = connections[router.db_for_write(model)]
    return tuple(_converter(_field(model, name), connection) for name in names)


def _converter(field: Any, connection: BaseDatabaseWrapper) -> Convert | None:
    """How a value becomes what the driver takes; None where it is taken as it is."""
    while field.remote_field:
        field = field.target_field
    if isinstance(field, models.DateTimeField):
        return as_sqlite_keeps if connection.vendor == "sqlite" else None
    if isinstance(field, models.UUIDField):
        return None if connection.features.has_native_uuid_field else lambda value: value.hex
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor == "postgresql":
        return _IN_A_LIST.get(field.get_internal_type())
    return None


# Lists must be of one type: a word of a list of choices is one of text, and a whole number one of weights.
_IN_A_LIST: dict[str, Convert] = {"CharField": str, "TextField": str, "FloatField": float}
