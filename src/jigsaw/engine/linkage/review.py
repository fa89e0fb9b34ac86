"""A clerical review: how many pairs of which weight people should look at, and what their answers say of all pairs.

Pairs are put into strata: those joined, by weight; those left for a person or apart, by weight. From each stratum a
sample is drawn at random. Its size: every stratum has a least number; the rest goes where more answers help most, in
proportion to how many pairs it holds times how unsure an answer is there (J. Neyman, 1934, J. Royal Stat. Soc. 97,
558–606; Cochran, 1977, section 5.5), the sureness guessed by the model's own odds at the stratum's weight.

Precision: of the pairs joined, the share that are one human being; the strata's shares, each times its pairs. Recall:
of the pairs that are one human being and were ever compared, the share joined. Pairs that no rule brought together are
in no stratum: what blocking loses is not in the figure, and must be said beside it. Intervals: see `intervals`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jigsaw.engine.intervals import Interval, share_of_total, total, wilson_corrected
from jigsaw.engine.linkage.rules import SAME_NHS_NUMBER, Rules

LEAST = 20
"""Pairs in a stratum that are always looked at, where there are so many."""

_UNSURE = 0.02
"""However sure the model is of a stratum, people may find it wrong this often: no stratum is taken for certain."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Pairs alike in what was done with them and in weight: from `low` on, below `high`; and how many there are."""

    name: str
    is_joined: bool
    low: float
    high: float
    pairs: int = 0


_RULES = Rules()
_NO_WEIGHT = float("-inf")

BANDS = (
    Stratum("joined by one NHS number or by hand", True, SAME_NHS_NUMBER, float("inf")),
    Stratum("joined, strongly alike", True, _RULES.upper + 8, SAME_NHS_NUMBER),
    Stratum("joined, alike", True, _RULES.upper + 3, _RULES.upper + 8),
    Stratum("joined, just over the threshold", True, float("-inf"), _RULES.upper + 3),
    Stratum("joined through other records", True, _NO_WEIGHT, _NO_WEIGHT),
    Stratum("apart, though alike enough to join", False, _RULES.upper, float("inf")),
    Stratum("apart, just under the threshold", False, (_RULES.lower + _RULES.upper) / 2, _RULES.upper),
    Stratum("apart, doubtful", False, _RULES.lower, (_RULES.lower + _RULES.upper) / 2),
    Stratum("apart, too little in common", False, _RULES.lower - 6, _RULES.lower),
    Stratum("apart, little in common", False, float("-inf"), _RULES.lower - 6),
)
"""The strata that pairs are put into, joined ones first. Two of one person of whom nothing was found directly have no
weight: other records join them."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What people answered on the sample of one stratum: how many they looked at, how many are one human being."""

    looked_at: int
    same: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review says of all pairs, with its limits."""

    precision: Interval
    recall: Interval


def stratum_of(weight: float | None, *, is_joined: bool) -> str:
    """The name of the stratum that a pair of this weight (bits) belongs to. None: nothing was found directly."""
    if weight is None:
        return next(one.name for one in BANDS if one.low == one.high)
    return next(one.name for one in BANDS if one.is_joined == is_joined and one.low <= weight < one.high)


def sizes(strata: Sequence[Stratum], pairs: int) -> dict[str, int]:
    """How many pairs to draw from each stratum, `pairs` in all or as many as there are."""
    drawn = {one.name: min(LEAST, one.pairs) for one in strata}
    left = max(0, pairs - sum(drawn.values()))
    while left > 0:
        open_ones = [one for one in strata if drawn[one.name] < one.pairs]
        if not open_ones:
            break
        left = _hand_out(open_ones, drawn, left)
    return drawn


def estimate(
    strata: Iterable[Stratum], answers: Mapping[str, Answered], confidence: float = 0.95
) -> Reviewed:
    """Precision and recall with their limits. A stratum nobody looked at may be anything, and widens them."""
    true = {
        one: wilson_corrected(
            answered.same, answered.looked_at, whole=one.pairs, confidence=confidence
        ).times(one.pairs)
        for one in strata
        if one.pairs
        for answered in [answers.get(one.name, Answered(0, 0))]
    }
    joined = sum(one.pairs for one in true if one.is_joined)
    found = total(share for one, share in true.items() if one.is_joined)
    missed = total(share for one, share in true.items() if not one.is_joined)
    precision = found.times(1 / joined) if joined else Interval(1.0, 0.0, 1.0)
    return Reviewed(precision, share_of_total(found, missed))


def expected_width(strata: Sequence[Stratum], drawn: Mapping[str, int]) -> Reviewed:
    """What the intervals would be if people found what the model's own odds say: to choose a sample's size by."""
    answers = {one.name: Answered(drawn[one.name], round(drawn[one.name] * likely(one))) for one in strata}
    return estimate(strata, answers)


def likely(stratum: Stratum) -> float:
    """The share of a stratum's pairs that the model's odds say are one human being, never quite none or all."""
    if stratum.low == stratum.high:
        return 0.9
    low = max(stratum.low, -8.0)
    weight = (low + min(stratum.high, low + 6.0)) / 2
    odds: float = 2.0**weight
    return min(1 - _UNSURE, max(_UNSURE, odds / (1 + odds)))


def _hand_out(strata: Sequence[Stratum], drawn: dict[str, int], left: int) -> int:
    wanted = {one.name: one.pairs * (likely(one) * (1 - likely(one))) ** 0.5 for one in strata}
    whole = sum(wanted.values())
    rest = left
    for one in sorted(strata, key=lambda each: -wanted[each.name]):
        share = max(1, round(left * wanted[one.name] / whole))
        more = min(share, one.pairs - drawn[one.name], rest)
        drawn[one.name] += more
        rest -= more
    return rest
