"""Names of every script in plain small Latin letters.

Most scripts are written out letter by letter. Greek has sounds of two letters. Those of India leave the vowel a
unwritten (`indic`). Arabic and Hebrew leave most vowels unwritten, so their commonest names are read from a table
(`unwritten_vowels.csv`, common knowledge; a name that is not there keeps its consonants).
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from jigsaw.engine.linkage.indic import indic

_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_CONSONANTS_ONLY = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+")
_GREEK_SOUNDS = (
    ("ου", "ou"), ("γγ", "ng"), ("γχ", "nch"), ("αυ", "av"), ("ευ", "ev"), ("χ", "ch"), ("η", "i"), ("υ", "y"),  # noqa: RUF001 - Greek it is
)  # fmt: skip
_GREEK_BEGINNINGS = re.compile(r"\b(μπ|ντ|γκ)")
_BEGINS_WITH = {"μπ": "b", "ντ": "d", "γκ": "g"}
# One letter for each way of writing it: with or without a hamza, in Arabic, Persian or Urdu.
_ONE_ARABIC_FORM = str.maketrans("أإآٱىیئکةہھۃؤ", "اااايييكههههو")
_ARTICLE = "ال"
_SHORT = 3


@lru_cache(maxsize=200_000)
def latin(written: str) -> str:
    """A text in plain small Latin letters; marks, digits and punctuation stay as they are."""
    text = unicodedata.normalize("NFC", written)
    if not text.isascii():
        text = _CONSONANTS_ONLY.sub(lambda found: _with_vowels(found.group()), text)
        text = indic(text)
        text = _greek(text) if _GREEK.search(text) else text
    return anyascii(text).lower()


def _greek(text: str) -> str:
    plain = _without_marks(text).lower()
    plain = _GREEK_BEGINNINGS.sub(lambda found: _BEGINS_WITH[found.group()], plain)
    for sound, letters in _GREEK_SOUNDS:
        plain = plain.replace(sound, letters)
    return plain


def _with_vowels(word: str) -> str:
    plain = _one_form(word)
    without = plain.removeprefix(_ARTICLE)
    # The article goes, as it does in Latin letters; what is left must be long enough to be a name ("Ilham" has none).
    return _names().get(plain) or _names().get(without) or (without if len(without) > _SHORT else plain)


def _one_form(word: str) -> str:
    return _without_marks(unicodedata.normalize("NFKC", word).replace("ـ", "").translate(_ONE_ARABIC_FORM))


def _without_marks(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", text) if unicodedata.category(mark) != "Mn")


@cache
def _names() -> dict[str, str]:
    lines = files(__package__).joinpath("unwritten_vowels.csv").read_text("utf-8").splitlines()
    return {_one_form(name): letters for name, letters in (line.split(",") for line in lines)}
