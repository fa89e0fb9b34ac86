"""The way back from a backup, and the drill that shows that there is one."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pyrage
from django.db import connection
from sqlcipher3 import dbapi2 as driver

from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.audit.lanes import LAST_OF_EACH
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.core.sqlite.files import remove_companions
from jigsaw.foundation.core.sqlite.keys import KeyPlace
from jigsaw.foundation.core.sqlite.opening import place_in, unlock
from jigsaw.foundation.core.sqlite.rekeying import count_rows, faults_in
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.backups import postgresql, seals
from jigsaw.interfaces.backups.contents import Manifest, Parted, no_backup
from jigsaw.interfaces.backups.writing import SUBJECT, rows_by_table

DRILL = "drill"
RESTORING = "Restoring a backup"


@dataclass
class Drilled:
    """What a drill found: what the backup holds, and what is wrong with it, in sentences."""

    manifest: Manifest
    wrong: list[str] = field(default_factory=list)


def drill(*, by: Viewer, backup: Path, identity: pyrage.x25519.Identity) -> Drilled:
    """Restore a backup beside the database, look it over, and throw it away again.

    Looked over: SQLite's own check of all pages, or PostgreSQL's reading of all of it; the rows of each table; the
    audit trail's chain and its end. Raises NoSuchBackup, ToolFailed.
    """
    with tempfile.TemporaryDirectory(dir=backup.parent) as folder:
        content = Path(folder) / "content"
        manifest = decrypted(backup, identity, content)
        look = _postgresql_looked_over if manifest.vendor == "postgresql" else _sqlite_looked_over
        found = Drilled(manifest, look(manifest, content))
    detail = {"sound": not found.wrong, "made_at": manifest.made_at, "rows": sum(manifest.rows.values())}
    record_act(by=by, act="backup restored in a drill", subject_kind=SUBJECT, subject_id=DRILL, detail=detail)
    return found


def restore_sqlite(backup: Path, identity: pyrage.x25519.Identity) -> Manifest:
    """Put a backup where no database is. Its key in the key file is the backup's own: `rekey` gives it another.

    Raises NoSuchBackup, Refused.
    """
    database, place = (
        Path(str(connection.settings_dict["NAME"])),
        place_in(dict(connection.settings_dict["OPTIONS"])),
    )
    if place is None:
        raise Refused(
            RESTORING, "JIGSAW_STORE_KEY is set to nothing", "Name a file for the key, or leave it unset"
        )
    if keys.is_there(database):
        raise Refused(
            RESTORING, "there is a database already", "Move it away first, with its -wal and -shm files"
        )
    database.parent.mkdir(parents=True, exist_ok=True)
    draft = database.with_name(f"{database.name}.restored")
    try:
        manifest = _of("sqlite", decrypted(backup, identity, draft))
        keys.write_key(place, *keys.lines_of(place), manifest.key)
        remove_companions(str(database))
        seals.put_back(manifest)
        draft.replace(database)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def restore_postgresql(backup: Path, identity: pyrage.x25519.Identity) -> Manifest:
    """Put a backup into an empty database. Raises NoSuchBackup, ToolFailed, Refused."""
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise Refused(
                RESTORING, "the database is not empty", "Make an empty one and name it in JIGSAW_DATABASE_URL"
            )
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        manifest = _of("postgresql", decrypted(backup, identity, content))
        with content.open("rb") as dump:
            postgresql.restore(connection.settings_dict, dump)
    seals.put_back(manifest)
    return manifest


def _of(vendor: str, manifest: Manifest) -> Manifest:
    if manifest.vendor != vendor:
        hindered = f"the backup is one of {manifest.vendor}"
        raise Refused(RESTORING, hindered, "Restore it into a database of that kind: JIGSAW_DATABASE_URL")
    return manifest


def decrypted(backup: Path, identity: pyrage.x25519.Identity, content: Path) -> Manifest:
    """Decrypt a backup: its manifest, and what it holds into the file `content`. Raises NoSuchBackup."""
    try:
        with backup.open("rb") as source, _private(content) as target:
            parted = Parted(target)
            pyrage.decrypt_io(source, parted, [identity])
    except (OSError, pyrage.DecryptError) as error:
        raise no_backup() from error
    return parted.manifest


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, keys.OWNER_ONLY), "wb")


def _sqlite_looked_over(manifest: Manifest, content: Path) -> list[str]:
    with closing(driver.connect(str(content), isolation_level=None)) as copy:
        if not unlock(copy, manifest.key):
            return ["the copy inside cannot be opened"]
        wrong = [*faults_in(copy), *_other_rows(manifest, count_rows(copy))]
        wrong += _other_ends(manifest, copy.execute(LAST_OF_EACH).fetchall())
        if seals.TABLE in manifest.rows:
            wrong += seals.unopened(manifest, copy.execute(seals.KEPT_KEYS).fetchall())
    key_file = content.with_name("key")
    keys.write_key(KeyPlace(key_file), manifest.key)
    return wrong + _broken_chain(f"sqlite:///{content}", {"JIGSAW_STORE_KEY": str(key_file)})


def _postgresql_looked_over(manifest: Manifest, content: Path) -> list[str]:
    with database_beside() as beside:
        with content.open("rb") as dump:
            postgresql.restore(beside.settings_dict, dump)
        with beside.cursor() as cursor:
            cursor.execute(LAST_OF_EACH)
            wrong = _other_ends(manifest, cursor.fetchall())
            if seals.TABLE in manifest.rows:
                cursor.execute(seals.KEPT_KEYS)
                wrong += seals.unopened(manifest, cursor.fetchall())
        wrong += _other_rows(manifest, rows_by_table(beside))
        beside.close()
        return wrong + _broken_chain(postgresql.address(beside.settings_dict), {})


@contextmanager
def database_beside() -> Iterator[Any]:
    """A connection to an empty database on the same PostgreSQL. It is dropped afterwards."""
    beside = connection.copy()
    beside.settings_dict = connection.settings_dict | {"NAME": f"jigsaw_drill_{secrets.token_hex(4)}"}
    name = connection.ops.quote_name(beside.settings_dict["NAME"])
    server = connection.copy()
    try:
        with server.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        yield beside
    finally:
        beside.close()
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.close()


def _other_rows(manifest: Manifest, rows: Mapping[str, int]) -> list[str]:
    tables = sorted({*manifest.rows, *rows})
    return [
        f"{table} has {rows.get(table, 0):,} rows and had {manifest.rows.get(table, 0):,}"
        for table in tables
        if rows.get(table) != manifest.rows.get(table)
    ]


def _other_ends(manifest: Manifest, ends: Iterable[tuple[int, int, str]]) -> list[str]:
    found = {str(lane): (number, last) for lane, number, last in ends}
    return [] if found == dict(manifest.trail) else ["the audit trail does not end where it ended"]


def _broken_chain(url: str, told: Mapping[str, str]) -> list[str]:
    """What `jigsaw audit verify` says of the copy, in a process of its own that knows no other database."""
    environment = {**os.environ, "JIGSAW_DATABASE_URL": url, "JIGSAW_CHECKPOINTS": "", **told}
    asked = [sys.executable, "-c", "from jigsaw.cli import main; main()", "audit", "verify", "--json"]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (our own)
    try:
        return list(json.loads(done.stdout)["wrong"])
    except (ValueError, KeyError):
        return ["the audit trail of the copy could not be verified"]
