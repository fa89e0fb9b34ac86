"""Pairs by the compiled kernel, on every core: each rule's entries sorted, cut into pieces, weighed piece by piece."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ctypes import byref, c_int64, create_string_buffer
from itertools import pairwise
from threading import local
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.ctypeslib import as_array
from numpy.typing import NDArray

from jigsaw.engine.linkage.kernel import layout
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.kernel.numbering import Codes
from jigsaw.engine.linkage.kernel.tables import Tables

if TYPE_CHECKING:
    from jigsaw.engine.linkage.kernel.store import Store

PIECE = 2_000_000
"""About how many pairs one thread takes at a time."""
_MOST_PIECES = 4096

Entries = NDArray[np.uint64]
Answer = tuple[Codes, Codes, NDArray[np.float64], NDArray[np.uint8]]


def pairs(
    store: "Store", threshold: float, *, between_sources: bool, block_cap: int | None, threads: int | None
) -> Answer:
    """The pairs of a store: see `Store.pairs`."""
    search = _Search(store, threads or os.cpu_count() or 1)
    search.tables.at_threshold(threshold, between_sources=between_sources)
    if block_cap is not None:
        search.tables.silence(search.too_large(block_cap))
    return search.answer()


def weights(store: "Store", left: Codes, right: Codes) -> NDArray[np.float64]:
    """The weights of these pairs of rows."""
    kernel = _kernel()
    tables = Tables(store, kernel)
    tables.at_threshold(-np.inf)
    left, right = (np.ascontiguousarray(each, np.int32) for each in (left, right))
    found = np.empty(len(left), np.float64)
    desk = create_string_buffer(kernel.desk_size())
    kernel.score_pairs(
        tables.pointer(), desk, left.ctypes.data, right.ctypes.data, len(left), found.ctypes.data
    )
    return found


def _kernel() -> Any:
    kernel = library()
    if kernel is None:
        raise RuntimeError("there is no compiled kernel here: ask library() first")
    return kernel


def sorted_entries(kernel: Any, tables: Tables, number: int, rows: int) -> Entries:
    """Every (block, row) of a rule and of the first so many rows, by block."""
    plan = tables.pointer()
    if tables.plan.stored_rules[number].list_column < 0:
        room = np.empty(rows, np.uint64)
        entries = room[: kernel.enter(plan, number, rows, room.ctypes.data)]
    else:
        entries = np.empty(kernel.enter(plan, number, rows, None), np.uint64)
        kernel.enter(plan, number, rows, entries.ctypes.data)
    spare = np.empty_like(entries)
    kernel.sort_entries(entries.ctypes.data, spare.ctypes.data, len(entries))
    return entries


class _Search:
    """One batch: what its threads share."""

    def __init__(self, store: "Store", threads: int) -> None:
        self.kernel = _kernel()
        self.store = store
        self.threads = threads
        self.tables = Tables(store, self.kernel)
        self.desks = local()
        self.found: list[layout.Found] = []

    def answer(self) -> Answer:
        """The pairs that every piece gave."""
        rules = range(len(self.store.plan.stored_rules))
        with ThreadPoolExecutor(self.threads) as pool:
            # One rule's entries are sorted while the pieces of the one before are weighed.
            ahead = {number: pool.submit(self.sorted_entries, number) for number in rules[:2]}
            for number in rules:
                entries = ahead.pop(number).result()
                if number + 2 in rules:
                    ahead[number + 2] = pool.submit(self.sorted_entries, number + 2)
                list(pool.map(self._weigher(number, entries), self._pieces(entries)))
        return self._together()

    def sorted_entries(self, number: int) -> Entries:
        """Every (block, row) of a rule, by block."""
        return sorted_entries(self.kernel, self.tables, number, len(self.store))

    def too_large(self, cap: int) -> dict[int, NDArray[np.uint64]]:
        """The hashes of each rule's blocks with more records than the cap."""
        silenced: dict[int, NDArray[np.uint64]] = {}
        for number in range(len(self.store.plan.stored_rules)):
            entries = self.sorted_entries(number)
            place, largest = entries.ctypes.data, c_int64()
            count = self.kernel.silence(place, len(entries), cap, None, byref(largest))
            if count:
                silenced[number] = np.empty(count, np.uint64)
                hashes = silenced[number].ctypes.data
                self.kernel.silence(place, len(entries), cap, hashes, byref(largest))
        return silenced

    def _pieces(self, entries: Entries) -> list[tuple[int, int]]:
        cuts, made = np.empty(_MOST_PIECES, np.int64), c_int64()
        self.kernel.cut(entries.ctypes.data, len(entries), PIECE, cuts.ctypes.data, _MOST_PIECES, byref(made))
        ends = [0, *cuts[: made.value].tolist(), len(entries)]
        return [(start, end) for start, end in pairwise(ends) if end > start]

    def _weigher(self, number: int, entries: Entries) -> Callable[[tuple[int, int]], None]:
        def weigh(piece: tuple[int, int]) -> None:
            desk, found = self._desk()
            enough = self.kernel.weigh_blocks(
                self.tables.pointer(), desk, byref(found), number, entries.ctypes.data, len(entries), *piece
            )
            if not enough:
                raise MemoryError("the pairs of a batch do not fit into memory: raise the threshold")

        return weigh

    def _desk(self) -> tuple[Any, layout.Found]:
        if not hasattr(self.desks, "mine"):
            self.desks.mine = create_string_buffer(self.kernel.desk_size()), layout.Found()
            self.found.append(self.desks.mine[1])
        mine: tuple[Any, layout.Found] = self.desks.mine
        return mine

    def _together(self) -> Answer:
        try:
            return (
                _joined(self.found, "left", np.int32),
                _joined(self.found, "right", np.int32),
                _joined(self.found, "weight", np.float64),
                _joined(self.found, "rule", np.uint8),
            )
        finally:
            for each in self.found:
                self.kernel.let_go(byref(each))


def _joined(found: Iterable[layout.Found], name: str, kind: type) -> NDArray[Any]:
    parts = [as_array(getattr(each, name), (each.count,)) for each in found if each.count]
    return np.concatenate(parts) if parts else np.empty(0, kind)
