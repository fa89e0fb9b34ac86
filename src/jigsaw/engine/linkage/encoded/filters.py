"""Bloom filters of a name's bigrams: similar names set similar bits.

Every bigram's positions are drawn from its own keyed hash, not by adding two hashes up, since double hashing
gives patterns away (Niedermeyer, Steinmetzer, Kroll, Schnell 2014). The filter is folded once by exclusive or,
so that a bit no longer says that a bigram is there (Schnell, Borgs 2016).
"""

import struct
from functools import lru_cache

from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.encoded.scheme import scheme

_POSITIONS = struct.Struct(">16H")
PURPOSE = "name"
"""First and family names share a purpose, so that names that were exchanged can meet."""


def bigrams(name: str) -> tuple[str, ...]:
    """A name's bigrams, padded: "ann" -> "_a", "an", "nn", "n_". A repeated one counts once more."""
    padded = f"{scheme().padding}{name}{scheme().padding}"
    seen: dict[str, int] = {}
    for at in range(len(padded) - 1):
        pair = padded[at : at + 2]
        seen[pair] = seen.get(pair, 0) + 1
    return tuple(
        pair if time == 1 else f"{pair}{time}" for pair, most in seen.items() for time in range(1, most + 1)
    )


@lru_cache(maxsize=100_000)
def name_filter(key: Key, salt: str, name: str) -> int:
    """The folded filter of a name under a salt, as a whole number whose bits are the filter's. 0 for no name."""
    if not name:
        return 0
    filled = 0
    for bigram in bigrams(name):
        filled |= _bits_of(key, salt, bigram)
    half = scheme().folded_bits
    return (filled >> half) ^ (filled & ((1 << half) - 1))


def _bits_of(key: Key, salt: str, bigram: str) -> int:
    positions = _POSITIONS.unpack(key.hashed(PURPOSE, f"{salt}|{bigram}"))[: scheme().hashes_per_bigram]
    bits, filled = scheme().filter_bits, 0
    for position in positions:
        filled |= 1 << (position % bits)
    return filled


def dice(one: int, other: int) -> float:
    """How alike two filters are: twice the bits set in both, over the bits set in each. 0 where one is empty."""
    if not one or not other:
        return 0.0
    return 2 * (one & other).bit_count() / (one.bit_count() + other.bit_count())
