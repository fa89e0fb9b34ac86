"""One record at a time as a row of whole numbers: what a store knows already is looked up, the rest is numbered."""

from array import array
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import numpy as np

from jigsaw.engine.linkage.kernel.encoding import Lists, reader_of
from jigsaw.engine.linkage.kernel.numbering import ABSENT, Numbering
from jigsaw.engine.linkage.kernel.operands import StoredColumn
from jigsaw.engine.linkage.kernel.store import Store

_UNKNOWN = -2


class Arriving:
    """Makes rows of records that come after a store was made. A part of a text, say, is made once for each text."""

    def __init__(self, store: Store) -> None:
        columns = store.plan.columns
        self._numberings = store.numberings
        self._lists = store.lists
        self._known: list[dict[Hashable, int]] = [{} for _ in columns]
        self._make = [
            _maker(column, numbering) for column, numbering in zip(columns, store.numberings, strict=True)
        ]
        plain = {
            each.base: at for at, each in enumerate(columns) if each.form == "value" and each.value is None
        }
        self._made = {
            at: _worked_out(store, plain[each.base], at)
            for at, each in enumerate(columns)
            if each.base in plain and each.form != "list" and at not in plain.values()
        }
        self._plain = [(at, base, store.numberings[at].numbers()) for base, at in plain.items()]
        self._of = [(at, plain[columns[at].base], made) for at, made in self._made.items()]
        self._of_nothing = {at: self._make[at](None) for at in self._made}
        done = {*plain.values(), *self._made}
        self._other = [(at, each.base) for at, each in enumerate(columns) if at not in done]
        self._empty = [ABSENT] * len(columns)

    def encode(self, values: Mapping[str, Any]) -> list[int]:
        """A record as a row; values that were never seen get a number."""
        row = self._empty.copy()
        for at, base, numbers in self._plain:
            value = values.get(base)
            if value is not None:
                number = numbers.get(value)
                row[at] = self._numberings[at].number(value) if number is None else number
        for at, of, made in self._of:
            base_number = row[of]
            if base_number < 0:
                row[at] = self._of_nothing[at]
            elif base_number < len(made) and made[base_number] != _UNKNOWN:
                row[at] = made[base_number]
            else:
                row[at] = self._work_out(at, of, base_number)
        for at, base in self._other:
            value = values.get(base)
            value = tuple(value) if isinstance(value, list) else value
            known_here = self._known[at].get(value)
            row[at] = self._number(at, value) if known_here is None else known_here
        return row

    def has_moved(self) -> bool:
        """Whether, since it was last asked, something moved that a kernel was told the place of."""
        moved = [each for each in self._numberings if each.moved]
        for each in moved:
            each.moved = False
        return bool(moved)

    def _work_out(self, at: int, of: int, base_number: int) -> int:
        made = self._made[at]
        made.extend([_UNKNOWN] * (base_number + 1 - len(made)))
        made[base_number] = self._make[at](self._numberings[of].listed()[base_number])
        return made[base_number]

    def _number(self, at: int, value: Any) -> int:
        number = self._number_list(at, value) if at in self._lists else self._make[at](value)
        self._known[at][value] = number
        return number

    def _number_list(self, at: int, value: tuple[Any, ...] | None) -> int:
        if value is None:
            return ABSENT
        lists: Lists = self._lists[at]
        numbers = {self._numberings[at].number(item) for item in value if item is not None}
        self._numberings[at].moved |= lists.add(numbers)
        return lists.count - 1


def _maker(column: StoredColumn, numbering: Numbering) -> Callable[[Any], int]:
    read = reader_of(column)

    def make(value: Any) -> int:
        stored = value if read is None else read(value)
        return ABSENT if stored is None else numbering.number(stored)

    return make


def _worked_out(store: Store, base: int, at: int) -> "array[int]":
    """The number of what a column makes of each value of its base, by the base value's number."""
    made = np.full(len(store.numberings[base]), _UNKNOWN, np.int32)
    there = store.rows[:, base] >= 0
    made[store.rows[there, base]] = store.rows[there, at]
    return array("i", made.tobytes())
