"""Adding many rows at once, without making a model of each: five times as quick as `bulk_create`.

For tables that only grow and take hundreds of thousands of rows. The database's own constraints hold as ever; nothing
is filled in: each row gives every column named.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict

from jigsaw.foundation.core.batches import batches

Convert = Callable[[Any], Any]

# Rows that may be there are written many to a statement: SQLite keeps what each such statement did until it ends, in a
# list that it walks from its beginning, so that a statement for each row would take longer with every row.
_VALUES_AT_ONCE = 5_000


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    pass_over: bool = False,
    write_over: Sequence[str] = (),
) -> None:
    """Insert rows whose values stand in the order of the field names, the primary key among them where it is given.

    pass_over: leave a row that is there as it is. write_over: bring these fields of a row with the same key up to date.
    """
    connection = connections[router.db_for_write(model)]
    fields = [model._meta.get_field(name) for name in names]
    converters = [_converter(field, connection) for field in fields]
    prepared = [
        [
            value if to is None or value is None else to(value)
            for to, value in zip(converters, row, strict=True)
        ]
        for row in rows
    ]
    if prepared:
        with connection.cursor() as cursor:
            if not write_over:
                rule = OnConflict.IGNORE if pass_over else None
                cursor.executemany(_statement(model, fields, connection, rule), prepared)
                return
            for part in batches(prepared, _VALUES_AT_ONCE // len(fields)):
                query = _statement(model, fields, connection, OnConflict.UPDATE, write_over, rows=len(part))
                cursor.execute(query, list(chain.from_iterable(part)))


def _statement(
    model: type[models.Model],
    fields: Sequence[Any],
    connection: BaseDatabaseWrapper,
    rule: OnConflict | None,
    write_over: Sequence[str] = (),
    rows: int = 1,
) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * rows)
    insert = connection.ops.insert_statement(on_conflict=rule)
    key = [field.column for field in fields if field.primary_key]
    told = [field.column for field in fields if field.name in write_over]
    ending = connection.ops.on_conflict_suffix_sql(fields, rule, told, key)
    return f"{insert} {quote(model._meta.db_table)} ({columns}) VALUES {places} {ending}".rstrip()


def _as_sqlite_keeps(instant: datetime) -> str:
    # What Django's SQLite backend writes for an instant in UTC, without its detour over settings.
    return str(instant.astimezone(UTC).replace(tzinfo=None))


def _converter(field: Any, connection: BaseDatabaseWrapper) -> Convert | None:
    """How a value becomes what the driver takes; None where it is taken as it is."""
    while field.remote_field:
        field = field.target_field
    if isinstance(field, models.DateTimeField):
        return _as_sqlite_keeps if connection.vendor == "sqlite" else None
    if isinstance(field, models.UUIDField):
        return None if connection.features.has_native_uuid_field else lambda value: value.hex
    if isinstance(field, models.JSONField):
        return lambda value: connection.ops.adapt_json_value(value, None)
    return None
