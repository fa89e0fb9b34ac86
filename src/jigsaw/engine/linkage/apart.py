"""Why a pair was or was not compared: which rules of blocking brought the two together, and what came of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jigsaw.engine.linkage import contradictions
from jigsaw.engine.linkage.decide import Compared, Verdict, decide
from jigsaw.engine.linkage.model import Model


class Meeting(StrEnum):
    """How two records stand to one rule of blocking."""

    SHARED = "both have it"
    TOO_MANY = "both have it, and so do too many others for it to say anything"
    DIFFERS = "each has one, and they differ"
    LEFT_LACKS = "the first record says too little for it"
    RIGHT_LACKS = "the second record says too little for it"
    BOTH_LACK = "neither record says enough for it"


@dataclass(frozen=True, slots=True)
class Met:
    """One rule of blocking, by its name, and how the two records stand to it."""

    rule: str
    meeting: Meeting


def meetings(
    rules: Iterable[str], left: Collection[str], right: Collection[str], too_many: Collection[str]
) -> list[Met]:
    """How two records stand to each rule, from the keys of each; `too_many` are the keys over the cap."""
    return [Met(rule, _meeting(rule, left, right, too_many)) for rule in rules]


def outcome_in_words(left: Compared, right: Compared, model: Model) -> str:
    """What comparing two records that share a block comes to, in a sentence."""
    found = decide(left, right, model)
    if found.verdict is Verdict.JOIN:
        return f"They would join by themselves: {_lowered(found.why)}"
    if found.verdict is Verdict.DOUBTFUL:
        return f"They would wait for a person to decide: {_lowered(found.why)}"
    against = _against(left, right)
    return "They were compared, and too little speaks for one person" + (f": {against}" if against else "")


def sizes_over(sizes: Mapping[str, int], cap: int) -> set[str]:
    """The keys of blocks with more records than are compared."""
    return {key for key, size in sizes.items() if size > cap}


def _meeting(rule: str, left: Collection[str], right: Collection[str], too_many: Collection[str]) -> Meeting:
    mine, theirs = _of_rule(rule, left), _of_rule(rule, right)
    shared = mine & theirs
    if shared:
        return Meeting.SHARED if shared - set(too_many) else Meeting.TOO_MANY
    if mine and theirs:
        return Meeting.DIFFERS
    if not mine and not theirs:
        return Meeting.BOTH_LACK
    return Meeting.RIGHT_LACKS if mine else Meeting.LEFT_LACKS


def _of_rule(rule: str, keys: Collection[str]) -> set[str]:
    return {key for key in keys if key.partition(":")[0] == rule}


def _against(left: Compared, right: Compared) -> str:
    if contradictions.numbers_forbid(left.standard, right.standard):
        return contradictions.Contradiction.NHS_NUMBERS.value
    found = contradictions.like_two_people(left.standard, right.standard)
    return found.value if found else ""


def _lowered(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
