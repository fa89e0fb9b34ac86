"""Writing a backup while everybody goes on working."""

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pyrage
from django.db import connection, transaction
from sqlcipher3 import dbapi2 as driver

from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.audit.lanes import LAST_OF_EACH
from jigsaw.foundation.core.sqlite.opening import place_in, unlock
from jigsaw.foundation.core.sqlite.rekeying import count_rows
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.backups import postgresql
from jigsaw.interfaces.backups.contents import Manifest
from jigsaw.interfaces.backups.seals import held_seals

Recipients = list[pyrage.x25519.Recipient]
Pour = Callable[[IO[bytes]], None]

SUBJECT = "backup"
WRITTEN = "written"


def write_backup(*, by: Viewer, to: Path, recipients: Recipients) -> Manifest:
    """Write the whole database into a file that only the holders of the recipients' private keys can read.

    What is in it is the database of one moment; the file appears when it is whole. Raises ToolFailed.
    """
    draft = to.with_name(f"{to.name}.part")
    try:
        with draft.open("wb") as file:
            write = _from_postgresql if connection.vendor == "postgresql" else _from_sqlite
            manifest = write(file, recipients)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(to)
    finally:
        draft.unlink(missing_ok=True)
    detail = {"rows": sum(manifest.rows.values()), "tables": len(manifest.rows)}
    record_act(by=by, act="backup written", subject_kind=SUBJECT, subject_id=WRITTEN, detail=detail)
    return manifest


def _from_sqlite(file: IO[bytes], recipients: Recipients) -> Manifest:
    # The copy has a key of its own, known to the backup alone: nothing of it is ever on a disk unencrypted.
    key = secrets.token_hex(32)
    with tempfile.TemporaryDirectory(dir=Path(file.name).parent) as folder:
        copy = Path(folder) / "copy.sqlite3"
        with closing(driver.connect(str(copy), isolation_level=None)) as target:
            unlock(target, key)
            _copy_into(target)
            trail = {str(lane): (number, last) for lane, number, last in target.execute(LAST_OF_EACH)}
            manifest = Manifest(_moment(), "sqlite", count_rows(target), trail, key, held_seals())
        with copy.open("rb") as content:
            _encrypt(manifest, lambda pipe: _pour(content, pipe), file, recipients)
    return manifest


def _copy_into(target: Any) -> None:
    connection.ensure_connection()
    if place_in(dict(connection.settings_dict["OPTIONS"])):
        # All in one step: in several it would begin anew whenever somebody writes.
        connection.connection.backup(target)
        return
    target.execute("ATTACH DATABASE ? AS plain KEY ''", [str(connection.settings_dict["NAME"])])
    target.execute("BEGIN")
    target.execute("SELECT sqlcipher_export('main', 'plain')")
    target.execute("COMMIT")
    target.execute("DETACH DATABASE plain")


def _from_postgresql(file: IO[bytes], recipients: Recipients) -> Manifest:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        cursor.execute(LAST_OF_EACH)
        trail = {str(lane): (number, last) for lane, number, last in cursor.fetchall()}
        manifest = Manifest(_moment(), "postgresql", rows_by_table(connection), trail, seals=held_seals())
        settings = connection.settings_dict
        _encrypt(manifest, lambda pipe: postgresql.dump(settings, snapshot, pipe), file, recipients)
    return manifest


def rows_by_table(database: Any) -> dict[str, int]:
    """How many rows each table has of the database of a connection."""
    found = {}
    with database.cursor() as cursor:
        for table in sorted(database.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {database.ops.quote_name(table)}")  # noqa: S608 (our own tables)
            found[table] = cursor.fetchone()[0]
    return found


def _moment() -> str:
    return now().isoformat(timespec="seconds")


def _pour(content: IO[bytes], pipe: IO[bytes]) -> None:
    while part := content.read(1 << 20):
        pipe.write(part)


def _encrypt(manifest: Manifest, pour: Pour, file: IO[bytes], recipients: Recipients) -> None:
    """Encrypt the manifest and what `pour` writes after it, as it comes."""
    taking, giving = os.pipe()
    failed: list[BaseException] = []

    def feed() -> None:
        try:
            with os.fdopen(giving, "wb") as pipe:
                pipe.write(manifest.line())
                pipe.flush()
                pour(pipe)
        except BaseException as error:  # told to the caller below: a thread's own errors are lost
            failed.append(error)

    feeder = Thread(target=feed)
    feeder.start()
    with os.fdopen(taking, "rb") as reader:
        pyrage.encrypt_io(reader, file, recipients)
    feeder.join()
    if failed:
        raise failed[0]
