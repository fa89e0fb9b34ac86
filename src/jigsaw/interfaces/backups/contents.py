"""What stands in a backup: a line of JSON that says what it holds, then the database as its own tools write it.

All of it is encrypted in the age format (age-encryption.org/v1) to one or more public keys.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import IO, Any

import pyrage

from jigsaw.foundation.core.errors import JigsawError


class NoSuchBackup(JigsawError):
    """A file that is no backup, is cut short, or was written for another key."""


class KeyUnreadable(JigsawError):
    """A public or private key that is none."""

    exit_code = 2


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. rows: by table; trail: each lane's rows and last fingerprint; key: of SQLite's
    copy; seals: the keys that open those of sealed words.
    """

    made_at: str
    vendor: str
    rows: Mapping[str, int]
    trail: Mapping[str, tuple[int, str]]
    key: str = ""
    seals: tuple[str, ...] = ()

    def line(self) -> bytes:
        """The manifest as the first line of a backup."""
        return json.dumps(asdict(self)).encode() + b"\n"


def manifest_in(line: bytes) -> Manifest:
    """The manifest in a backup's first line. Raises NoSuchBackup."""
    try:
        told: dict[str, Any] = json.loads(line)
        trail = {lane: (number, last) for lane, (number, last) in told.pop("trail").items()}
        return Manifest(trail=trail, seals=tuple(told.pop("seals", ())), **told)
    except (ValueError, KeyError, TypeError) as error:
        raise no_backup() from error


def no_backup() -> NoSuchBackup:
    """The error for a file that cannot be read as a backup."""
    hindered = "the file is no backup, is cut short, or was written for another key"
    return NoSuchBackup(
        "Reading a backup", hindered, "Try the private key that belongs to it, or an older backup"
    )


def recipient(text: str) -> pyrage.x25519.Recipient:
    """The public key in a text: age1… Raises KeyUnreadable."""
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        hindered, mend = (
            "that is no public key of the age format",
            "Give age1…: jigsaw backup-key makes a pair",
        )
        raise KeyUnreadable("Writing a backup", hindered, mend) from error


def identity(text: str) -> pyrage.x25519.Identity:
    """The private key in the text of a key file. Raises KeyUnreadable."""
    lines = [line for line in text.splitlines() if line.startswith("AGE-SECRET-KEY-")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0])
    except (IndexError, pyrage.IdentityError) as error:
        hindered, mend = (
            "the file holds no private key of the age format",
            "Give the file that jigsaw backup-key wrote",
        )
        raise KeyUnreadable("Reading a backup", hindered, mend) from error


class Parted:
    """Takes a backup as it is decrypted: its first line apart, the rest into `rest`."""

    def __init__(self, rest: IO[bytes]) -> None:
        self._rest, self._first, self._is_parted = rest, bytearray(), False

    def write(self, part: bytes) -> int:
        """Take the next part."""
        if self._is_parted:
            self._rest.write(part)
            return len(part)
        self._first += part
        line, found, rest = bytes(self._first).partition(b"\n")
        if found:
            self._is_parted, self._first = True, bytearray(line)
            self._rest.write(rest)
        return len(part)

    def flush(self) -> None:
        """Hand on what was taken."""
        self._rest.flush()

    @property
    def manifest(self) -> Manifest:
        """What the first line says. Raises NoSuchBackup."""
        return manifest_in(bytes(self._first))
