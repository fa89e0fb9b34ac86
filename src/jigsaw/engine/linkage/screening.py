"""Which of many pairs are worth deciding about, by the kernel: nearly all strangers are far below every threshold.

The kernel gives the same weight that `decide` would work out, so `decide` is asked only of pairs that may join or wait.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.decide import Compared
from jigsaw.engine.linkage.kernel import Store, columns_of, compile_plan
from jigsaw.engine.linkage.kernel.encoding import distinct
from jigsaw.engine.linkage.model import Level, Model
from jigsaw.engine.linkage.settle import Pair
from jigsaw.foundation.core.errors import FaultyModel

AT_ONCE = 250_000
"""How many pairs are weighed at a time."""

_SLACK = 1e-6
"""Bits by which sums made in two orders may differ, and many times more."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The records of a batch, ready to be weighed. `number`: each record's NHS number as a whole number, -1 for none.

    `by_rule`: records that rules judge before any weight. `enough`, `enough_where_numbers_differ`: the least weight
    with which a pair can still join or wait, in bits.
    """

    store: Store
    place: Mapping[str, int]
    number: NDArray[np.int32]
    by_rule: NDArray[np.bool_]
    enough: float
    enough_where_numbers_differ: float

    def worth_deciding(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
        """The pairs that may join or wait, in their order, each with its weight in bits."""
        remaining = iter(pairs)
        while some := list(islice(remaining, AT_ONCE)):
            weights, kept = self._looked_at(some)
            yield from ((some[at], weights[at]) for at in kept)

    def _looked_at(self, pairs: list[Pair]) -> tuple[list[float], list[int]]:
        place = self.place
        left, right = (
            np.fromiter((place[pair[side]] for pair in pairs), np.int32, len(pairs)) for side in (0, 1)
        )
        weights, mine, theirs = self.store.weights(left, right), self.number[left], self.number[right]
        numbers_differ = (mine != theirs) & (mine >= 0) & (theirs >= 0)
        enough = np.where(numbers_differ, self.enough_where_numbers_differ, self.enough)
        one_number = (mine == theirs) & (mine >= 0)
        kept = (weights >= enough) | one_number | self.by_rule[left] | self.by_rule[right]
        return weights.tolist(), np.flatnonzero(kept).tolist()


def screen_of(compared: Mapping[str, Compared], model: Model) -> Screen | None:
    """The screen of a batch of records by id; None where the kernel cannot take the model or so many records."""
    everyone = list(compared.values())
    try:
        plan = compile_plan(model)
        store = plan.encode(columns_of(model, [one.row for one in everyone]), range(len(everyone)))
    except FaultyModel:
        return None
    enough = model.rules.lower - max(model.rules.household, 0.0) - _SLACK
    return Screen(
        store=store,
        place=dict(zip(compared, range(len(everyone)), strict=True)),
        number=distinct([one.standard.nhs_number or None for one in everyone]).codes,
        by_rule=_marked(one.is_encoded or bool(one.standard.former_numbers) for one in everyone),
        enough=enough,
        enough_where_numbers_differ=enough + min(_least_of_numbers(model), 0.0),
    )


def _marked(flags: Iterable[bool]) -> NDArray[np.bool_]:
    found: NDArray[Any] = np.array(list(flags), np.bool_)
    return found


def _least_of_numbers(model: Model) -> float:
    """The least that the comparison of NHS numbers can add: `decide` takes it off again where two numbers differ."""
    compared = [each for each in model.comparisons if each.name == "nhs_number"]
    return sum(min(map(_least, each.levels)) for each in compared)


def _least(level: Level) -> float:
    return level.weight if level.frequency_column < 0 else -inf
