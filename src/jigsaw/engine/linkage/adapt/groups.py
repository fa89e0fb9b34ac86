"""Pairs into groups: strongest first, and two groups become one only if, taken together, they look like one person.

A chain of likely pairs may tie strangers at its ends. So before two groups are joined every member of one is held
against every member of the other: what forbids a join forbids it here, and the mean weight must not speak against it.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy

from jigsaw.engine.linkage.adapt.scoring import Floats, Pairs

LARGEST_FULLY_COMPARED = 400
"""Pairs between two groups that are scored to judge a join; of more, the first so many."""

Weigh = Callable[[Pairs], Floats]
Forbidden = Callable[[int, int], bool]


def group(
    count: int, edges: Iterable[tuple[int, int]], weigh: Weigh, forbidden: Forbidden, *, least_mean: float
) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """The groups of positions 0 to count - 1, and the edges that were cut. `edges`: the strongest first.

    `weigh`: the weights of any pairs. `forbidden`: whether two rows may never stand together. `least_mean`: the
    mean weight between two groups, in bits, below which they are not joined.
    """
    groups = {at: [at] for at in range(count)}
    cut: list[tuple[int, int]] = []
    for left, right in edges:
        one, other = groups[left], groups[right]
        if one is other:
            continue
        if _may_join(one, other, weigh, forbidden, least_mean):
            merged = one + other
            groups.update(dict.fromkeys(merged, merged))
        else:
            cut.append((left, right))
    distinct = {id(members): sorted(members) for members in groups.values()}
    return sorted(distinct.values()), cut


def _may_join(
    one: Sequence[int], other: Sequence[int], weigh: Weigh, forbidden: Forbidden, least_mean: float
) -> bool:
    if any(forbidden(a, b) for a in one for b in other):
        return False
    if len(one) == len(other) == 1:
        return True
    across = [(min(a, b), max(a, b)) for a in one for b in other][:LARGEST_FULLY_COMPARED]
    return float(weigh(numpy.array(across, dtype=numpy.int64)).mean()) >= least_mean
