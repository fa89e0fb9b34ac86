"""How often two rows of different people agree: counted, with the pairs that match taken out again.

A sample of random pairs sees no rare agreement, and in a small file, or a column that few rows fill, many of the
pairs that agree are one human being. So equality is worked out from the values' frequencies over all pairs, the rest
is scaled up from the sample, and what is believed to match is subtracted.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy

from jigsaw.engine.linkage.adapt.blocks import asked_about
from jigsaw.engine.linkage.adapt.comparable import Comparable
from jigsaw.engine.linkage.adapt.comparing import Settings
from jigsaw.engine.linkage.adapt.scoring import Floats, Levels, Pairs


def random_pairs(
    people: Sequence[Comparable], most: int, chance: numpy.random.Generator, *, across_only: bool
) -> Pairs:
    """Pairs drawn at random, or all of them where there are no more than that."""
    count = len(people)
    if count * (count - 1) // 2 <= most:
        pairs = numpy.stack(numpy.triu_indices(count, 1), axis=1).astype(numpy.int64)
    else:
        pairs = numpy.sort(chance.integers(0, count, (most, 2)), axis=1)
        pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return pairs[asked_about(people, pairs)] if across_only else pairs


def pairs_in_all(people: Sequence[Comparable], *, across_only: bool) -> float:
    """How many pairs could be asked about."""
    return _pairs_of([each.standard.agency for each in people], across_only=across_only)


def agreements(settings: Settings, held: Levels, people: Sequence[Comparable], total: float) -> list[Floats]:
    """About how many of all pairs hold each level of each comparison, matches among them. `held`: of random pairs."""
    scale = total / max(len(held), 1)
    across_only = total < pairs_in_all(people, across_only=False)
    counted: list[Floats] = []
    for column, comparison in enumerate(settings["comparisons"]):
        levels = comparison["comparison_levels"]
        seen: Floats = numpy.bincount(held[:, column], minlength=len(levels)).astype(numpy.float64) * scale
        at = next((at for at, level in enumerate(levels) if equal_column(level["sql_condition"])), -1)
        if at >= 0 and not levels[at].get("is_null_level"):
            exactly = _pairs_that_agree(
                people, equal_column(levels[at]["sql_condition"]), across_only=across_only
            )
            seen[-1] = max(seen[-1] + seen[at] - exactly, 0.0)
            seen[at] = exactly
        counted.append(seen)
    return counted


def without_matches(met: Floats, matched: Floats, before: Floats, worth: float) -> Floats:
    """The probabilities of the levels among pairs that do not match. `before`: at first, worth so many pairs."""
    alone: Floats = numpy.where(before > 0, numpy.maximum(met - matched, 0.0), 0.0) + worth * before
    return alone / alone.sum() if alone.sum() else before


def equal_column(condition: str) -> str:
    """The column that a condition asks to be equal on both sides; "" when it asks anything else."""
    left, _, right = condition.replace('"', "").partition(" = ")
    return left[:-2] if left.endswith("_l") and right == f"{left[:-2]}_r" else ""


def _pairs_that_agree(people: Sequence[Comparable], column: str, *, across_only: bool) -> float:
    sources: dict[Any, list[str]] = {}
    for each in people:
        value = each.value(column)
        if value is not None:
            sources.setdefault(value, []).append(each.standard.agency)
    return sum(
        _pairs_of(bearers, across_only=across_only) for bearers in sources.values() if len(bearers) > 1
    )


def _pairs_of(sources: Sequence[str], *, across_only: bool) -> float:
    count = len(sources)
    within = sum(size * (size - 1) / 2 for size in Counter(sources).values()) if across_only else 0.0
    return count * (count - 1) / 2 - within
