"""How often something is so in each group, with its interval, and nobody to be known by a small number."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from jigsaw.engine.intervals import Interval, wilson
from jigsaw.foundation.core.small_numbers import is_too_few


@dataclass(frozen=True, slots=True)
class Share:
    """Of `of` in a group, `found`. Hidden: the numbers are too small to tell, or would tell one that is."""

    group: str
    found: int
    of: int
    hidden: bool

    @property
    def interval(self) -> Interval | None:
        """The share with the limits of 95 % confidence, where it may be told."""
        return None if self.hidden else wilson(self.found, self.of)


def shares(found: Mapping[str, int], of: Mapping[str, int]) -> tuple[Share, ...]:
    """The share of each group in `of`, by group.

    A count too small to tell is hidden, of those found and of the others. Where that hides one group alone, the
    smallest other is hidden too: it could be had by taking the rest from the sum.
    """
    small = {
        group
        for group in of
        if is_too_few(found.get(group, 0)) or is_too_few(of[group] - found.get(group, 0))
    }
    if len(small) == 1 and len(of) > 1:
        small.add(min(of.keys() - small, key=lambda group: (of[group], group)))
    return tuple(Share(group, found.get(group, 0), of[group], group in small) for group in sorted(of))


def ratio_to_others(one: Share, every: tuple[Share, ...]) -> Interval | None:
    """The share of a group over that of all other groups; None where either may not be told or nobody was found.

    Limits by the logarithm of the ratio (Katz and others, 1978, Biometrics 34, 469-474).
    """
    others = [each for each in every if each.group != one.group]
    found, of = sum(each.found for each in others), sum(each.of for each in others)
    if one.hidden or not (one.found and found):
        return None
    middle = log(one.found / one.of) - log(found / of)
    spread = sqrt(1 / one.found - 1 / one.of + 1 / found - 1 / of)
    z = NormalDist().inv_cdf(0.975)
    return Interval(exp(middle), exp(middle - z * spread), exp(middle + z * spread))


def differs(ratio: Interval | None) -> bool:
    """Whether a ratio is not 1, at 95 % confidence."""
    return ratio is not None and not ratio.low <= 1 <= ratio.high
