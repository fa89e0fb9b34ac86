"""The engine that Django loads: `"ENGINE": "jigsaw.foundation.core.sqlite"`.

OPTIONS "key_file" and "passphrase_file" say where the key is of a file that is encrypted (`keys`).
What a database's OPTIONS do not say: writers take the lock at once (IMMEDIATE) and wait for it up to twenty
seconds, the log is written ahead (WAL), and a commit is on the disk before it is answered (synchronous FULL).
"""

from typing import Any

from django.db.backends.sqlite3._functions import register
from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoWrapper
from django.db.backends.sqlite3.creation import DatabaseCreation as DjangoCreation
from django.db.backends.sqlite3.features import DatabaseFeatures as DjangoFeatures
from sqlcipher3 import dbapi2 as driver

from jigsaw.foundation.core.sqlite.connection import Cursor, check_version, teach_types
from jigsaw.foundation.core.sqlite.files import remove_companions
from jigsaw.foundation.core.sqlite.opening import opened

SECONDS_TO_WAIT = 20

# Ids are drawn from everywhere, so a load touches pages all over the file: with SQLite's own two megabytes of memory it
# would read each of them again and again. Sixty-four megabytes a connection, and the log folded in less often.
ROOM = ("PRAGMA cache_size = -65536", "PRAGMA temp_store = MEMORY", "PRAGMA wal_autocheckpoint = 10000")

# Django looks a backend’s errors and version up under this name.
Database = driver
check_version(driver.sqlite_version_info)
teach_types()


class DatabaseFeatures(DjangoFeatures):
    """What this SQLite can do; Django's own answers are about the SQLite that Python carries."""

    can_alter_table_drop_column = True
    can_return_columns_from_insert = True
    can_return_rows_from_bulk_insert = True


class DatabaseCreation(DjangoCreation):
    """Test databases, whose log files are cleared with them: a log left behind is replayed into the next."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        """Make an empty test database, free of any earlier log."""
        remove_companions(str(self.connection.settings_dict["TEST"]["NAME"] or ""))
        return super().create_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        """Delete the test database and what lies beside it."""
        name = str(self.connection.settings_dict["NAME"])
        super().destroy_test_db(*args, **kwargs)
        remove_companions(name)


class DatabaseWrapper(DjangoWrapper):
    """A connection to SQLite through the sqlcipher3 driver."""

    Database = driver
    features_class = DatabaseFeatures
    creation_class = DatabaseCreation

    init_commands: list[str]
    transaction_mode: str | None

    def get_connection_params(self) -> dict[str, Any]:
        """The driver's parameters: Django's, with our defaults where OPTIONS are silent."""
        parameters = super().get_connection_params()
        parameters.setdefault("timeout", SECONDS_TO_WAIT)
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        synchronous = parameters.pop("synchronous", "FULL")
        self.init_commands += ["PRAGMA journal_mode = WAL", f"PRAGMA synchronous = {synchronous}", *ROOM]
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, add Django's SQL functions, and set how safely it writes."""
        connection = opened(conn_params)
        register(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that speaks Django's parameters."""
        return self.connection.cursor(factory=Cursor)
