"""Whether linkage serves some people worse: what is missed, by a group that the truth tells.

The worst of many groups over the best is far from 1 by chance alone, the more so where groups are small and a person
who is missed is missed several pairs at once. So beside it stand what equal groups would have shown (`by_chance`) and
the ratio with each group drawn towards all by as much as chance explains (`less_chance`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb, inf

import numpy
from numpy.typing import NDArray

Counts = NDArray[numpy.float64]

FEWEST_PAIRS = 200
"""A group with fewer true pairs says too little to be the best or the worst."""


def missed_by_group(
    persons: Iterable[Iterable[str]], truth: Mapping[str, str], group_of: Mapping[str, str]
) -> dict[str, dict[str, int]]:
    """Of each group of people: the true pairs of records, and how many are not joined.

    `truth`: record id -> who it is; `group_of`: who -> the group, such as the origin of a name.
    """
    pairs: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for who, count in Counter(truth.values()).items():
        pairs[group_of[who]] += comb(count, 2)
        missed[group_of[who]] += comb(count, 2)
    for person in persons:
        for who, count in Counter(truth[record] for record in person).items():
            missed[group_of[who]] -= comb(count, 2)
    return {group: {"pairs": pairs[group], "missed": missed[group]} for group in sorted(pairs)}


def worst_over_best(groups: Mapping[str, Mapping[str, int]]) -> float | None:
    """How many times more often the worst-served group's pairs are missed than the best-served group's.

    None where no group is large enough, or where the best misses none.
    """
    shares = [each["missed"] / each["pairs"] for each in groups.values() if each["pairs"] >= FEWEST_PAIRS]
    return round(max(shares) / min(shares), 2) if all(shares) and shares else None


@dataclass(frozen=True, slots=True)
class ByChance:
    """What the worst over the best would be were all groups served alike: the middle, the 95th of a hundred, and how
    often it would be as far from 1 as it is.
    """

    middle: float
    highest: float
    as_far: float


class Missed:
    """True pairs and missed ones, person by person, with each person's group."""

    def __init__(self) -> None:
        self._pairs: list[int] = []
        self._missed: list[int] = []
        self._groups: list[str] = []

    def add(
        self, persons: Iterable[Iterable[str]], truth: Mapping[str, str], group_of: Mapping[str, str]
    ) -> None:
        """Count a partition: `truth`: record id -> who it is; `group_of`: who -> the group."""
        missed = {who: comb(count, 2) for who, count in Counter(truth.values()).items()}
        pairs = dict(missed)
        for person in persons:
            for who, count in Counter(truth[record] for record in person).items():
                missed[who] -= comb(count, 2)
        of_several = [who for who in sorted(pairs) if pairs[who]]
        self._pairs += [pairs[who] for who in of_several]
        self._missed += [missed[who] for who in of_several]
        self._groups += [group_of[who] for who in of_several]

    def worst_over_best(self) -> float:
        """Of the groups large enough; infinite where the best misses none."""
        pairs, missed, group = self._large()
        return _ratio(missed, pairs, group)

    def by_chance(self, draws: int = 1_000, seed: int = 1) -> ByChance:
        """The same with people dealt to groups at random, each group keeping its size."""
        pairs, missed, group = self._large()
        random = numpy.random.default_rng(seed)
        found = numpy.array([_ratio(missed, pairs, random.permutation(group)) for _ in range(draws)])
        middle, highest = numpy.quantile(found, (0.5, 0.95), method="higher")
        observed = _ratio(missed, pairs, group)
        return ByChance(float(middle), float(highest), float(numpy.mean(found >= observed)))

    def less_chance(self) -> float:
        """The worst over the best after DerSimonian and Laird: the spread of groups beyond what chance gives."""
        pairs, missed, group = self._large()
        overall = missed.sum() / pairs.sum()
        of_each = numpy.bincount(group, pairs)
        shares = numpy.bincount(group, missed) / of_each
        chance = ((missed - overall * pairs) ** 2).sum() / pairs.sum() / of_each
        worth = 1 / chance
        excess = (worth * (shares - overall) ** 2).sum() - (len(shares) - 1)
        spread = max(0.0, excess / (worth.sum() - (worth**2).sum() / worth.sum()))
        drawn = overall + spread / (spread + chance) * (shares - overall)
        return float(drawn.max() / drawn.min()) if drawn.min() > 0 else inf

    def _large(self) -> tuple[Counts, Counts, NDArray[numpy.int64]]:
        pairs, missed = numpy.array(self._pairs, float), numpy.array(self._missed, float)
        _, group = numpy.unique(numpy.array(self._groups), return_inverse=True)
        kept = numpy.bincount(group, pairs)[group] >= FEWEST_PAIRS
        return pairs[kept], missed[kept], numpy.unique(group[kept], return_inverse=True)[1]


def _ratio(missed: Counts, pairs: Counts, group: NDArray[numpy.int64]) -> float:
    shares = numpy.bincount(group, missed) / numpy.bincount(group, pairs)
    return float(shares.max() / shares.min()) if shares.min() > 0 else inf
