"""Where tellings of one event contradict each other, side by side: neither wins, and both stay."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from jigsaw.engine.chronology.alike import NEAR
from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.when import How, may_be_the_same
from jigsaw.engine.chronology.words import plain_words, references

_COUNT = re.compile(r"(?<![\w/.:\-£])(\d{1,3})(?![\w/.:\-%])")
_SPELT = {
    name: str(at)
    for at, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_DENIED = re.compile(
    r"\b(?:no|not|never|denied|without|nobody|none|didn’t|didn't|wasn’t|wasn't|declined|refused)\b",
    re.IGNORECASE,
)
_TOLD = {"who": "Who was involved", "action": "What was done", "outcome": "What came of it"}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that is told differently: what, and each telling with the key of its entry."""

    about: str
    versions: tuple[tuple[str, str], ...]


def contradictions(event: Sequence[Entry]) -> list[Contradiction]:
    """What the tellings of one event say differently: when, how many, yes or no, who, what was done, outcome."""
    told = sorted(event, key=lambda one: (one.agency, one.own_place, one.key))
    found = [_of_time(told), _of_counts(told), _of_denial(told)]
    found += [_of_field(told, field, name) for field, name in _TOLD.items()]
    return [one for one in found if one]


def _of_time(told: Sequence[Entry]) -> Contradiction | None:
    def may_be_one(one: Entry, other: Entry) -> bool:
        exact = one.when.how is How.MINUTE and other.when.how is How.MINUTE
        return may_be_the_same(one.when, other.when, NEAR) if exact else may_be_the_same(one.when, other.when)

    if all(may_be_one(one, other) for one, other in combinations(told, 2)):
        return None
    return Contradiction("When it happened", tuple((one.key, one.when.text()) for one in told))


def _counts(one: Entry) -> frozenset[str]:
    text = one.fact.lower()
    for name in references(text):
        text = text.replace(name.lower(), " ")
    spelt = {number for name, number in _SPELT.items() if name != "one" and re.search(rf"\b{name}\b", text)}
    return frozenset(_COUNT.findall(text)) | spelt


def _of_counts(told: Sequence[Entry]) -> Contradiction | None:
    counted = [(one, _counts(one)) for one in told]
    said = [(one, numbers) for one, numbers in counted if numbers]
    if all(a <= b or b <= a for (_, a), (_, b) in combinations(said, 2)):
        return None
    return Contradiction("How many", tuple((one.key, one.fact) for one, _ in said))


def _of_denial(told: Sequence[Entry]) -> Contradiction | None:
    """The same said with and without a "not": most of the words are shared, and one of them denies."""
    for one, other in combinations(told, 2):
        ours, theirs = plain_words(one.fact), plain_words(other.fact)
        shares = len(ours & theirs) >= max(2, 0.6 * min(len(ours), len(theirs)))
        if shares and bool(_DENIED.search(one.fact)) != bool(_DENIED.search(other.fact)):
            return Contradiction("Whether it was so", ((one.key, one.fact), (other.key, other.fact)))
    return None


def _of_field(told: Sequence[Entry], field: str, name: str) -> Contradiction | None:
    said = [(one.key, str(getattr(one, field)).strip()) for one in told]
    said = [(key, words) for key, words in said if words]
    words = [plain_words(text) for _, text in said]
    if all(a <= b or b <= a for a, b in combinations(words, 2)):
        return None
    return Contradiction(name, tuple(said))
