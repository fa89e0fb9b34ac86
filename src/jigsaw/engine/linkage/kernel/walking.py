"""The weights of many pairs at once without a compiler: the plan's tests walked with numpy.

All pairs enter a comparison at its first step; each step divides those that came to it. What is costly is worked out
once for each distinct pair of values, by the slow definition.
"""

import operator
from collections.abc import Callable, Mapping
from math import inf, log2
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.evaluation import make_test
from jigsaw.engine.linkage.kernel.leaves import Kind, Leaf
from jigsaw.engine.linkage.kernel.numbering import Codes
from jigsaw.engine.linkage.model import Level
from jigsaw.engine.linkage.similarity import FUNCTIONS

if TYPE_CHECKING:
    from jigsaw.engine.linkage.kernel.store import Store

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq, "<>": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


class Walker:
    """Weighs pairs of one store's rows."""

    def __init__(self, store: "Store") -> None:
        self.store = store
        self.plan = store.plan
        self.frequencies: dict[int, Floats] = {}
        place = 0
        for comparison in self.plan.model.comparisons:
            for level in comparison.levels:
                if level.frequency_column >= 0:
                    self.frequencies[place] = self._frequencies(place, level)
                place += 1

    def weights(self, left: Codes, right: Codes) -> Floats:
        """The weights of these pairs of rows, added up in the model's order."""
        rows = self.store.rows[left], self.store.rows[right]
        weights = np.full(len(left), self.plan.model.prior)
        place = 0
        for number, comparison in enumerate(self.plan.model.comparisons):
            held = self._levels(number, rows)
            for at, level in enumerate(comparison.levels):
                here = np.flatnonzero(held == at)
                weights[here] += level.weight
                if level.frequency_column >= 0 and len(here):
                    weights[here] += self._rarity(place + at, level, rows[0][here], rows[1][here])
            place += len(comparison.levels)
        return weights

    def _levels(self, number: int, rows: tuple[Codes, Codes]) -> Codes:
        steps = self.plan.steps[number]
        held = np.zeros(len(rows[0]), np.int32)
        waiting: list[list[NDArray[np.int64]]] = [[] for _ in steps]
        if steps:
            waiting[0].append(np.arange(len(held)))
        for at, step in enumerate(steps):
            here = np.concatenate(waiting[at]) if waiting[at] else np.empty(0, np.int64)
            if not len(here):
                continue
            holds = self._holds(step.leaf, rows[0][here], rows[1][here])
            for target, some in ((step.if_true, here[holds]), (step.if_false, here[~holds])):
                if target >= 0:
                    waiting[target].append(some)
                else:
                    held[some] = -1 - target
        return held

    def _holds(self, leaf: Leaf, left: Codes, right: Codes) -> Mask:
        sides = (left, right)
        a, b = sides[leaf.a[1]][:, leaf.a[0]], sides[leaf.b[1]][:, leaf.b[0]]
        both = (a >= 0) & (b >= 0)
        match leaf.kind:
            case Kind.PRESENT:
                return np.asarray(a >= 0)
            case Kind.EQUAL:
                return np.asarray((a == b) & both)
            case Kind.UNEQUAL:
                return np.asarray((a != b) & both)
            case Kind.ALIKE:
                return _where(both, a, b, self._alike(leaf))
            case Kind.OVERLAP:
                return _where(both, a, b, self._overlap(leaf))
            case Kind.NUMERIC:
                return self._numeric(leaf, left, right)
        return self._asked(leaf, left, right)

    def _alike(self, leaf: Leaf) -> Callable[[int, int], bool]:
        texts, others = (self.store.numberings[at].listed() for at in (leaf.a[0], leaf.b[0]))
        measure, sign = FUNCTIONS[leaf.metric], _SIGNS[leaf.sign]
        return lambda one, other: bool(sign(measure(texts[one], others[other]), leaf.bound))

    def _overlap(self, leaf: Leaf) -> Callable[[int, int], bool]:
        lists, others = self.store.lists[leaf.a[0]], self.store.lists[leaf.b[0]]
        sign = _SIGNS[leaf.sign]

        def holds(one: int, other: int) -> bool:
            mine = lists.items[lists.start[one] : lists.start[one + 1]].tolist()
            theirs = others.items[others.start[other] : others.start[other + 1]].tolist()
            return bool(sign(len(set(mine).intersection(theirs)), leaf.bound))

        return holds

    def _numeric(self, leaf: Leaf, left: Codes, right: Codes) -> Mask:
        stack: list[Floats] = []
        with np.errstate(divide="ignore", invalid="ignore"):
            for name, column, number in leaf.program:
                if name in ("left", "right"):
                    stack.append(self._numbers(column, left if name == "left" else right))
                elif name == "push":
                    stack.append(np.full(len(left), number))
                elif name == "absolute":
                    stack.append(np.abs(stack.pop()))
                else:
                    second = stack.pop()
                    stack.append(_JOINED[name](stack.pop(), second))
            return np.asarray(_SIGNS[leaf.sign](stack[0], leaf.bound) & ~np.isnan(stack[0]))

    def _numbers(self, column: int, rows: Codes) -> Floats:
        values = np.array([*map(float, self.store.numberings[column].listed()), np.nan])
        return np.asarray(values[rows[:, column]])

    def _asked(self, leaf: Leaf, left: Codes, right: Codes) -> Mask:
        places = self.plan.asked_columns(leaf)
        test = make_test(leaf.question(), {name: at for at, name in enumerate(places)})
        listed = [[*self.store.numberings[at].listed(), None] for at in places.values()]
        columns = list(places.values())
        distinct, which = np.unique(
            np.hstack([left[:, columns], right[:, columns]]), axis=0, return_inverse=True
        )
        count = len(columns)
        found = [
            test(
                tuple(values[at] for values, at in zip(listed, row[:count], strict=True)),
                tuple(values[at] for values, at in zip(listed, row[count:], strict=True)),
            )
            for row in distinct.tolist()
        ]
        return np.array(found, np.bool_)[which.ravel()]

    def _frequencies(self, place: int, level: Level) -> Floats:
        column = self.plan.frequency_columns[level.frequency_column]
        table = self.store.numberings[column].table(self.plan.frequencies[place])
        return np.append(table.room[: table.count], -inf)

    def _rarity(self, place: int, level: Level, left: Codes, right: Codes) -> Floats:
        column = self.plan.frequency_columns[level.frequency_column]
        bits = self.frequencies[place]
        commonest = np.maximum(bits[left[:, column]], bits[right[:, column]])
        floor = log2(level.frequency_floor) if level.frequency_floor > 0 else -inf
        known = commonest > -inf
        adjusted = np.zeros(len(commonest))
        rarity = level.log2_u_exact - np.maximum(commonest[known], floor)
        adjusted[known] = level.frequency_weight * rarity
        return adjusted


def _where(both: Mask, a: Codes, b: Codes, test: Callable[[int, int], bool]) -> Mask:
    """The test's answer for each pair of numbers where both are there, asked once for each distinct pair."""
    keys = a[both].astype(np.int64) << 32 | b[both]
    distinct, which = np.unique(keys, return_inverse=True)
    found = np.array([test(key >> 32, key & 0xFFFFFFFF) for key in distinct.tolist()], np.bool_)
    holds = np.zeros(len(a), np.bool_)
    holds[both] = found[which] if len(found) else False
    return holds


_JOINED: Mapping[str, Callable[[Floats, Floats], Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "greatest": np.fmax,
    "least": np.fmin,
    "greater": lambda first, second: np.where(first > second, first, second),
}
