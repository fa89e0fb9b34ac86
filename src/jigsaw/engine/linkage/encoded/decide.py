"""What is done with a pair of which one record, or both, came encoded: joined, apart, or for a person to decide.

The rules of `linkage.decide`, with less to go by, so more cautious: the thresholds are the encoded weights' own,
chosen so that what joins without a person is at least as often right as among plain records.
"""

from dataclasses import dataclass

from jigsaw.engine.linkage.contradictions import Contradiction
from jigsaw.engine.linkage.encoded import compare
from jigsaw.engine.linkage.encoded.compare import Pair
from jigsaw.engine.linkage.encoded.encoding import Encoding
from jigsaw.engine.linkage.encoded.weights import Step, Weights
from jigsaw.engine.linkage.rules import SAME_NHS_NUMBER

MENTIONED = 0.5
"""A comparison that moves the weight by fewer bits than this is not worth a reader's time."""

MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a pair joins, waits (neither) or stays apart; its weight in bits; why in words."""

    joins: bool
    waits: bool
    weight: float
    why: str


_APART = Judged(joins=False, waits=False, weight=0.0, why="")


def decide(left: Encoding, right: Encoding, weights: Weights, *, one_agency: bool) -> Judged:
    """What is done with a pair of encodings of one key. The same whichever comes first."""
    pair = compare.pair_of(left, right)
    if compare.same_number(pair):
        return _same_number(pair)
    against = forbids(left, right)
    weight = weights.weigh(pair) + (weights.household if against is Contradiction.TWINS else 0.0)
    least = weights.upper if against is Contradiction.NHS_NUMBERS else weights.lower
    if weight < least:
        return _APART
    why = f"Identity sent encoded: {in_words(weights.steps(pair))}"
    if against:
        return Judged(False, True, weight, f"{why}. A person decides: {against}")
    if one_agency or weight < weights.upper:
        reason = "one agency gave them two numbers" if one_agency else "likely, not certain"
        return Judged(False, True, weight, f"{why}. A person decides: {reason}")
    return Judged(True, False, weight, why)


def forbids(left: Encoding, right: Encoding) -> Contradiction | None:
    """What forbids that two encodings of one key be one person without a human decision."""
    pair = compare.pair_of(left, right)
    if compare.numbers_differ(pair):
        return Contradiction.NHS_NUMBERS
    return Contradiction.TWINS if compare.like_twins(pair) else None


def steps(left: Encoding, right: Encoding, weights: Weights) -> list[Step]:
    """The whole waterfall of a pair in words and bits, the NHS number and the household among it."""
    pair = compare.pair_of(left, right)
    found = [Step("start", "Odds of any two records", weights.prior), *weights.steps(pair)]
    if compare.same_number(pair):
        found.insert(1, Step("nhs_number", "Same NHS number", SAME_NHS_NUMBER))
    elif against := forbids(left, right):
        words = str(against)
        bits = weights.household if against is Contradiction.TWINS else -SAME_NHS_NUMBER
        found.append(Step("against", words[:1].upper() + words[1:], bits))
    return found


def in_words(found: list[Step]) -> str:
    """What speaks for it, strongest first, then against."""
    ranked = sorted(found, key=lambda step: (-abs(step.bits), step.comparison))
    sides = (
        [step.label for step in ranked if step.bits >= MENTIONED][:MOST_REASONS],
        [step.label for step in ranked if step.bits <= -MENTIONED][:MOST_REASONS],
    )
    return "; ".join(
        ", ".join(label[:1].lower() + label[1:] for label in dict.fromkeys(side)) for side in sides if side
    )


def _same_number(pair: Pair) -> Judged:
    if compare.birth_dates_known(pair) and not compare.share_a_salt(pair):
        why = "Identity sent encoded: same NHS number, but the birth dates have nothing in common"
        return Judged(False, True, SAME_NHS_NUMBER, why)
    return Judged(True, False, SAME_NHS_NUMBER, "Identity sent encoded: same NHS number")
