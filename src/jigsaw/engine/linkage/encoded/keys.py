"""The secret that a group of agencies shares, and the hashes made with it.

Whoever holds the key can test any guess ("is this Alexander Smith, born 2 March 1958?"), so the key is the
whole of the protection. Each purpose has a key of its own, so that no two fields can be set side by side.
"""

import hmac
import os
import secrets
import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from jigsaw.engine.linkage.encoded.scheme import NAME, scheme
from jigsaw.foundation.core.errors import JigsawError

BEGINS = "jigsaw-encoding-key-1:"
_BYTES = 32
_READING = "Reading the encoding key"


class FaultyKey(JigsawError):
    """A key file that cannot be used."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Key:
    """A shared secret. `id` names it to those who hold it and tells nothing of it to others."""

    secret: bytes = field(repr=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", hmac.digest(self.secret, f"{NAME}|id".encode(), "sha256")[:4].hex())

    def hashed(self, purpose: str, text: str) -> bytes:
        """The 32 bytes of a text's keyed hash for one purpose."""
        return hmac.digest(_of_purpose(self.secret, purpose), text.encode(), "sha256")

    def tag(self, purpose: str, text: str) -> str:
        """A keyed hash cut to a tag's length, in base 64: equal for equal texts, and nothing else."""
        return urlsafe_b64encode(self.hashed(purpose, text)[: scheme().tag_bytes]).decode()


@lru_cache(maxsize=500)
def _of_purpose(secret: bytes, purpose: str) -> bytes:
    return hmac.digest(secret, f"{NAME}|{purpose}".encode(), "sha256")


def new_key(path: Path) -> Key:
    """Make a key and keep it in a new file that only its owner can read. Raises FaultyKey when it is there."""
    secret = secrets.token_bytes(_BYTES)
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise FaultyKey(
            "Making an encoding key",
            f"{path.name} is there already",
            "Choose another name: what was encoded under a key that is lost can never be joined again",
        ) from None
    except OSError as error:
        raise FaultyKey(
            "Making an encoding key",
            f"{path.name} cannot be written ({type(error).__name__})",
            "Choose another place",
        ) from None
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(f"{BEGINS}{urlsafe_b64encode(secret).decode()}\n")
    return Key(secret)


def read_key(path: Path) -> Key:
    """The key in a file. Raises FaultyKey when others can read the file, or when it holds no key."""
    try:
        mode, written = path.stat().st_mode, path.read_text("ascii", errors="replace").strip()
    except OSError as error:
        why = f"{path.name} cannot be read ({type(error).__name__})"
        mend = "Name the key file, or make one: jigsaw encode new-key --key-file FILE"
        raise FaultyKey(_READING, why, mend) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise FaultyKey(
            _READING, f"others on this machine can open {path.name}", f"Run: chmod 600 {path.name}"
        )
    secret = _decoded(written.removeprefix(BEGINS)) if written.startswith(BEGINS) else b""
    if len(secret) != _BYTES:
        why = f"{path.name} holds no whole key"
        raise FaultyKey(_READING, why, "Ask whoever made the key for the file again")
    return Key(secret)


def _decoded(letters: str) -> bytes:
    try:
        return urlsafe_b64decode(letters)
    except ValueError:
        return b""
