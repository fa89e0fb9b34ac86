"""Links for agencies outside the agreement: a token that cannot be guessed, of which only a hash is kept."""

import hashlib
import secrets

_BYTES = 32


def new_token() -> str:
    """A token of 256 random bits, as it stands in an address."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(token: str) -> str:
    """What is kept of a token: from it nobody can make the link again."""
    return hashlib.sha256(token.encode()).hexdigest()
