"""Questions put to the database in its own words, for what is asked of it for every record that comes.

Django makes the text of a query anew each time it is asked, which takes longer than the answer. Here the text is made
once. It stays the same however many values are asked about, so that the database keeps its plan too. A module names
its questions at the top and asks them in functions that say what comes out.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID, SafeUUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
Column = Iterable[Any]
Awaited = Callable[[], list[Row]]
"""An answer that is on its way: called, it is there."""


class JSON:
    """The type of a column of JSON: what comes out is what was put in."""


class Question:
    """A query, or a change of rows, of fixed text. Values stand as %s; `= ANY(%s)` takes a collection of them.

    gives: the type of each column of the answer. sqlite: the text for SQLite where it is not the same.
    """

    def __init__(self, text: str, *gives: type, sqlite: str = "") -> None:
        self._text = text
        self._sqlite = _as_sqlite_writes(sqlite or text)
        self._json = [at for at, one in enumerate(gives) if one is JSON]
        self._read = [(at, to) for at, one in enumerate(gives) if (to := _FROM_SQLITE.get(one))]

    def ask(self, *values: Any) -> list[Row]:
        """Every row of the answer."""
        return self.ahead(*values)()

    def ahead(self, *values: Any) -> Awaited:
        """Ask now and read later: within `sending_ahead` PostgreSQL is sent what is asked until then in one go."""
        here = connections[DEFAULT_DB_ALIAS]
        if here.vendor == "postgresql":
            cursor = run_on_postgresql(here, self._text, values)
            return lambda: self._answer(here, cursor)
        rows: list[Row] = run_on_sqlite(here, self._sqlite, _as_sqlite_takes(values)).fetchall()
        read = self._as_given(rows) if rows and self._read else rows
        return lambda: read

    def tell(self, *values: Any) -> None:
        """Change rows."""
        here = connections[DEFAULT_DB_ALIAS]
        if here.vendor == "postgresql":
            run_on_postgresql(here, self._text, values)
        else:
            run_on_sqlite(here, self._sqlite, _as_sqlite_takes(values))

    def _answer(self, here: BaseDatabaseWrapper, cursor: Any) -> list[Row]:
        try:
            given: list[Row] = cursor.fetchall()
        except Exception:
            with here.wrap_database_errors:
                raise
        return [self._with_json(row) for row in given] if self._json else given

    def _with_json(self, row: Row) -> Row:
        # Django asks PostgreSQL for the text of JSON, and reads it itself.
        read = list(row)
        for at in self._json:
            read[at] = _json(read[at]) if isinstance(read[at], str) else read[at]
        return tuple(read)

    def _as_given(self, rows: list[Row]) -> list[Row]:
        # Column by column: a person's story is hundreds of rows.
        columns: list[Column] = list(zip(*rows, strict=True))
        for at, to in self._read:
            columns[at] = to(columns[at])
        return list(zip(*columns, strict=True))


def run_on_postgresql(here: BaseDatabaseWrapper, text: str, values: Sequence[Any]) -> Any:
    """Run a statement on PostgreSQL, which keeps its plan. The cursor with the answer."""
    from psycopg import Cursor

    try:
        return Cursor(_connected(here)).execute(text, [_as_list(one) for one in values], prepare=True)
    except Exception:
        # As Django's own error of that kind; what is no error of the database goes on as it is.
        with here.wrap_database_errors:
            raise


@contextmanager
def sending_ahead() -> Iterator[None]:
    """Within, PostgreSQL is sent changes together with the next question: none waits for an answer of its own.

    A change that is refused is raised by the question after it, or at the end: within, nothing may go on after one.
    Around a transaction, its end is sent along too.
    """
    here = connections[DEFAULT_DB_ALIAS]
    if here.vendor != "postgresql" or _sends_ahead(_connected(here)):
        yield
        return
    with here.wrap_database_errors, _connected(here).pipeline():
        yield


def _sends_ahead(connected: Any) -> bool:
    from psycopg.pq import PipelineStatus

    return bool(connected.pgconn.pipeline_status != PipelineStatus.OFF)


def run_on_sqlite(here: BaseDatabaseWrapper, text: str, values: Sequence[Any], *, many: bool = False) -> Any:
    """Run a statement on SQLite, its values marked by `?`, or with `many` once for each of many sets of values.

    The cursor with the answer.
    """
    connected = _connected(here)
    try:
        return connected.executemany(text, values) if many else connected.execute(text, values)
    except Exception:
        with here.wrap_database_errors:
            raise


def as_sqlite_keeps(instant: datetime) -> str:
    """What Django's SQLite backend writes for an instant in UTC, without its detour over settings."""
    kept = str(instant if instant.tzinfo is UTC else instant.astimezone(UTC))
    return kept[:-6]  # without its +00:00


