"""How often two rows of different people agree: counted, with the pairs that match taken out again.

A sample of random pairs sees no rare agreement, and in a small file, or a column that few rows fill, many of the
pairs that agree are one human being. So equality is worked out from the values' frequencies over all pairs, the rest
is scaled up from the sample, and what is believed to match is subtracted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Met:
    """How many pairs hold each level of one comparison: `seen` in the sample, `exactly` over all pairs or None.

    `share`: the sample's part of all pairs. `at`: the level that `exactly` counts.
    """

    seen: Floats
    share: float
    at: int = -1
    exactly: float | None = None


def agreements(settings: Settings, held: Levels, people: Sequence[Comparable], total: float) -> list[Met]:
    """How often pairs agree, for each comparison, matches among them. `held`: the levels of random pairs."""
    share = len(held) / max(total, 1.0)
    across_only = total < pairs_in_all(people, across_only=False)
    counted = []
    for column, comparison in enumerate(settings["comparisons"]):
        levels = comparison["comparison_levels"]
        seen: Floats = numpy.bincount(held[:, column], minlength=len(levels)).astype(numpy.float64)
        # Only where no level is asked before it are the pairs that are equal the pairs that hold it.
        at = next((at for at, level in enumerate(levels) if not level.get("is_null_level")), -1)
        equal = equal_column(levels[at]["sql_condition"]) if at >= 0 else ""
        exactly = _pairs_that_agree(people, equal, across_only=across_only) if equal else None
        counted.append(Met(seen, share, at, exactly))
    return counted


def without_matches(met: Met, matched: Floats, before: Floats, worth: float) -> Floats:
    """The probabilities of the levels among pairs that do not match. `before`: at first, worth so many pairs.

    A level that no random pair held is as rare as at first, or as half a pair of the sample: not infinitely rare.
    """
    alone = numpy.where(before > 0, numpy.maximum(met.seen - matched * met.share, 0.0) + worth * before, 0.0)
    known = float(alone.sum())
    alone = numpy.maximum(alone, numpy.minimum(0.5, before * known))
    if met.exactly is not None and met.share:
        rest = numpy.delete(alone, met.at).sum()
        agree = _beyond_doubt(met.exactly, float(matched[met.at])) + worth * before[met.at]
        among = max(known / met.share, agree)
        alone[met.at] = 0.0
        alone *= (1 - agree / among) / max(rest, 1e-300)
        alone[met.at] = agree / among
    return numpy.asarray(alone / alone.sum() if alone.sum() else before)


def _beyond_doubt(agreeing: float, matched: float) -> float:
    # How many match is an estimate: what is left within its error is no evidence that strangers agree.
    return max(agreeing - matched - float(agreeing**0.5), 0.0)


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
