"""The match weights of many pairs at once: each comparison is asked once per two distinct values, numpy adds up.

The numbers are those of `score.weigh`, added in the same order.
"""

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

from jigsaw.engine.linkage.conditions import Row
from jigsaw.engine.linkage.evaluation import columns_of
from jigsaw.engine.linkage.model import Comparison, Level, Model

Floats = NDArray[numpy.float64]
Levels = NDArray[numpy.int16]
Pairs = NDArray[numpy.int64]
"""Positions of two rows, pairs x 2, the lesser first."""


class Scorer:
    """Rows of one model, ready to be scored against one another."""

    def __init__(self, model: Model, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.model = model
        self._read = [_positions(each, model) for each in model.comparisons]
        self._codes = [_coded(rows, positions) for positions in self._read]

    def levels(self, pairs: Pairs) -> Levels:
        """Which level of each comparison holds, for each pair: pairs x comparisons."""
        held = numpy.empty((len(pairs), len(self.model.comparisons)), dtype=numpy.int16)
        for column, (comparison, (codes, firsts)) in enumerate(
            zip(self.model.comparisons, self._codes, strict=True)
        ):
            both = codes[pairs[:, 0]] * len(firsts) + codes[pairs[:, 1]]
            distinct, back = numpy.unique(both, return_inverse=True)
            found = [
                _level_of(
                    comparison, self.rows[firsts[one // len(firsts)]], self.rows[firsts[one % len(firsts)]]
                )
                for one in distinct.tolist()
            ]
            held[:, column] = numpy.array(found, dtype=numpy.int16)[back]
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

    def _rarity(self, level: Level, pairs: Pairs) -> Floats:
        shares = numpy.array(
            [level.frequencies.get(row[level.frequency_column] or "", 0.0) for row in self.rows]
        )
        first, second = shares[pairs[:, 0]], shares[pairs[:, 1]]
        commonest = numpy.maximum(numpy.maximum(first, second), level.frequency_floor)
        known = (first > 0) | (second > 0)
        commonest[~known] = 1.0
        bits = level.frequency_weight * (level.log2_u_exact - numpy.log2(commonest))
        return numpy.where(known, bits, 0.0)


def _positions(comparison: Comparison, model: Model) -> list[int]:
    read = (columns_of(level.condition) for level in comparison.levels if level.condition)
    names = {column.name for columns in read for column in columns}
    return [at for at, name in enumerate(model.columns) if name in names]


def _coded(rows: Sequence[Row], positions: list[int]) -> tuple[Pairs, list[int]]:
    """A number for each row's values in these columns, and the first row with each number."""
    numbers: dict[Row, int] = {}
    codes = numpy.empty(len(rows), dtype=numpy.int64)
    firsts: list[int] = []
    for at, row in enumerate(rows):
        values = tuple(row[position] for position in positions)
        if values not in numbers:
            numbers[values] = len(firsts)
            firsts.append(at)
        codes[at] = numbers[values]
    return codes, firsts


def _level_of(comparison: Comparison, left: Row, right: Row) -> int:
    for at, level in enumerate(comparison.levels):
        if level.test is None or level.test(left, right):
            return at
    raise AssertionError("the last level always holds: see model")
