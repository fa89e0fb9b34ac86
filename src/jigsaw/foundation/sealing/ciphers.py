"""How words are sealed and opened, and how a key is wrapped: AES-256 in GCM, bound to what it belongs to.

Bound, so that words cannot be moved to another piece, nor a key to another record, without being noticed (NIST SP
800-38D, additional authenticated data).
"""

import hmac
import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
BEGINS = "sealed:1:"
_SEALED = re.compile(r"sealed:1:(?P<record>[0-9a-f-]{36}):(?P<rest>[A-Za-z0-9+/=]+)")


@dataclass(frozen=True)
class Told:
    """What a piece says: its words, and what its agency told besides."""

    words: str
    attributes: Mapping[str, str]


def new_key() -> bytes:
    """32 random bytes."""
    return AESGCM.generate_key(256)


def wrapped(key: bytes, outer: bytes, record: UUID) -> str:
    """A record's key under the key that no database holds."""
    return _encrypted(key, outer, record.bytes)


def unwrapped(text: str, outers: list[bytes], record: UUID) -> bytes | None:
    """A record's key; None where none of the outer keys opens it, or it was another record's."""
    for outer in outers:
        try:
            return _decrypted(text, outer, record.bytes)
        except InvalidTag:
            continue
    return None


def sealed(told: Told, key: bytes, record: UUID, bound: str) -> str:
    """What a piece says, as it is kept: with the record whose key opens it. bound: what it cannot be moved from."""
    said = json.dumps([told.words, dict(told.attributes)], ensure_ascii=False, separators=(",", ":"))
    return f"sealed:1:{record}:{_encrypted(said.encode(), key, bound.encode())}"


def opened(text: str, key: bytes, bound: str) -> Told | None:
    """What a piece says; None where the key does not open it, or it was another piece's."""
    found = _SEALED.fullmatch(text)
    try:
        words, attributes = json.loads(_decrypted(found["rest"], key, bound.encode())) if found else ("", {})
    except InvalidTag:
        return None
    return Told(words, attributes)


def record_of(text: str) -> UUID | None:
    """Whose key opens a kept text; None for one that is not sealed."""
    found = _SEALED.fullmatch(text) if text.startswith(BEGINS) else None
    return UUID(found["record"]) if found else None


def keyed(fingerprint: str, pepper: bytes) -> str:
    """A fingerprint that nobody can check a guess against who has not the key."""
    return hmac.new(pepper, fingerprint.encode(), sha256).hexdigest()


def _encrypted(plain: bytes, key: bytes, belongs_to: bytes) -> str:
    nonce = os.urandom(_NONCE)
    return b64encode(nonce + AESGCM(key).encrypt(nonce, plain, belongs_to)).decode("ascii")


def _decrypted(text: str, key: bytes, belongs_to: bytes) -> bytes:
    whole = b64decode(text)
    return AESGCM(key).decrypt(whole[:_NONCE], whole[_NONCE:], belongs_to)
