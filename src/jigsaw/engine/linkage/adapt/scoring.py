"""The levels and match weights of many pairs at once, by the kernel that links everywhere else.

The kernel adds up weights. To ask it which level of each comparison holds, a level is given a weight that tells it
from every other: its number in the comparison, in a place of its own, as a digit is written. The sum is read back
digit by digit, so the tests of every pair are walked once however often the probabilities change.
The numbers are those of `score.weigh`, added in the same order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy
from numpy.typing import NDArray

from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.kernel import Store, columns_of, compile_plan
from jigsaw.engine.linkage.model import Comparison, Level, Model
from jigsaw.engine.linkage.score import Contribution

Floats = NDArray[numpy.float64]
Levels = NDArray[numpy.int16]
Pairs = NDArray[numpy.int64]
"""Positions of two rows, pairs x 2, the lesser first."""

_EXACT = 2**52
"""Whole numbers up to this are exact in a sum of doubles."""

_AT_ONCE = 1_000_000


class Scorer:
    """Rows of one model, ready to be scored against one another."""

    def __init__(self, model: Model, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.model = model
        self._shares: dict[tuple[int, int], tuple[Level, Floats]] = {}
        self._parts = [
            (first, sizes, _stored(model, rows, first, sizes)) for first, sizes in _parts(model.comparisons)
        ]

    def levels(self, pairs: Pairs) -> Levels:
        """Which level of each comparison holds, for each pair: pairs x comparisons."""
        held = numpy.empty((len(pairs), len(self.model.comparisons)), dtype=numpy.int16)
        for begin in range(0, len(pairs), _AT_ONCE):
            here = slice(begin, begin + _AT_ONCE)
            for first, sizes, store in self._parts:
                sums = store.weigh(pairs[here, 0], pairs[here, 1]).astype(numpy.int64)
                for column, size in enumerate(sizes, first):
                    sums, held[here, column] = numpy.divmod(sums, size)
        return held

    def weights(self, model: Model, pairs: Pairs, held: Levels) -> Floats:
        """The match weight of each pair by a model with these same comparisons, whatever its probabilities."""
        weights = numpy.full(len(pairs), model.prior)
        for column, comparison in enumerate(model.comparisons):
            weights += numpy.array([level.weight for level in comparison.levels])[held[:, column]]
            for at, level in enumerate(comparison.levels):
                if level.frequency_column >= 0:
                    here = numpy.flatnonzero(held[:, column] == at)
                    weights[here] += self._rarity(level, pairs[here])
        return weights

    def steps(self, model: Model, pairs: Pairs, held: Levels) -> Iterator[tuple[Contribution, ...]]:
        """What each comparison adds to each pair's weight, as `score.waterfall` tells it."""
        columns = [self._contributions(*each, pairs) for each in zip(model.comparisons, held.T, strict=True)]
        return zip(*columns, strict=True)

    def _contributions(
        self, comparison: Comparison, held: NDArray[numpy.int16], pairs: Pairs
    ) -> list[Contribution]:
        plain = [Contribution(comparison.name, level.label, level.weight, 0.0) for level in comparison.levels]
        found = [plain[at] for at in held]
        for at, level in enumerate(comparison.levels):
            if level.frequency_column >= 0:
                here = numpy.flatnonzero(held == at)
                for place, bits in zip(here, self._rarity(level, pairs[here]), strict=True):
                    found[place] = replace(plain[at], rarity_bits=float(bits))
        return found

    def _rarity(self, level: Level, pairs: Pairs) -> Floats:
        if not len(pairs):
            return numpy.empty(0)
        shares = self._shares_of(level)
        first, second = shares[pairs[:, 0]], shares[pairs[:, 1]]
        commonest = numpy.maximum(numpy.maximum(first, second), level.frequency_floor)
        known = (first > 0) | (second > 0)
        commonest[~known] = 1.0
        bits = level.frequency_weight * (level.log2_u_exact - numpy.log2(commonest))
        return numpy.where(known, bits, 0.0)

    def _shares_of(self, level: Level) -> Floats:
        # Kept with its level, so that no other level's table can come to stand at the same address.
        key = (id(level.frequencies), level.frequency_column)
        if key not in self._shares:
            known, at = level.frequencies, level.frequency_column
            self._shares[key] = level, numpy.array([known.get(row[at] or "", 0.0) for row in self.rows])
        return self._shares[key][1]


def _parts(comparisons: Sequence[Comparison]) -> Iterator[tuple[int, list[int]]]:
    """Where each part begins, and how many levels its comparisons have: as many as one sum can tell apart."""
    first, sizes, product = 0, list[int](), 1
    for at, comparison in enumerate(comparisons):
        if product * len(comparison.levels) > _EXACT:
            yield first, sizes
            first, sizes, product = at, [], 1
        sizes.append(len(comparison.levels))
        product *= len(comparison.levels)
    yield first, sizes


def _stored(model: Model, rows: Sequence[Row], first: int, sizes: Sequence[int]) -> Store:
    place, numbered = 1, []
    for comparison, size in zip(model.comparisons[first : first + len(sizes)], sizes, strict=True):
        levels = tuple(
            replace(level, weight=float(at * place), frequency_column=-1)
            for at, level in enumerate(comparison.levels)
        )
        numbered.append(Comparison(comparison.name, levels))
        place *= size
    plan = compile_plan(replace(model, prior=0.0, comparisons=tuple(numbered)))
    return plan.encode(columns_of(model, rows), range(len(rows)))
