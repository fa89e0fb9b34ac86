"""The kernel of some patterns: laid out once, run over any number of timelines."""

from collections.abc import Sequence
from ctypes import POINTER, byref, c_int32, cast
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.patterns.kernel.encode import Encoded
from jigsaw.engine.patterns.kernel.layout import (
    Delay,
    FoundTable,
    Node,
    PatternTable,
    Row,
    TimelinesTable,
)
from jigsaw.engine.patterns.kernel.library import library
from jigsaw.engine.patterns.kernel.plan import Plan, plan_of
from jigsaw.engine.patterns.pattern import Pattern

Whole = NDArray[np.int32]


@dataclass(frozen=True)
class Onsets:
    """Every time a pattern became true, by timeline and then by pattern, earliest first.

    pattern, timeline: their places in what was given. raised, ended: minutes since 1970 in UTC; ended is -1 while
    it lasts.
    """

    pattern: Whole
    timeline: Whole
    raised: Whole
    ended: Whole

    def __len__(self) -> int:
        return len(self.raised)


class Kernel:
    """Patterns laid out for the compiled kernel. kinds: the number of each kind that some pattern reads."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        """Raises TooManySets when a pattern reads more sets of kinds than the kernel can tell apart."""
        self.patterns = tuple(patterns)
        self.kinds = {kind: i for i, kind in enumerate(sorted({k for one in patterns for k in one.reads}))}
        plans = [plan_of(one) for one in patterns]
        bits = np.array([[plan.sets.of(kind) for kind in self.kinds] for plan in plans], np.uint64)
        self._bits = bits.reshape(len(plans), len(self.kinds))
        self._by_kind = np.ascontiguousarray(self._bits.T)
        self._most_delays = max((len(plan.delays) for plan in plans), default=0)
        self._kept: list[Any] = []
        tables = [self._table(plan, row) for plan, row in zip(plans, self._bits, strict=True)]
        self._tables = (PatternTable * len(tables))(*tables)

    def onsets(self, timelines: Encoded, untils: NDArray[np.int64]) -> Onsets:
        """When each pattern became true of each timeline, up to and including the timeline's `until`.

        Raises MemoryError when what is found does not fit in memory, LookupError when no compiled kernel is in use.
        """
        compiled = library()
        if compiled is None:
            raise LookupError("no compiled kernel is in use here: ask library() first")
        found = FoundTable()
        ends = np.ascontiguousarray(untils, np.int64)
        table = _timelines(timelines, ends)
        compiled.find(
            self._tables,
            len(self._tables),
            self._most_delays,
            self._by_kind.ctypes.data,
            byref(table),
            byref(found),
        )
        try:
            if found.failed:
                raise MemoryError("the patterns found do not fit in memory")
            return _onsets(found)
        finally:
            compiled.let_go(byref(found))

    def _table(self, plan: Plan, bits: NDArray[np.uint64]) -> PatternTable:
        needs = np.array(plan.needs, np.uint64)
        nodes = (Node * len(plan.nodes))(*plan.nodes)
        rows = (Row * len(plan.rows))(*plan.rows)
        delays = (Delay * len(plan.delays))(*plan.delays)
        self._kept.append((bits, needs, nodes, rows, delays))  # the tables hold only addresses
        return PatternTable(
            bits=bits.ctypes.data,
            needs=needs.ctypes.data,
            nodes=nodes,
            rows=rows,
            delays=delays,
            how_many_needs=len(needs),
            how_many_delays=len(delays),
        )


def _timelines(encoded: Encoded, untils: NDArray[np.int64]) -> TimelinesTable:
    names = ("at", "known", "gone", "piece", "person", "kind", "agency", "again", "offsets")
    addresses = {name: getattr(encoded, name).ctypes.data for name in names}
    return TimelinesTable(**addresses, untils=untils.ctypes.data, timelines=len(encoded))


def _onsets(found: FoundTable) -> Onsets:
    if not found.count:
        return Onsets(*(np.empty(0, np.int32) for _ in range(4)))
    rows = np.ctypeslib.as_array(cast(found.onsets, POINTER(c_int32)), (found.count, 4))
    return Onsets(*(np.ascontiguousarray(column) for column in rows.copy().T))
