"""A name in one column taken apart: "Smith, John", "Sir Francis Bacon, 1st Viscount St Alban", "Maria de la Cruz"."""

import re
from functools import lru_cache
from typing import NamedTuple

from jigsaw.engine.linkage.names import PARTICLES, SUFFIXES, TITLES, tokens


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RANKS = _listed("""
    baron baroness baronet bart bt count countess duke duchess earl lord lady marquess marquis viscount
    viscountess knight prince princess king queen saint colonel captain general admiral bishop sir dame
""")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[\"\u201c](.*?)[)\]\"\u201d]")
_OF_A_PLACE = re.compile(r"\b(?:of|zu|zum)\b", re.IGNORECASE)


class WholeName(NamedTuple):
    """A name's parts: first and middle names, family name, and other words that may name the person."""

    given: str
    family: str
    others: tuple[str, ...]


@lru_cache(maxsize=200_000)
def take_apart(written: str) -> WholeName:
    """The parts of a name written in one piece. A single word is a family name's or a first name's: it is the
    first name, and stands among the others too.
    """
    asides = tuple(token for aside in _ASIDE.findall(written) for token in tokens(aside))
    plain = _ORDINAL.sub(" ", _ASIDE.sub(" ", written))
    first, _, after = plain.partition(",")
    if after.strip() and not _is_an_epithet(after):
        given, family = _words(after), _words(first)
        return WholeName(" ".join(given), " ".join(family), asides)
    name, *places = _OF_A_PLACE.split(first)
    words = _words(name)
    others = (*(word for part in (*places, after) for word in _words(part)), *asides)
    if len(words) < 2 and others:
        words = (*words, others[-1])
    at = _where_the_family_name_begins(words)
    return WholeName(" ".join(words[:at]), " ".join(words[at:]), others)


def _words(part: str) -> tuple[str, ...]:
    found = tokens(part)
    kept = tuple(word for word in found if word not in _RANKS)
    return kept or found


def _is_an_epithet(after: str) -> bool:
    # "John Smith, Jr" and "Thomas Clifford, 1st Baron Clifford" add to a name; "Smith, John" turns it round.
    if _ORDINAL.search(after) or _OF_A_PLACE.search(after):
        return True
    found = re.findall(r"[a-z]+", after.lower())
    return bool(found) and (found[0] in SUFFIXES or (found[0] in _RANKS and found[0] not in TITLES))


def _where_the_family_name_begins(words: tuple[str, ...]) -> int:
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    return max(at, 1) if len(words) > 1 else len(words)
