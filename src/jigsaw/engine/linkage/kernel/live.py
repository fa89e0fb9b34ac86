"""One record at a time against a store in memory: candidates by the plan's rules, weights, and whose person it is.

`Index` finds and weighs. `Persons` keeps who is who: a person is a component of edges, divided where two members hold
different values of a column that a human being has one of. Only the component that a newcomer touches is settled anew.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from ctypes import byref, create_string_buffer
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.kernel import layout
from jigsaw.engine.linkage.kernel.encoding import reader_of
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.kernel.numbering import ABSENT
from jigsaw.engine.linkage.kernel.store import Store
from jigsaw.engine.linkage.kernel.tables import Tables
from jigsaw.foundation.core.errors import FaultyModel

Edge = tuple[int, int, float]
"""Two rows, the earlier first, and their weight in bits."""


class Index:
    """A store that one record at a time is weighed against, and added to. Needs the compiled kernel.

    The record that comes stands on the right, as if its id were the greatest. Lists are not kept: a plan with a column
    of lists is refused. Not for several threads at once.
    """

    def __init__(self, store: Store, threshold: float) -> None:
        kernel = library()
        if kernel is None or any(column.form == "list" for column in store.plan.columns):
            raise FaultyModel(
                "Keeping records in memory for live linkage",
                "there is no compiled kernel, or the model compares lists",
                "Use jigsaw.engine.linkage.live, which needs neither",
            )
        self._kernel = kernel
        self.store = store
        self.count = len(store)
        store.rows = _longer(store.rows, max(self.count * 5 // 4, 1024))
        self._tables = Tables(store, kernel)
        self._tables.at_threshold(threshold)
        self._readers = [reader_of(column) for column in store.plan.columns]
        self._known: list[dict[Hashable, int]] = [{} for _ in store.plan.columns]
        self._row = np.full(len(store.plan.columns), ABSENT, np.int32)
        self._desk = create_string_buffer(kernel.desk_size())
        self._found = layout.Found()
        self._chain()

    def encode(self, values: Mapping[str, Any]) -> list[int]:
        """A record as a row of the store; values that were never seen get a number."""
        row = []
        for at, column in enumerate(self.store.plan.columns):
            value = values.get(column.base)
            known = self._known[at].get(value)
            if known is None:
                known = self._known[at][value] = self._number(at, value)
            row.append(known)
        return row

    def against(self, row: Sequence[int]) -> list[tuple[int, float]]:
        """The rows of the store that reach the threshold against this one, with their weights."""
        self._row[:] = row
        found = self._found
        weighed = self._kernel.against(
            self._tables.pointer(), self._desk, byref(self._chains), byref(found), self._row.ctypes.data, -1
        )
        if weighed < 0:
            raise MemoryError("the candidates of a record do not fit into memory")
        return [(found.left[at], found.weight[at]) for at in range(found.count)]

    def add(self, row: Sequence[int]) -> int:
        """Put a row into the store; where it now stands."""
        if self.count == len(self.store.rows):
            self.store.rows = _longer(self.store.rows, self.count * 5 // 4)
            self._chain()
        self.store.rows[self.count] = row
        self._kernel.chain(self._tables.pointer(), byref(self._chains), self.count, self.count + 1)
        self.count += 1
        return self.count - 1

    def _number(self, at: int, value: Any) -> int:
        read, numbering = self._readers[at], self.store.numberings[at]
        stored = value if read is None else read(value)
        if stored is None:
            return ABSENT
        before = len(numbering)
        number = numbering.number(stored)
        if len(numbering) > before:
            self._tables.refresh()
        return number

    def _chain(self) -> None:
        """Enter every row into the rules' chains anew, with room for more."""
        rules, room = max(len(self.store.plan.stored_rules), 1), len(self.store.rows)
        chains = 1 << max(room - 1, 1).bit_length()
        self._head = np.full((rules, chains), ABSENT, np.int32)
        self._next = np.empty((rules, room), np.int32)
        self._chains = layout.Chains(room, chains - 1, self._head.ctypes.data, self._next.ctypes.data)
        self._tables.refresh()
        self._kernel.chain(self._tables.pointer(), byref(self._chains), 0, self.count)


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


def _longer(rows: NDArray[np.int32], room: int) -> NDArray[np.int32]:
    longer = np.empty((max(room, len(rows) + 1), rows.shape[1]), np.int32)
    longer[: len(rows)] = rows
    return longer
