"""The kernel of some patterns: laid out once, run over any number of timelines."""

from collections.abc import Sequence
from ctypes import POINTER, byref, c_int32, cast
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.patterns.kernel.encode import Encoded
from jigsaw.engine.patterns.kernel.layout import (
    MARKS,
    FoundTable,
    GroupTable,
    MarksTable,
    Node,
    PatternTable,
    Row,
    TimelinesTable,
)
from jigsaw.engine.patterns.kernel.library import library
from jigsaw.engine.patterns.kernel.plan import Plan, Sets, groups_of, plan_of
from jigsaw.engine.patterns.pattern import Pattern

Whole = NDArray[np.int32]


@dataclass(frozen=True)
class Onsets:
    """Every time a pattern became true, by timeline and then by pattern, earliest first.

    pattern, timeline: their places in what was given. raised, ended: minutes since 1970 in UTC; ended is LASTS
    where it has not.
    """

    pattern: Whole
    timeline: Whole
    raised: Whole
    ended: Whole

    def __len__(self) -> int:
        return len(self.raised)


class Group:
    """Patterns laid out together. places: which of those given they are.

    turns: of each, bits of the sets of which a mark that appears may make it true, and may make it untrue.
    """

    def __init__(self, patterns: Sequence[Pattern], places: Sequence[int], kinds: Sequence[str]) -> None:
        self.places = np.array(places, np.int32)
        sets = Sets()
        plans = [plan_of(patterns[place], sets) for place in places]
        self._kept: list[Any] = []  # the tables hold only addresses
        self.by_kind = np.array([sets.of(kind) for kind in kinds], np.uint64)
        tables = [self._table(plan) for plan in plans]
        self.turns = [(plan.rises, plan.falls) for plan in plans]
        self.table = GroupTable(
            patterns=(PatternTable * len(tables))(*tables),
            by_kind=self.by_kind.ctypes.data,
            how_many=len(tables),
            sets=len(sets.numbers),
            most_slots=max(plan.slots for plan in plans),
        )

    def _table(self, plan: Plan) -> PatternTable:
        needs = np.array(plan.needs, np.uint64)
        self._kept.append(needs)
        return PatternTable(
            lists=plan.lists,
            screens=plan.screens,
            once=plan.once,
            needs=needs.ctypes.data,
            nodes=(Node * len(plan.nodes))(*plan.nodes),
            rows=(Row * len(plan.rows))(*plan.rows),
            how_many_needs=len(needs),
        )


class Kernel:
    """Patterns laid out for the compiled kernel. kinds: the number of each kind that some pattern reads."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Raises NotForTheKernel when one of the patterns is not for it."""
        self.patterns = tuple(patterns)
        self.kinds = {kind: i for i, kind in enumerate(sorted({k for one in patterns for k in one.reads}))}
        self.groups = [Group(self.patterns, places, tuple(self.kinds)) for places in groups_of(self.patterns)]

    def onsets(self, timelines: Encoded, untils: NDArray[np.int64]) -> Onsets:
        """When each pattern became true of each timeline, up to and including the timeline's `until`.

        Raises MemoryError when what is found does not fit in memory, LookupError when no compiled kernel is in use.
        """
        ends = np.ascontiguousarray(untils, np.int64)
        table = _timelines(timelines, ends)
        found = [_found(group, table) for group in self.groups]
        if len(found) == 1:
            return found[0]
        names = ("pattern", "timeline", "raised", "ended")
        empty = [np.empty(0, np.int32)]
        columns = {name: np.concatenate(empty + [getattr(one, name) for one in found]) for name in names}
        order = np.lexsort((columns["raised"], columns["pattern"], columns["timeline"]))
        return Onsets(**{name: column[order] for name, column in columns.items()})


def _found(group: Group, table: TimelinesTable) -> Onsets:
    compiled = library()
    if compiled is None:
        raise LookupError("no compiled kernel is in use here: ask library() first")
    found = FoundTable()
    compiled.find(byref(group.table), byref(table), byref(found))
    try:
        if found.failed:
            raise MemoryError("the patterns found do not fit in memory")
        return _onsets(group, found)
    finally:
        compiled.let_go(byref(found))


def _timelines(encoded: Encoded, untils: NDArray[np.int64]) -> TimelinesTable:
    columns = {name: getattr(encoded, name).ctypes.data for name in MARKS}
    return TimelinesTable(
        marks=MarksTable(**columns),
        offsets=encoded.offsets.ctypes.data,
        untils=untils.ctypes.data,
        timelines=len(encoded),
    )


def _onsets(group: Group, found: FoundTable) -> Onsets:
    if not found.count:
        return Onsets(*(np.empty(0, np.int32) for _ in range(4)))
    rows = np.ctypeslib.as_array(cast(found.onsets, POINTER(c_int32)), (found.count, 4))
    pattern, timeline, raised, ended = (np.ascontiguousarray(column) for column in rows.copy().T)
    return Onsets(group.places[pattern], timeline, raised, ended)
