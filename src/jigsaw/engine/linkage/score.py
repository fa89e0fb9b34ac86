"""The match weight of a pair, in log2, with what each comparison contributed: the same number that Splink
gives.

weight = log2(prior odds) + sum over comparisons of (log2(m / u) + frequency weight * (log2 u_exact - log2
frequency)), added up in Splink's order. A value that no table knows takes the other side's frequency; two
unknown ones take none.
"""

from dataclasses import dataclass
from math import log2

from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.model import Comparison, Level, Model


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one comparison adds: which level held, in words, and the bits for it and for rarity."""

    comparison: str
    label: str
    bits: float
    rarity_bits: float

    @property
    def total(self) -> float:
        """Bits in all."""
        return self.bits + self.rarity_bits


def weigh(model: Model, left: Row, right: Row) -> float:
    """The match weight of two rows (`model.row`), in bits."""
    weight = model.prior
    for comparison in model.comparisons:
        level = _level_held(comparison, left, right)
        weight += level.weight
        if level.frequency_column >= 0:
            weight += _rarity(level, left, right)
    return weight


def waterfall(model: Model, left: Row, right: Row) -> list[Contribution]:
    """Each comparison's contribution, in the model's order. With `model.prior` they add up to `weigh`."""
    return [_contribution(comparison, left, right) for comparison in model.comparisons]


def bits_of(model: Model, name: str, left: Row, right: Row) -> float:
    """What the comparison of this name adds, rarity included; 0 where the model has none of that name."""
    return sum(_contribution(one, left, right).total for one in model.comparisons if one.name == name)


def _contribution(comparison: Comparison, left: Row, right: Row) -> Contribution:
    level = _level_held(comparison, left, right)
    rarity = _rarity(level, left, right) if level.frequency_column >= 0 else 0.0
    return Contribution(comparison.name, level.label, level.weight, rarity)


def _level_held(comparison: Comparison, left: Row, right: Row) -> Level:
    for level in comparison.levels:
        if level.test is None or level.test(left, right):
            return level
    raise AssertionError("the last level always holds: see model._comparison")


def _rarity(level: Level, left: Row, right: Row) -> float:
    at, frequencies = level.frequency_column, level.frequencies
    first = frequencies.get(left[at]) if left[at] is not None else None
    second = frequencies.get(right[at]) if right[at] is not None else None
    if first is None and second is None:
        return 0.0
    commonest = max(first or second or 0.0, second or first or 0.0, level.frequency_floor)
    return level.frequency_weight * (level.log2_u_exact - log2(commonest))
