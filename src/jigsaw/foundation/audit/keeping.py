"""Where checkpoints and the key that signs them are kept: in files, away from the database.

Settings: JIGSAW_CHECKPOINTS, the folder of the checkpoints, and JIGSAW_CHECKPOINT_KEY, the file of the key. The folder
belongs on another machine than the database, or is copied there: docs/how-to/keep-the-audit-trail.md.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connection

from jigsaw.foundation.audit.domain import checkpoints
from jigsaw.foundation.audit.domain.checkpoints import NONE_BEFORE, Checkpoint
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.verifying import grown_since
from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.core.time import now

OWNER_ONLY = 0o600

EVERY = timedelta(hours=1)
"""What is cut off the trail's end within this time of its writing may go unseen."""


class NoSuchKey(JigsawError):
    """The key of checkpoints is not there, or is none."""


class NoSuchFile(JigsawError):
    """The file of checkpoints that was named is not there."""


class CheckpointsUnreadable(JigsawError):
    """The last line of the checkpoints is none."""

    def __init__(self) -> None:
        hindered = "the last line of the file cannot be read"
        super().__init__(
            "Reading the checkpoints", hindered, "Run: jigsaw audit verify. Put back the copy that was kept"
        )


def checkpoint_file() -> Path:
    """The file of the checkpoints: a line each, only ever added to."""
    return Path(settings.JIGSAW_CHECKPOINTS) / "audit.jsonl"


def public_key_file() -> Path:
    """The file of the key with which checkpoints are verified. A copy of it belongs elsewhere."""
    return Path(settings.JIGSAW_CHECKPOINTS) / "audit.pub"


def lines(path: Path | None = None) -> list[str]:
    """The checkpoints in a file, else this machine's own: a line each, oldest first. Raises NoSuchFile."""
    file = path or checkpoint_file()
    if path and not path.is_file():
        raise NoSuchFile(
            "Verifying checkpoints", "the file is not there", "Check the path after --checkpoints"
        )
    return file.read_text("utf-8").splitlines() if file.exists() else []


def last() -> Checkpoint | None:
    """The newest checkpoint; None before the first. Raises CheckpointsUnreadable."""
    made = lines()
    return _read(made[-1]) if made else None


def add_when_due() -> Checkpoint | None:
    """As `add`, when the newest checkpoint is an hour old or there is none. Never where no folder is set."""
    if not settings.JIGSAW_CHECKPOINTS:
        return None
    newest = last()
    if newest and now() - datetime.fromisoformat(newest.at) < EVERY:
        return None
    return add()


def is_overdue() -> bool:
    """Whether rows wait for a checkpoint for two hours or more. Raises CheckpointsUnreadable, TrailChanged."""
    newest = last()
    if newest is None:
        first = AuditEvent.objects.order_by("pk").values_list("at", flat=True).first()
        return first is not None and now() - first > 2 * EVERY
    late = now() - datetime.fromisoformat(newest.at) > 2 * EVERY
    return late and grown_since(newest) != newest.lanes


def is_on_the_databases_disk() -> bool:
    """Whether checkpoints and an SQLite file are on one disk: whoever takes or restores one has the other too."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not file.exists() or not checkpoint_file().exists():
        return False
    return file.stat().st_dev == checkpoint_file().stat().st_dev


def add() -> Checkpoint | None:
    """Note what the audit trail is now, signed. None when it is as it was at the last checkpoint.

    The key is made when there is none and no checkpoint yet. Raises NoSuchKey, TrailChanged, CheckpointsUnreadable.
    """
    with _alone() as file:
        made = [line for line in file.read().splitlines() if line]
        before = _read(made[-1]) if made else None
        lanes = grown_since(before)
        if before and lanes == before.lanes:
            return None
        last_line = checkpoints.fingerprint_of(made[-1]) if made else NONE_BEFORE
        found = Checkpoint(len(made) + 1, now().isoformat(timespec="seconds"), lanes, last_line)
        file.write(checkpoints.signed(found, _signing_key(may_make=not made)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return found


def forget() -> None:
    """Delete the checkpoints: only for a trail of invented people that begins anew."""
    if settings.JIGSAW_CHECKPOINTS:
        checkpoint_file().unlink(missing_ok=True)


def verifying_key(path: Path | None = None) -> Ed25519PublicKey:
    """The public key in a file, or that beside the checkpoints. Raises NoSuchKey."""
    at = path or public_key_file()
    try:
        key = serialization.load_pem_public_key(at.read_bytes())
    except (OSError, ValueError) as error:
        hindered, mend = "there is no public key in the file", "Give the copy that was kept, with --key"
        raise NoSuchKey("Verifying checkpoints", hindered, mend) from error
    if not isinstance(key, Ed25519PublicKey):
        raise NoSuchKey("Verifying checkpoints", "the key is of another kind", "Give the copy that was kept")
    return key


def _read(line: str) -> Checkpoint:
    try:
        return checkpoints.read(line)
    except ValueError as error:
        raise CheckpointsUnreadable() from error


@contextmanager
def _alone() -> Iterator[IO[str]]:
    """The file of the checkpoints, read from its beginning and added to at its end, by one at a time."""
    file = checkpoint_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="utf-8") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        opened.seek(0)
        yield opened


def _signing_key(*, may_make: bool) -> Ed25519PrivateKey:
    path = Path(settings.JIGSAW_CHECKPOINT_KEY)
    if not path.exists() and may_make:
        _make_key(path)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        hindered = "the key that signed the checkpoints before is not there, or cannot be read"
        mend = "Put it back, or move the checkpoints away together with their public key and begin anew"
        raise NoSuchKey("Adding a checkpoint", hindered, mend) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoSuchKey("Adding a checkpoint", "the key is of another kind", "Put back the one that was made")
    return key


def _make_key(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    raw, pem = serialization.NoEncryption(), serialization.Encoding.PEM
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        file.write(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, raw))
    public = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
    public_key_file().write_bytes(public)