def _connected(here: BaseDatabaseWrapper) -> Any:
    if here.connection is None:
        here.ensure_connection()
    if here.needs_rollback:
        here.validate_no_broken_transaction()
    return here.connection


def _as_sqlite_writes(text: str) -> str:
    return text.replace("= ANY(%s)", "IN (SELECT value FROM json_each(?))").replace("%s", "?")


def _as_list(value: Any) -> Any:
    if isinstance(value, frozenset):
        return _array_of_words(value) if _is_of_words(value) else as_array(value)
    return as_array(value) if isinstance(value, list | set | tuple | dict) else value


def _is_of_words(value: Iterable[Any]) -> bool:
    return isinstance(next(iter(value), None), str)


def as_array(values: Iterable[Any]) -> str:
    """A list as PostgreSQL writes it: by itself psycopg looks for a common type of every two, which takes as long."""
    return "{" + ",".join([_element(one) for one in values]) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f'"{value}"'


@lru_cache(maxsize=64)
def _array_of_words(words: frozenset[str]) -> str:
    """As `as_array`; a fixed set of words, such as the kinds that patterns read, is written once."""
    return as_array(words)


def _as_sqlite_takes(values: Sequence[Any]) -> list[Any]:
    return [one if isinstance(one, str | int) else _to_sqlite(one) for one in values]


def _to_sqlite(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return as_sqlite_keeps(value)
    if isinstance(value, frozenset):
        return _json_of_words(value) if _is_of_words(value) else _json_of(value)
    return _json_of(value) if isinstance(value, list | set | tuple | dict) else value


def _json_of(values: Iterable[Any]) -> str:
    kinds = {one.__class__ for one in values}
    if kinds == {UUID}:
        return '["' + '","'.join([f"{one.int:032x}" for one in values]) + '"]'
    return json.dumps(list(values) if kinds <= {str, int} else [_to_sqlite(one) for one in values])


@lru_cache(maxsize=64)
def _json_of_words(words: frozenset[str]) -> str:
    return json.dumps(list(words))


def _moments(kept: Column) -> Column:
    # What is worked out from a column, as the latest of several, comes as it is kept.
    return [_moment(one) if one.__class__ is str else one for one in kept]


def _moment(kept: str) -> datetime:
    at = datetime.fromisoformat(kept)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _json(kept: str) -> Any:
    return {} if kept == "{}" else json.loads(kept)


def _jsons(kept: Column) -> Column:
    return [None if one is None else _json(one) for one in kept]


def _uuids(kept: Column) -> Column:
    return [None if one is None else uuid_of(one) for one in kept]


def _bools(kept: Column) -> Column:
    return [None if one is None else bool(one) for one in kept]


# The slots themselves: the class refuses to have its values set, and asks each time.
_SLOTS: Any = UUID
_put_int, _put_safety = _SLOTS.int.__set__, _SLOTS.is_safe.__set__


def uuid_of(kept: str) -> UUID:
    """As `UUID(kept)` of 32 digits, without its looking for what our own columns never hold: thousands are read."""
    one = object.__new__(UUID)
    _put_int(one, int(kept, 16))
    _put_safety(one, SafeUUID.unknown)
    return one


_FROM_SQLITE: dict[type, Callable[[Column], Column]] = {
    UUID: _uuids,
    datetime: _moments,
    bool: _bools,
    JSON: _jsons,
}
