"""Secrets of accounts, sealed under a key that stands in a file apart from every database.

AES-256 in Galois/counter mode; what a secret is for, and whose it is, is sealed with it, so that none can be put in
another's place. The same key fingerprints recovery codes and links: with the database alone nobody can try them out.
"""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from jigsaw.foundation.core.errors import JigsawError

OWNER_ONLY = 0o600
_NONCE = 12


class AccountKeyLost(JigsawError):
    """The key file of accounts is not there, or is another's: second factors cannot be read."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "Reading a second factor",
            "the key file that JIGSAW_ACCOUNT_KEY names is missing or another's",
            "Put the key back that was kept, or let each person set up their second factor anew",
        )


def seal(words: str, purpose: str, owner: int) -> str:
    """The words, readable only with the key, for the same purpose and owner."""
    nonce = secrets.token_bytes(_NONCE)
    return urlsafe_b64encode(
        nonce + AESGCM(_key()).encrypt(nonce, words.encode(), _about(purpose, owner))
    ).decode()


def unseal(sealed: str, purpose: str, owner: int) -> str:
    """The words again. Raises AccountKeyLost."""
    written = urlsafe_b64decode(sealed)
    try:
        return AESGCM(_key()).decrypt(written[:_NONCE], written[_NONCE:], _about(purpose, owner)).decode()
    except InvalidTag as error:
        raise AccountKeyLost from error


def fingerprint(words: str, purpose: str) -> str:
    """64 hexadecimal digits by which words are known again, and from which nobody without the key finds them."""
    return hmac.new(_key(), f"{purpose}\x1f{words}".encode(), hashlib.sha256).hexdigest()


def _about(purpose: str, owner: int) -> bytes:
    return f"{purpose}\x1f{owner}".encode()


def _key() -> bytes:
    return _key_in(str(settings.JIGSAW_ACCOUNT_KEY))


@lru_cache(maxsize=4)
def _key_in(name: str) -> bytes:
    place = Path(name)
    if not place.exists():
        _make(place)
    written = place.read_text("ascii").strip()
    if len(written) != 64:
        raise AccountKeyLost
    return bytes.fromhex(written)


def _make(place: Path) -> None:
    """A new key where there is none. When another process is first, its key is the one that holds."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w") as file:
        file.write(f"{secrets.token_hex(32)}\n")
    with suppress(FileExistsError):
        os.link(draft, place)
    draft.unlink()
