"""The driver: sqlcipher3 taught Django's ways of writing dates, decimals and parameters."""

import datetime
import decimal
from collections.abc import Iterable, Mapping, Sequence
from itertools import tee
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3.base import SQLiteCursorWrapper, adapt_date, adapt_datetime, decoder
from django.utils.dateparse import parse_date, parse_time
from sqlcipher3 import dbapi2 as driver

FAULT_MENDED = (3, 51, 3)

Parameters = Sequence[Any] | Mapping[str, Any]


def check_version(version: tuple[int, ...]) -> None:
    """Refuse an SQLite that can damage its write-ahead log (SQLite's release notes, 3.51.3)."""
    if version < FAULT_MENDED:
        found = ".".join(map(str, version))
        raise ImproperlyConfigured(
            f"SQLite {found} was found. Versions before 3.51.3 can damage a database in write-ahead mode. "
            "Install the sqlcipher3 package at the version in requirements/demo.txt."
        )


def teach_types() -> None:
    """Write and read dates, times and decimals as Django's own SQLite backend does.

    But an instant comes back with its zone, which is UTC: all are kept so, and Django would only add it later.
    """
    driver.register_converter("bool", b"1".__eq__)
    driver.register_converter("date", decoder(parse_date))
    driver.register_converter("time", decoder(parse_time))
    driver.register_converter("datetime", _instant)
    driver.register_converter("timestamp", _instant)
    driver.register_adapter(decimal.Decimal, str)
    driver.register_adapter(datetime.date, adapt_date)
    driver.register_adapter(datetime.datetime, adapt_datetime)


def _instant(kept: bytes) -> datetime.datetime:
    # Written by the database itself it may have no time, by us it always has.
    return datetime.datetime.fromisoformat(kept.decode() + ("+00:00" if len(kept) > _DAY else " 00:00+00:00"))


_DAY = len("2026-05-22")


class Cursor(driver.Cursor):  # type: ignore[misc]  # the wheel carries no types
    """Takes Django's `%s` and `%(name)s` and hands SQLite its own `?` and `:name`."""

    convert_query = SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Parameters | None = None) -> Any:
        """Run one statement; without parameters the text goes as it is."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Iterable[Parameters]) -> Any:
        """Run one statement for each set of parameters, which may come from a generator."""
        first, every = tee(iter(param_list))
        head = next(first, None)
        names = list(head) if isinstance(head, Mapping) else None
        return super().executemany(self.convert_query(query, param_names=names), every)
