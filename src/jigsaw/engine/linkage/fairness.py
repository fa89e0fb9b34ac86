"""Whether linkage serves some people worse: what is missed, by a group that the truth tells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import comb

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
