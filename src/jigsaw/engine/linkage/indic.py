"""The scripts of India in Latin letters: a consonant carries the vowel a unless a sign says otherwise.

Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada and Malayalam stand in Unicode in one order (that
of the Indian standard ISCII), so one table by place in the block serves all nine.
"""

import re
import unicodedata

_BLOCK = 0x80
_FIRST, _LAST = 0x0900, 0x0D7F
_ENDS_IN_A_CONSONANT = frozenset({0x0900, 0x0980, 0x0A00, 0x0A80})
"""Blocks of the languages that leave a word's last a unspoken: Ram, not Rama."""


def _placed(letters: str, first: int) -> dict[int, str]:
    return dict(enumerate(letters.split(), start=first))


_VOWELS = _placed("a a i i u u ri li e e e ai o o o au", 0x05)
_CONSONANTS = _placed(
    "k kh g gh n ch ch j jh n t th d dh n t th d dh n n p f b bh m y r r l l l v sh sh s h", 0x15
)
_SIGNS = _placed("a i i u u ri ri e e e ai o o o au", 0x3E)
_SILENT, _DOTTED = 0x4D, 0x3C
_NASAL = frozenset({0x01, 0x02, 0x70})
_WITHOUT_A_VOWEL = {0x7A: "n", 0x7B: "n", 0x7C: "r", 0x7D: "l", 0x7E: "l", 0x7F: "k"}
_WORD = re.compile(r"[\u0900-\u0d7f]+")
_SOFT = {"j": "z", "d": "r", "dh": "rh"}


def indic(text: str) -> str:
    """A text with its words in a script of India written in Latin letters; all else as it is."""
    return _WORD.sub(lambda found: _word(unicodedata.normalize("NFC", found.group())), text)


def _word(word: str) -> str:
    block = (ord(word[0]) - _FIRST) // _BLOCK * _BLOCK + _FIRST
    ends_in_a_consonant = block in _ENDS_IN_A_CONSONANT
    places = [ord(letter) - block for letter in word]
    written = ""
    for at, place in enumerate(places):
        is_dotted = places[at + 1 : at + 2] == [_DOTTED]
        after = places[at + 1 + is_dotted : at + 2 + is_dotted]
        written += _letter(place, is_dotted=is_dotted)
        if place in _CONSONANTS and not _is_without_a(after, ends_in_a_consonant):
            written += "a"
    return written


def _letter(place: int, *, is_dotted: bool) -> str:
    if consonant := _CONSONANTS.get(place):
        return _SOFT.get(consonant, consonant) if is_dotted else consonant
    vowel = _VOWELS.get(place) or _SIGNS.get(place) or _WITHOUT_A_VOWEL.get(place)
    return vowel or ("n" if place in _NASAL else "")


def _is_without_a(after: list[int], ends_in_a_consonant: bool) -> bool:
    return (after[0] in _SIGNS or after[0] == _SILENT) if after else ends_in_a_consonant
