"""How far two readers agree beyond chance: Cohen's kappa, on any number of levels.

Kappa: (observed - expected) / (1 - expected), `expected` being how often two readers who use the levels as they did
would agree by chance (J. Cohen, 1960, Educational and Psychological Measurement 20, 37–46). Its limits put Wilson's
limits of the observed agreement into the same formula with the expected one as found, as Cohen's own standard error
does; they do not call ten agreements certainty.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from jigsaw.engine.intervals import Interval, wilson


@dataclass(frozen=True)
class Agreement:
    """How many lines two readers both scored, how often alike, and kappa; None where chance explains everything."""

    pairs: int
    agreed: int
    kappa: Interval | None


def agreement(answers: Iterable[tuple[Hashable, Hashable]], confidence: float = 0.95) -> Agreement:
    """The agreement of first and second answers to the same questions."""
    told = list(answers)
    pairs, agreed = len(told), sum(first == second for first, second in told)
    if not told:
        return Agreement(0, 0, None)
    firsts, seconds = Counter(first for first, _ in told), Counter(second for _, second in told)
    expected = sum(count * seconds[level] for level, count in firsts.items()) / pairs**2
    if expected >= 1:
        return Agreement(pairs, agreed, None)
    observed = wilson(agreed, pairs, confidence=confidence)
    limits = [(one - expected) / (1 - expected) for one in (observed.estimate, observed.low, observed.high)]
    return Agreement(pairs, agreed, Interval(*limits))
