"""Names as they are looked for: one alphabet, one case, one token a part, and how each token sounds."""

import re
from functools import lru_cache

import jellyfish
from anyascii import anyascii

_PART = re.compile(r"[a-z]+")
_APOSTROPHE = re.compile(r"['’`]")
_NOT_NAMES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "rev", "mx"})


def name_tokens(*written: str) -> frozenset[str]:
    """The parts of written names: "O'Neil-Søren" -> {"oneil", "soren"}. No titles or initials."""
    plain = anyascii(_APOSTROPHE.sub("", " ".join(written))).lower()
    return frozenset(part for part in _PART.findall(plain) if len(part) > 1 and part not in _NOT_NAMES)


@lru_cache(maxsize=50_000)
def sound(token: str) -> str:
    """How a token sounds (Metaphone): "steven" and "stephen" give one code. Empty for what has no sound."""
    return str(jellyfish.metaphone(token)).replace(" ", "")
