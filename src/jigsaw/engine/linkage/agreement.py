"""How far two people who looked at the same pairs agree: a percentage, and Cohen's kappa, which takes off what chance
alone would give.

Kappa: (observed - expected) / (1 - expected), where `expected` is how often two people who each say "the same" as often
as they did would agree by chance (J. Cohen, 1960, Educational and Psychological Measurement 20, 37–46). Its limits put
Wilson's limits of the observed agreement in the same formula with the expected one as found, as Cohen's own standard
error does; the usual large-sample error (Fleiss, Cohen and Everitt, 1969, Psychological Bulletin 72, 323–327) is
nothing when all agree, and would call ten agreements certainty.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jigsaw.engine.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many pairs two people looked at, how often they agreed, and kappa; None where chance explains everything."""

    pairs: int
    agreed: int
    observed: Interval
    kappa: Interval | None


def agreement(answers: Iterable[tuple[bool, bool]], confidence: float = 0.95) -> Agreement:
    """The agreement of first and second answers about the same pairs, each "the same" or not."""
    told = list(answers)
    pairs, agreed = len(told), sum(first == second for first, second in told)
    observed = wilson(agreed, pairs, confidence=confidence)
    return Agreement(pairs, agreed, observed, _kappa(told, observed))


def _kappa(told: list[tuple[bool, bool]], observed: Interval) -> Interval | None:
    if not told:
        return None
    first = sum(one for one, _ in told) / len(told)
    second = sum(other for _, other in told) / len(told)
    expected = first * second + (1 - first) * (1 - second)
    if expected >= 1:
        return None
    made = [(one - expected) / (1 - expected) for one in (observed.estimate, observed.low, observed.high)]
    return Interval(*made)
