"""The key of an encrypted SQLite file: made on the first run, kept apart from the file, and never guessed at.

SQLCipher encrypts each page with AES-256 and a fingerprint of its own. The key is 32 random bytes, written as 64
hexadecimal digits on a line of the key file; or worked out from a passphrase by scrypt (RFC 7914), with a salt that
stands in the key file. While a file is being given a new key two lines stand there, and either may open it.
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import scrypt
from pathlib import Path

from jigsaw.foundation.core.errors import JigsawError

OWNER_ONLY = 0o600
PLAIN = b"SQLite format 3\x00"
"""How every SQLite file begins that is not encrypted."""

_KEY = re.compile(r"[0-9a-f]{64}")
_SALT = "salt "

# Twice the memory of scrypt's own proposal for interactive use (RFC 7914, section 2): 64 MB, a fifth of a second.
_COST = {"n": 2**16, "r": 8, "p": 1, "maxmem": 2**27, "dklen": 32}


class StoreLocked(JigsawError):
    """The database's file cannot be opened: its key is missing or another's, or it should be encrypted and is not."""

    exit_code = 3

    def __init__(self, hindered_by: str, next_step: str) -> None:
        super().__init__("Opening the database", hindered_by, next_step)


@dataclass(frozen=True)
class KeyPlace:
    """Where the key of a database is had: its own file, or a passphrase in a file and the salt in the key file."""

    key_file: Path
    passphrase_file: Path | None = None


def keys_for(name: str, place: KeyPlace) -> Iterator[str]:
    """The keys to try on a file, newest first. The first run makes one. Raises StoreLocked."""
    database = Path(name)
    if not place.key_file.exists():
        if is_there(database):
            hindered = f"its key is not there: {place.key_file.name}"
            raise StoreLocked(
                hindered,
                "Put the key back where JIGSAW_STORE_KEY names it. Without it nobody can read the file",
            )
        write_first(place)
    if is_plain(database):
        raise StoreLocked("the file is not encrypted, and a key is set for it", "Run: jigsaw rekey")
    yield from read_keys(place)


def is_there(database: Path) -> bool:
    """Whether anything was ever written into the file."""
    return database.exists() and database.stat().st_size > 0


def is_plain(database: Path) -> bool:
    """Whether the file can be read by anybody."""
    if not is_there(database):
        return False
    with database.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def read_keys(place: KeyPlace) -> Iterator[str]:
    """The keys in a key file, newest first, as 64 hexadecimal digits. Raises StoreLocked when no line gives one."""
    lines, unread = [line for line in lines_of(place) if line], None
    if not lines:
        raise StoreLocked("the key file is empty", "Put the key back that was kept")
    for line in reversed(lines):
        try:
            yield key_in(line, place)
        except StoreLocked as error:
            unread = error
    if unread:
        raise unread


def key_in(line: str, place: KeyPlace) -> str:
    """The key that a line of the key file means. Raises StoreLocked."""
    if line.startswith(_SALT):
        return _from_passphrase(_passphrase(place), bytes.fromhex(line.removeprefix(_SALT)))
    if not _KEY.fullmatch(line):
        raise StoreLocked(
            "the key file holds no key", "Put back the one that was made: 64 hexadecimal digits"
        )
    return line


def new_line(place: KeyPlace) -> str:
    """A line for a key file: a new key, or a new salt where there is a passphrase."""
    return f"{_SALT}{secrets.token_hex(16)}" if place.passphrase_file else secrets.token_hex(32)


def lines_of(place: KeyPlace) -> list[str]:
    """The lines of a key file; none when it is not there."""
    return place.key_file.read_text("ascii").split("\n")[:-1] if place.key_file.exists() else []


def write_key(place: KeyPlace, *lines: str) -> None:
    """Put these lines into the key file, all at once and readable by its owner alone."""
    _drafted(place, lines).replace(place.key_file)


def write_first(place: KeyPlace) -> None:
    """A new key where there is none. When another process is first, its key is the one that holds."""
    draft = _drafted(place, [new_line(place)])
    with suppress(FileExistsError):
        os.link(draft, place.key_file)
    draft.unlink()


def _drafted(place: KeyPlace, lines: Iterable[str]) -> Path:
    place.key_file.parent.mkdir(parents=True, exist_ok=True)
    draft = place.key_file.with_name(f"{place.key_file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _passphrase(place: KeyPlace) -> str:
    if place.passphrase_file is None:
        hindered = "its key comes from a passphrase, and none is set"
        raise StoreLocked(hindered, "Name the file of the passphrase: JIGSAW_STORE_PASSPHRASE")
    try:
        return place.passphrase_file.read_text("utf-8").rstrip("\n")
    except OSError as error:
        hindered = "the file of the passphrase cannot be read"
        raise StoreLocked(hindered, "Check JIGSAW_STORE_PASSPHRASE") from error


@lru_cache(maxsize=4)
def _from_passphrase(passphrase: str, salt: bytes) -> str:
    # Once a process: every connection asks.
    return scrypt(passphrase.encode(), salt=salt, **_COST).hex()
