"""Giving a file another key, or its first one.

The whole content is written into a new file under the new key, looked over, and put in the old one's place. Wherever
this is cut short, what stands there can be opened by a line of the key file.
"""

import os
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.core.sqlite.files import remove_companions
from jigsaw.foundation.core.sqlite.keys import KeyPlace
from jigsaw.foundation.core.sqlite.opening import opened, unlock

Counts = dict[str, int]


class StoreInUse(JigsawError):
    """Somebody has the file open."""

    exit_code = 3


class CopyUnsound(JigsawError):
    """A copy of the database is not what it was made from."""


def rekey(database: Path, place: KeyPlace, *, passphrase_file: Path | None = None) -> Counts:
    """Write the database anew under a new key, and leave that key alone in the key file. Rows by table.

    passphrase_file: work the new key out from the passphrase in it; the old one is where `place` says. Raises
    StoreInUse, CopyUnsound, StoreLocked.
    """
    then = KeyPlace(place.key_file, passphrase_file or place.passphrase_file)
    # All of them: after a run that was cut short any line may be the one that opens the file.
    old, new = keys.lines_of(place), keys.new_line(then)
    copy = database.with_name(f"{database.name}.rekeyed")
    with closing(_alone(database, place)) as source:
        copy.unlink(missing_ok=True)
        counts = _copied(source, copy, keys.key_in(new, then))
        # From here on the new key is known before the file is there that needs it.
        keys.write_key(place, *old, new)
        _settle(copy)
    copy.replace(database)
    remove_companions(str(database))
    keys.write_key(place, new)
    return counts


def _alone(database: Path, place: KeyPlace) -> Any:
    """A connection beside which there is no other: without its log, SQLite lets nobody else in."""
    told = {"database": str(database), "timeout": 2.0, "isolation_level": None}
    encrypted = not keys.is_plain(database)
    connection = opened({**told, "key_file": str(place.key_file), **_phrase(place)} if encrypted else told)
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except driver.OperationalError as error:
        connection.close()
        hindered = "somebody else has the database open"
        raise StoreInUse(
            "Giving the database a new key", hindered, "Stop jigsaw serve and jigsaw timer first"
        ) from error
    return connection


def _phrase(place: KeyPlace) -> dict[str, str]:
    return {"passphrase_file": str(place.passphrase_file)} if place.passphrase_file else {}


def _copied(source: Any, copy: Path, key: str) -> Counts:
    source.execute("ATTACH DATABASE ? AS copy KEY ?", [str(copy), f"x'{key}'"])
    source.execute("SELECT sqlcipher_export('copy')")
    source.execute("DETACH DATABASE copy")
    counts = count_rows(source)
    with closing(driver.connect(str(copy), isolation_level=None)) as made:
        if not unlock(made, key) or faults_in(made) or count_rows(made) != counts:
            raise CopyUnsound(
                "Giving the database a new key",
                "the copy is not what it was made from",
                "Nothing was changed. Try again",
            )
    return counts


def count_rows(connection: Any) -> Counts:
    """How many rows each table has."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    tables = sorted(name for (name,) in names.fetchall())
    return {one: connection.execute(f'SELECT count(*) FROM "{one}"').fetchone()[0] for one in tables}  # noqa: S608


def faults_in(connection: Any) -> list[str]:
    """What SQLite and SQLCipher find wrong with a file: nothing when it is sound."""
    found = [words for (words,) in connection.execute("PRAGMA cipher_integrity_check")]
    return found + [words for (words,) in connection.execute("PRAGMA integrity_check") if words != "ok"]


def _settle(copy: Path) -> None:
    with copy.open("rb") as file:
        os.fsync(file.fileno())
