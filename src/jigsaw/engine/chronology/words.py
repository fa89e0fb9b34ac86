"""Words of entries brought to one form, so that two tellings of one event can be seen to be alike; and references.

Open and small on purpose: words are cut to six letters, words for the same thing are made one, small words are left
out. Nothing is learned from anybody's chronology.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

LETTERS = 6
_WORD = re.compile(r"[a-z][a-z’']*|[a-z]?\d+[a-z]?")
_REFERENCE = re.compile(r"\b(?=[A-Za-z0-9/\-]*\d{3})[A-Za-z]{0,6}[/\- ]?\d[\dA-Za-z/\-]{2,}\b")
_DATE = re.compile(
    r"\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b"
)

_NOT_OF_IT = re.compile(
    r"^[A-Za-z]+|[\s/\-]"
)  # agencies write the same one with other letters and other signs
_DIGITS = re.compile(r"\d")
_FEWEST_DIGITS = 4
_LISTED = tomllib.loads(files("jigsaw.engine.chronology").joinpath("words.toml").read_text("utf-8"))
_SMALL = frozenset(_LISTED["small"].split())
_FIRST = {other: line.split()[0] for line in _LISTED["alike"] for other in line.split()}


@lru_cache(maxsize=100_000)
def plain_words(text: str) -> frozenset[str]:
    """The telling words of a text, each in its one form."""
    lowered = text.lower().replace("a&e", "emergency").replace("a & e", "emergency")
    found = (word.strip("’'") for word in _WORD.findall(lowered))
    return frozenset(
        _FIRST.get(word, word)[:LETTERS] for word in found if word not in _SMALL and len(word) > 1
    )


def as_written(text: str, plain: Iterable[str]) -> dict[str, str]:
    """For each of these words in its one form, how the text writes it first."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text.lower()):
        for one in plain_words(word):
            found.setdefault(one, word)
    return {one: found[one] for one in plain if one in found}


@lru_cache(maxsize=100_000)
def references(text: str) -> frozenset[str]:
    """What look like reference numbers in a text ("CAD 1042/06", "LOG-33120"): four digits at least, and no date."""
    found = (_NOT_OF_IT.sub("", one).upper() for one in _REFERENCE.findall(_DATE.sub(" ", text)))
    return frozenset(one for one in found if len(_DIGITS.findall(one)) >= _FEWEST_DIGITS)


def how_many_say(texts: Iterable[frozenset[str]]) -> dict[str, int]:
    """In how many of the texts each word stands."""
    counted: dict[str, int] = {}
    for words in texts:
        for word in words:
            counted[word] = counted.get(word, 0) + 1
    return counted
