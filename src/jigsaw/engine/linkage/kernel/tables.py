"""A store's plan as the tables that the compiled kernel reads. What they point to is kept alive here."""

from collections.abc import Callable
from ctypes import byref, c_void_p, cast
from math import inf, log2
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.evaluation import make_test
from jigsaw.engine.linkage.kernel import layout
from jigsaw.engine.linkage.kernel.leaves import METRICS, OPERATIONS, SIGNS, Kind, Leaf
from jigsaw.engine.linkage.model import Level

if TYPE_CHECKING:
    from jigsaw.engine.linkage.kernel.numbering import Table
    from jigsaw.engine.linkage.kernel.store import Store

Silenced = dict[int, NDArray[np.uint64]]


class Tables:
    """The tables of one store. Call `refresh` after the store grew."""

    def __init__(self, store: "Store", library: Any) -> None:
        self.store = store
        self.library = library
        self.plan = store.plan
        self.frequencies: dict[int, Table] = {}
        self.asked: dict[int, Callable[[Any, Any], bool]] = {}
        self.table = layout.PlanTable()
        self.level = self._levels()
        self.sketches: list[tuple[int, int]] = []
        self.comparison, self.step, self.operation = self._steps()
        self.order = self._order()
        self.shared = self._shared()
        self.sketched = np.array(self.sketches or [(0, 0)], np.int32)
        self.texts = np.zeros(len(self.plan.columns), layout.TEXTS)
        self.lists = np.zeros(len(self.plan.columns), layout.LISTS)
        self.numbers = np.zeros(len(self.plan.columns), np.uintp)
        self.number_tables = self._number_tables()
        self.rule = np.zeros(len(self.plan.stored_rules), layout.RULE)
        self.silenced: Silenced = {}
        self.ask = layout.Ask(self._ask)
        self._fill()
        self.refresh()

    def at_threshold(self, threshold: float, *, between_sources: bool = False) -> None:
        """Let only weights of at least this be found."""
        self.table.threshold = threshold
        self.table.between_sources = int(between_sources)

    def silence(self, silenced: Silenced) -> None:
        """Let blocks with these hashes say nothing, by rule."""
        self.silenced = silenced
        for number, hashes in silenced.items():
            self.rule[number]["silent"] = len(hashes)
            self.rule[number]["silenced"] = hashes.ctypes.data

    def pointer(self) -> Any:
        """The plan as the kernel takes it."""
        return byref(self.table)

    def refresh(self) -> None:
        """Point to where the store's rows and values now are."""
        self.table.rows, self.table.stride = self.store.rows.ctypes.data, self.store.rows.strides[0] // 4
        for at in self.plan.measured:
            self._point_to_texts(at)
        for at, lists in self.store.lists.items():
            self.lists[at] = (lists.start.ctypes.data, lists.items.ctypes.data)
        for at, numbers in self.number_tables.items():
            self.numbers[at] = numbers.room.ctypes.data
        for at, table in self.frequencies.items():
            self.level[at]["log2_frequency"] = table.room.ctypes.data

    def _point_to_texts(self, at: int) -> None:
        texts = self.store.numberings[at].texts()
        if not len(texts.each) and texts.count:
            texts.each = np.empty(texts.count, layout.TEXT)
            content, start = texts.content.ctypes.data, texts.start.ctypes.data
            self.library.describe(content, start, texts.count, texts.each.ctypes.data)
        self.texts[self.plan.numbering[at]] = (texts.content.ctypes.data, texts.each.ctypes.data)

    def _fill(self) -> None:
        table, plan = self.table, self.plan
        table.columns, table.comparisons = len(plan.columns), len(plan.model.comparisons)
        table.rules, table.prior = len(plan.stored_rules), plan.model.prior
        table.source = None if self.store.source is None else self.store.source.ctypes.data
        table.sketches = len(self.sketches)
        for name in (
            "sketched",
            "comparison",
            "step",
            "level",
            "texts",
            "lists",
            "numbers",
            "operation",
            "rule",
            "order",
            "shared",
        ):
            setattr(table, name, getattr(self, name).ctypes.data)
        table.ask = cast(self.ask, c_void_p)
        for number, rule in enumerate(plan.stored_rules):
            row = self.rule[number]
            row["columns"], row["list_column"] = len(rule.columns), rule.list_column
            row["column"][: len(rule.columns)] = rule.columns

    def _levels(self) -> NDArray[Any]:
        levels = [level for comparison in self.plan.model.comparisons for level in comparison.levels]
        made = np.zeros(len(levels), layout.LEVEL)
        for at, level in enumerate(levels):
            made[at]["weight"], made[at]["best"], made[at]["frequency_column"] = (
                level.weight,
                level.weight,
                -1,
            )
            if level.frequency_column >= 0:
                self._adjusted(at, level, made[at])
        return made

    def _adjusted(self, at: int, level: Level, row: Any) -> None:
        column = self.plan.frequency_columns[level.frequency_column]
        self.frequencies[at] = self.store.numberings[column].table(self.plan.frequencies[at])
        floor = log2(level.frequency_floor) if level.frequency_floor > 0 else -inf
        row["frequency_column"], row["frequency_weight"] = column, level.frequency_weight
        row["log2_u"], row["log2_floor"] = level.log2_u_exact, floor
        ends = [max(end, floor) for end in self.plan.frequencies[at].ends]
        best = max(0.0, *(level.frequency_weight * (level.log2_u_exact - end) for end in ends))
        row["best"] = level.weight + best

    def _steps(self) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        comparison = np.zeros(len(self.plan.steps), layout.COMPARISON)
        step = np.zeros(max(sum(map(len, self.plan.steps)), 1), layout.STEP)
        operations: list[tuple[int, int, float]] = []
        first_step = first_level = 0
        for each, (steps, scored) in enumerate(
            zip(self.plan.steps, self.plan.model.comparisons, strict=True)
        ):
            levels = len(scored.levels)
            best = self.level["best"][first_level : first_level + levels].max()
            first = first_step if steps else -1 - first_level
            comparison[each] = (
                first,
                len(steps),
                first_level,
                levels,
                np.nextafter(np.float32(best), np.inf),
            )
            for at in range(len(steps) - 1, -1, -1):
                row, leaf = step[first_step + at], steps[at].leaf
                self._describe(row, leaf, operations)
                for name, target in (("if_true", steps[at].if_true), ("if_false", steps[at].if_false)):
                    row[name] = target + first_step if target >= 0 else target - first_level
                row["best"] = max(self._best(step, row["if_true"]), self._best(step, row["if_false"]))
                if leaf.kind is Kind.ASKED:
                    self.asked[first_step + at] = self._question(leaf)
            first_step += len(steps)
            first_level += levels
        operation = np.array(operations or [(0, 0, 0.0)], layout.OPERATION)
        return comparison, step, operation

    def _order(self) -> NDArray[np.int32]:
        """The comparisons by what they cost to look at, then by what they can give."""
        costly = [any(step.leaf.kind >= Kind.ALIKE for step in steps) for steps in self.plan.steps]
        best = self.comparison["best"].tolist()
        return np.array(sorted(range(len(best)), key=lambda each: (costly[each], -best[each])), np.int32)

    def _shared(self) -> NDArray[np.uint8]:
        """By rule and column: whether rows of one block are equal there."""
        columns = self.plan.columns
        shared = np.zeros((max(len(self.plan.stored_rules), 1), len(columns)), np.uint8)
        for number, rule in enumerate(self.plan.stored_rules):
            whole = {columns[at].base for at in rule.columns if columns[at].value is None}
            for at, column in enumerate(columns):
                shared[number, at] = at in rule.columns or (column.base in whole and column.form == "value")
        return shared

    def _best(self, step: NDArray[Any], target: int) -> float:
        return float(step[target]["best"] if target >= 0 else self.level[-1 - target]["best"])

    def _describe(self, row: Any, leaf: Leaf, operations: list[tuple[int, int, float]]) -> None:
        row["kind"], row["sign"], row["bound"] = leaf.kind, SIGNS.index(leaf.sign), leaf.bound
        row["metric"] = METRICS.index(leaf.metric) if leaf.metric else 0
        row["pool"] = self.plan.numbering[leaf.a[0]]
        (row["column_a"], row["side_a"]), (row["column_b"], row["side_b"]) = leaf.a, leaf.b
        row["sketch"] = self._sketch(leaf)
        row["program"], row["program_length"] = len(operations), len(leaf.program)
        if leaf.kind is Kind.ASKED:
            operations += [(0, column, 0.0) for column in self.plan.asked_columns(leaf).values()]
            row["program_length"] = len(operations) - row["program"]
        operations += [(OPERATIONS.index(name), column, number) for name, column, number in leaf.program]

    def _sketch(self, leaf: Leaf) -> int:
        """Which of the right row's sketches bounds a similarity; -1 where none does."""
        is_bounded = leaf.sign in ((">=", ">") if leaf.metric.startswith("jaro") else ("<=", "<"))
        if (
            leaf.bound <= 0
            or leaf.kind is not Kind.ALIKE
            or not is_bounded
            or (leaf.a[1], leaf.b[1]) != (0, 1)
        ):
            return -1
        wanted = (leaf.b[0], self.plan.numbering[leaf.b[0]])
        if wanted not in self.sketches:
            if len(self.sketches) == layout.MOST_SKETCHES:
                return -1
            self.sketches.append(wanted)
        return self.sketches.index(wanted)

    def _number_tables(self) -> "dict[int, Table]":
        return {
            at: self.store.numberings[at].table(float)
            for at, column in enumerate(self.plan.columns)
            if column.form == "number"
        }

    def _question(self, leaf: Leaf) -> Callable[[Any, Any], bool]:
        places = self.plan.asked_columns(leaf)
        numberings = [self.store.numberings[at] for at in places.values()]
        test = make_test(leaf.question(), {name: at for at, name in enumerate(places)})
        known: dict[tuple[int, ...], bool] = {}

        def holds(left: Any, right: Any) -> bool:
            key = (*(left[at] for at in places.values()), *(right[at] for at in places.values()))
            if key not in known:
                sides = [
                    tuple(
                        None if row[at] < 0 else numbering.listed()[row[at]]
                        for at, numbering in zip(places.values(), numberings, strict=True)
                    )
                    for row in (left, right)
                ]
                known[key] = test(*sides)
            return known[key]

        return holds

    def _ask(self, step: int, left: Any, right: Any) -> int:
        return int(self.asked[step](left, right))
