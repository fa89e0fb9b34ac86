"""One record at a time against a store in memory: candidates by the plan's rules, weights, and whose person it is.

`Index` finds and weighs. `Persons` keeps who is who: a person is a component of edges, divided where two members hold
different values of a column that a human being has one of. Only the component that a newcomer touches is settled anew.
"""

import weakref
from collections.abc import Hashable, Iterable, Mapping, Sequence
from ctypes import byref, c_int32, create_string_buffer
from typing import Any

import numpy as np

from jigsaw.engine.linkage.kernel import layout
from jigsaw.engine.linkage.kernel.arriving import Arriving
from jigsaw.engine.linkage.kernel.compiled import sorted_entries
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.kernel.numbering import ABSENT, aligned_rows
from jigsaw.engine.linkage.kernel.store import Store
from jigsaw.engine.linkage.kernel.tables import Tables
from jigsaw.foundation.core.errors import FaultyModel

Edge = tuple[int, int, float]
"""Two rows, the earlier first, and their weight in bits."""


class Index:
    """A store that one record at a time is weighed against, and added to. Needs the compiled kernel.

    The record that comes stands on the right, as if its id were the greatest. Not for several threads at once.
    """

    def __init__(self, store: Store, threshold: float) -> None:
        kernel = library()
        if kernel is None:
            raise FaultyModel(
                "Keeping records in memory for live linkage",
                "there is no compiled kernel",
                "Use jigsaw.engine.linkage.live, which needs none",
            )
        self._kernel = kernel
        self.store = store
        self.count = len(store)
        self._tables = Tables(store, kernel)
        self._tables.at_threshold(threshold)
        self._arriving = Arriving(store)
        self._row = (c_int32 * len(store.plan.columns))()
        self._desk = create_string_buffer(kernel.desk_size())
        self._found = layout.Found()
        self._places = layout.Places()
        self._sort()
        self._asked = (byref(self._tables.table), self._desk, byref(self._places), byref(self._found))
        weakref.finalize(self, kernel.let_go, byref(self._found))

    def encode(self, values: Mapping[str, Any]) -> list[int]:
        """A record as a row of the store; values that were never seen get a number."""
        row = self._arriving.encode(values)
        if self._arriving.has_moved():
            self._tables.refresh()
        return row

    def against(self, row: Sequence[int]) -> list[tuple[int, float]]:
        """The rows of the store that reach the threshold against this one, with their weights."""
        self._row[:] = list(row)
        if self._kernel.against(*self._asked, self._row, ABSENT) < 0:
            raise MemoryError("the candidates of a record do not fit into memory")
        found = self._found
        return [(found.left[at], found.weight[at]) for at in range(found.count)]

    def add(self, row: Sequence[int]) -> int:
        """Put a row into the store; where it now stands."""
        if self.count == len(self.store.rows):
            self._sort()
        at = self.count
        self.store.rows[at] = row
        self.count += 1
        while self._kernel.chain(self._asked[0], self._asked[2], at, self.count) < self.count:
            self._grow()
        return at

    def _sort(self) -> None:
        """Sort every row into the rules' blocks anew, with room for a quarter more."""
        rows = self.store.rows
        self.store.rows = aligned_rows(max(self.count * 5 // 4, self.count + 1024), rows.shape[1])
        self.store.rows[: self.count] = rows[: self.count]
        self._tables.refresh()
        rules = range(len(self.store.plan.stored_rules))
        self._entries = [sorted_entries(self._kernel, self._tables, rule, self.count) for rule in rules]
        bits = max(max(map(len, self._entries), default=1).bit_length(), 1)
        self._starts = [np.empty((1 << bits) + 1, np.uint32) for _ in rules]
        for entries, starts in zip(self._entries, self._starts, strict=True):
            self._kernel.find_starts(entries.ctypes.data, len(entries), bits, starts.ctypes.data)
        self._where = [
            np.array([each.ctypes.data for each in arrays] or [0], np.uintp)
            for arrays in (self._entries, self._starts)
        ]
        fresh = len(self.store.rows) - self.count
        chains = 1 << max(fresh - 1, 1).bit_length()
        self._head = np.full((max(len(rules), 1), chains), ABSENT, np.int32)
        self._node = np.empty((2, fresh * max(len(rules), 1)), np.int32)
        places = self._places
        places.nodes, places.mask, places.head = 0, chains - 1, self._head.ctypes.data
        places.bits, places.entries, places.starts = bits, *(each.ctypes.data for each in self._where)
        self._point_to_nodes()

    def _grow(self) -> None:
        grown = np.empty((2, self._node.shape[1] * 2 + 1024), np.int32)
        grown[:, : self._node.shape[1]] = self._node
        self._node = grown
        self._point_to_nodes()

    def _point_to_nodes(self) -> None:
        self._places.room = self._node.shape[1]
        self._places.row, self._places.next = (each.ctypes.data for each in self._node)


class Persons:
    """Who is who among rows of a store, kept up as rows and edges come; the order in which they come is of no matter.

    `one_each`: for each row the value of what a human being has one of (an NHS number), or None. `ids` settle ties.
    """

    def __init__(self) -> None:
        self.ids: list[Any] = []
        self.one_each: list[Hashable] = []
        self._component: list[int] = []
        self._members: dict[int, list[int]] = {}
        self._edges: dict[int, list[Edge]] = {}
        self._values: dict[int, set[Hashable]] = {}
        self._groups: dict[int, list[list[int]]] = {}

    def add(self, row_id: Any, one_each: Hashable, edges: Iterable[tuple[int, float]]) -> list[list[int]]:
        """A newcomer with its edges to earlier rows; the persons of all whom it may have changed."""
        row = len(self.ids)
        self.ids.append(row_id)
        self.one_each.append(one_each)
        self._component.append(row)
        self._members[row] = [row]
        self._edges[row] = []
        self._values[row] = set() if one_each is None else {one_each}
        component = row
        for other, weight in edges:
            component = self._joined(component, self._component[other])
            self._edges[component].append((other, row, weight))
        return self._settle(component)

    def persons(self) -> list[list[int]]:
        """Everybody: the rows of each person."""
        return [group for component in self._members for group in self._groups[component]]

    def _joined(self, one: int, other: int) -> int:
        if one == other:
            return one
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for row in self._members[other]:
            self._component[row] = one
        self._members[one] += self._members.pop(other)
        self._edges[one] += self._edges.pop(other)
        self._values[one] |= self._values.pop(other)
        self._groups.pop(other, None)
        return one

    def _settle(self, component: int) -> list[list[int]]:
        members = self._members[component]
        if len(self._values[component]) <= 1:
            self._groups[component] = [members]
        else:
            self._groups[component] = divided(members, self._edges[component], self.one_each, self.ids)
        return self._groups[component]


def divided(
    rows: Sequence[int], edges: Iterable[Edge], one_each: Sequence[Hashable], ids: Sequence[Any]
) -> list[list[int]]:
    """The persons among rows: edges are taken by weight, and one that would put two different values of what a human
    being has one of into one person is left out."""
    group = {row: [row] for row in rows}
    value = {row: one_each[row] for row in rows}

    def by_strength(edge: Edge) -> tuple[Any, ...]:
        return -edge[2], *sorted((ids[edge[0]], ids[edge[1]]))

    for left, right, _ in sorted(edges, key=by_strength):
        one, other = group[left], group[right]
        mine, theirs = value[one[0]], value[other[0]]
        if one is other or (mine is not None and theirs is not None and mine != theirs):
            continue
        one += other
        value[one[0]] = theirs if mine is None else mine
        for row in other:
            group[row] = one
    return [members for row, members in group.items() if members[0] == row]
