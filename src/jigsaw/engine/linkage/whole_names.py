"""A name in one column taken apart: "Smith, John", "Sir Francis Bacon, 1st Viscount St Alban", "Maria de la Cruz"."""

import re
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from jigsaw.engine.linkage.names import PARTICLES, SUFFIXES, TITLES, tokens
from jigsaw.engine.linkage.spellings import family_leads


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RANKS = _listed("""
    baron baroness baronet bart bt count countess duke duchess earl lord lady marquess marquis viscount
    viscountess knight prince princess king queen saint colonel captain general admiral bishop sir dame
""")
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[\"\u201c](.*?)[)\]\"\u201d]")
_OF_A_PLACE = re.compile(r"\b(?:of|zu|zum)\b", re.IGNORECASE)

_PACKED = re.compile(r"[\u4e00-\u9fff]+|[\uac00-\ud7a3]+")
_LONGEST_PACKED = 4
_OF_TWO = frozenset(
    ("欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐",
     "남궁", "황보", "선우", "제갈")
)  # fmt: skip
# As families write themselves, not letter by letter.
_HANGUL_FAMILIES = {
    "gim": "kim", "i": "lee", "bag": "park", "choe": "choi", "jeong": "jung", "gang": "kang", "jo": "cho",
    "yun": "yoon", "im": "lim", "sin": "shin", "u": "woo", "gwon": "kwon", "an": "ahn", "go": "ko", "mun": "moon",
    "no": "roh",
}  # fmt: skip


_GENERATIONS = {
    "sr": "first", "snr": "first", "senior": "first", "jr": "second", "jnr": "second", "junior": "second",
    "ii": "second", "iii": "third", "iv": "fourth",
}  # fmt: skip
_GENERATION = re.compile(rf"(?<=\w)[\s,.]+({'|'.join(_GENERATIONS)})\.?\s*(?=,|$)", re.IGNORECASE)


class WholeName(NamedTuple):
    """A name's parts: first and middle names, family name, and other words that may name the person."""

    given: str
    family: str
    others: tuple[str, ...]


@lru_cache(maxsize=200_000)
def generation(written: str) -> str:
    """Which of two of one name it is, where it says so: "second" for "John Smith, Jr" or "Smith II, John"; or ""."""
    found = _GENERATION.search(written)
    return _GENERATIONS[found.group(1).lower()] if found else ""


@lru_cache(maxsize=200_000)
def take_apart(written: str) -> WholeName:
    """The parts of a name written in one piece. A single word is a family name's or a first name's: it is the
    first name, and stands among the others too.
    """
    asides = tuple(token for aside in _ASIDE.findall(written) for token in tokens(aside))
    if apart := family_name_first(written):
        return WholeName(*apart, asides)
    plain = _ORDINAL.sub(" ", _ASIDE.sub(" ", written))
    first, _, after = plain.partition(",")
    if after.strip() and not _is_an_epithet(after):
        given, family = _words(after), _words(first)
        return WholeName(" ".join(given), " ".join(family), asides)
    name, *places = _OF_A_PLACE.split(first)
    words = _words(name, of_a_place=bool(places))
    others = (*(word for part in (*places, after) for word in _words(part)), *asides)
    if len(words) < 2 and others:
        words = (*words, others[-1])
    if family_leads(words, plain):
        return WholeName(" ".join(words[1:]), words[0], others)
    at = _where_the_family_name_begins(words)
    return WholeName(" ".join(words[:at]), " ".join(words[at:]), others)


def family_name_first(written: str) -> tuple[str, str] | None:
    """First and family name of a name in Han characters or Hangul, where no space parts them: the family name leads."""
    packed = "".join(_ASIDE.sub("", written).split())
    if not 2 <= len(packed) <= _LONGEST_PACKED or not _PACKED.fullmatch(packed):
        return None
    at = 2 if packed[:2] in _OF_TWO and len(packed) > 2 else 1
    family = " ".join(anyascii(each) for each in packed[:at]).lower().replace(" ", "")
    return " ".join(anyascii(each) for each in packed[at:]).lower(), _HANGUL_FAMILIES.get(family, family)


def _words(part: str, *, of_a_place: bool = False) -> tuple[str, ...]:
    # A rank at the end is a family name ("Martin Luther King", "Duke"), unless a place follows ("Duke of Devonshire").
    found = tokens(part)
    last = len(found) if of_a_place else len(found) - 1
    kept = tuple(word for at, word in enumerate(found) if at >= last or word not in _RANKS)
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
