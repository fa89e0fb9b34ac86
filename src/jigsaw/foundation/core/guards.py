"""Tables that the database itself keeps from being changed or emptied: see `tables.AppendOnly`.

Whoever owns the tables can still take the guard away. It stops mistakes and whoever holds no more than the service's
own rights; what the owner does shows in the audit trail's chain.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models

from jigsaw.foundation.core.tables import AppendOnly

_REFUSAL = "rows of this table are only ever added"
_ENDS = ("UPDATE", "DELETE")


def put_up() -> None:
    """Guard every table that only grows. Safe to run again."""
    _run([line for table in _tables() for line in _guard(table)])


def take_down() -> None:
    """Leave the tables unguarded: only to empty a database of invented people."""
    _run([line for table in _tables() for line in _unguard(table)])


@contextmanager
def taken_down() -> Iterator[None]:
    """Within, the tables are unguarded."""
    take_down()
    try:
        yield
    finally:
        put_up()


def unguarded() -> list[str]:
    """The tables that only grow and that nothing keeps from being changed, by name."""
    asked = _POSTGRESQL_HAS if connection.vendor == "postgresql" else _SQLITE_HAS
    with connection.cursor() as cursor:
        cursor.execute(asked)
        guarded = [name for (name,) in cursor.fetchall()]
    wanted = 1 if connection.vendor == "postgresql" else len(_ENDS)
    return sorted(one for one in _tables() if guarded.count(one) < wanted)


_SQLITE_HAS = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'only_grows_%'"
_POSTGRESQL_HAS = (
    "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname = 'only_grows' AND tgenabled <> 'D'"
)


def _tables() -> list[str]:
    models_that_grow: list[type[models.Model]] = [
        one for one in apps.get_models() if issubclass(one, AppendOnly) and one._meta.app_label == "audit"
    ]
    return sorted(one._meta.db_table for one in models_that_grow)


def _guard(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        refusing = "FOR EACH STATEMENT EXECUTE FUNCTION jigsaw_only_grows()"
        made = f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} {refusing}"
        return [*_unguard(table), made]
    return [
        f"CREATE TRIGGER IF NOT EXISTS only_grows_{table}_{end} BEFORE {end} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        for end in _ENDS
    ]


def _unguard(table: str) -> list[str]:
    if connection.vendor == "postgresql":
        return [f"DROP TRIGGER IF EXISTS only_grows ON {table}"]
    return [f"DROP TRIGGER IF EXISTS only_grows_{table}_{end}" for end in _ENDS]


def _run(lines: list[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION jigsaw_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
        for line in lines:
            cursor.execute(line)
