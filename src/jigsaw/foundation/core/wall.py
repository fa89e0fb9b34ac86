"""The second wall, on PostgreSQL: the database itself answers only a session that says for which agency it reads.

A query that forgot to ask the rules gets nothing without a viewer, and with one no sealed piece of another agency. The
rules of access decide everything else, before the wall: it holds where a query went round them. Whoever can run SQL of
their own as the service's role can say whom they like: against them stand the role's password and the audit trail.
SQLite has no such wall.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.signals import connection_created

JIGSAW, NOBODY, THEMSELVES, BY_LINK = "*", "", "(themselves)", "(by a link)"
"""Whom a session reads for: Jigsaw itself, for all; nobody; a person who came in by their own door; whoever came by a
link to one conversation; else an agency, by its key.
"""

_reads_for: ContextVar[str] = ContextVar("reads_for", default=NOBODY)
_SAY = "SELECT set_config('jigsaw.reads_for', %s, false)"
# Within a query of its own, so that it is asked once for a statement and not for each row.
_SAID = "(SELECT current_setting('jigsaw.reads_for', true))"
_SOMEBODY = f"{_SAID} <> ''"
_NOT_SEALED = f"({_SOMEBODY} AND restriction <> 'sealed') OR agency_id = {_SAID} OR {_SAID} = '{JIGSAW}'"

_TABLES = {
    "intake": ("piece", "piecesubject", "recordversion"),
    "people": ("person", "residence", "searchterm"),
}
WALLED = tuple(f"{app}_{name}" for app, names in _TABLES.items() for name in names)
"""The tables behind the wall: what agencies say, of whom, and who they are."""


@contextmanager
def reading_for(whom: str) -> Iterator[None]:
    """Within, the session reads for an agency, for Jigsaw itself or for nobody."""
    before = _reads_for.get()
    try:
        stand_for(whom)
        yield
    finally:
        _reads_for.set(before)
        # In a transaction that failed nothing can be said, and its end takes back what was said within it.
        if not connection.needs_rollback:
            _say(connection, before)


def stand_for(whom: str) -> None:
    """From now on, in this thread: the session reads for an agency, for Jigsaw itself or for nobody."""
    _reads_for.set(whom)
    _say(connection, whom)


def _say(here: Any, whom: str) -> None:
    if here.vendor == "postgresql" and here.connection is not None:
        with here.wrap_database_errors:
            here.connection.execute(_SAY, [whom])


def _say_at_first(*, connection: Any, **told: Any) -> None:
    _say(connection, _reads_for.get())


connection_created.connect(_say_at_first, dispatch_uid="wall")


def statements(table: str) -> tuple[str, ...]:
    """What puts a table behind the wall, its owner too. Names of our own tables alone."""
    seen = _NOT_SEALED if table == WALLED[0] else _SOMEBODY
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY wall ON {table} USING ({seen})",
    )


def gaps() -> list[str]:
    """What is wrong with the wall, in words; nothing where there is none to be. Two queries."""
    if connection.vendor != "postgresql":
        return []
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
            "WHERE relrowsecurity AND relforcerowsecurity AND polname = 'wall'"
        )
        walled = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        goes_round = cursor.fetchone()[0]
    open_tables = [f"{table} is not behind the wall" for table in WALLED if table not in walled]
    return (
        [*open_tables, "the role that Jigsaw signs in as goes round the wall"] if goes_round else open_tables
    )
