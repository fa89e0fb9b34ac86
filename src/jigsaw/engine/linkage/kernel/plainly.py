"""Pairs without a compiler: the rules' blocks found with numpy, their pairs weighed some at a time (`walking`)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.kernel.numbering import ABSENT, Codes
from jigsaw.engine.linkage.kernel.walking import Walker

if TYPE_CHECKING:
    from jigsaw.engine.linkage.kernel.store import Store

AT_ONCE = 500_000
"""How many pairs are held in memory while they are weighed."""

Places = NDArray[np.int64]
Answer = tuple[Codes, Codes, NDArray[np.float64], NDArray[np.uint8]]


def pairs(
    store: "Store", threshold: float, *, between_sources: bool, block_cap: int | None, threads: int | None
) -> Answer:
    """The pairs of a store: see `Store.pairs`. Works in one thread whatever `threads` says."""
    walker = Walker(store)
    blocks = [_Blocks(store, number, block_cap) for number in range(len(store.plan.stored_rules))]
    found: list[Answer] = []
    for number, block in enumerate(blocks):
        for left, right in block.pairs():
            fresh = np.ones(len(left), np.bool_)
            if between_sources and store.source is not None:
                fresh &= store.source[left] != store.source[right]
            for earlier in blocks[:number]:
                fresh &= ~earlier.gives(left, right)
            left, right = left[fresh], right[fresh]
            weights = walker.weights(left, right)
            kept = weights >= threshold
            rule = np.full(int(kept.sum()), number, np.uint8)
            found.append((left[kept], right[kept], weights[kept], rule))
    if not found:
        return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0), np.empty(0, np.uint8)
    left, right, weights, rules = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return left, right, weights, rules


def weights(store: "Store", left: Codes, right: Codes) -> NDArray[np.float64]:
    """The weights of these pairs of rows."""
    walker, found = Walker(store), np.empty(len(left))
    for start in range(0, len(left), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        found[some] = walker.weights(left[some], right[some])
    return found


class _Blocks:
    """The blocks of one rule: which rows stand in which."""

    def __init__(self, store: "Store", number: int, block_cap: int | None) -> None:
        rule = store.plan.stored_rules[number]
        rows = np.arange(len(store), dtype=np.int64)
        parts = [store.rows[:, at].astype(np.int64) for at in rule.columns]
        self.is_exploded = rule.list_column >= 0
        if self.is_exploded:
            lists, own = store.lists[rule.list_column], store.rows[:, rule.list_column]
            counts = np.where(own < 0, 0, np.diff(lists.start)[own])
            rows = np.repeat(rows, counts)
            starts = np.repeat(lists.start[own], counts) - np.repeat(np.cumsum(counts) - counts, counts)
            parts = [
                *(part[rows] for part in parts),
                lists.items[starts + np.arange(len(rows))].astype(np.int64),
            ]
        block = _numbered_together(parts)
        if block_cap is not None and len(block):
            sizes = np.bincount(block[block >= 0], minlength=1)
            block = np.where((block >= 0) & (sizes[block] <= block_cap), block, ABSENT)
        self.count = len(store)
        self.block_of = block
        entered = np.flatnonzero(block >= 0)
        order = entered[np.argsort(block[entered], kind="stable")]
        self.blocks, self.rows = block[order], rows[order]
        self._given: NDArray[np.int64] | None = None

    def pairs(self) -> Iterator[tuple[Codes, Codes]]:
        """The pairs of rows of one block, each once."""
        if self.is_exploded:
            given = self._all()
            for start in range(0, len(given), AT_ONCE):
                yield self._apart(given[start : start + AT_ONCE])
        else:
            for left, right in self._expanded():
                yield left.astype(np.int32), right.astype(np.int32)

    def gives(self, left: Codes, right: Codes) -> NDArray[np.bool_]:
        """Whether this rule gives each of these pairs."""
        if self.is_exploded:
            return np.isin(left.astype(np.int64) * self.count + right, self._all())
        return np.asarray((self.block_of[left] == self.block_of[right]) & (self.block_of[left] >= 0))

    def _all(self) -> NDArray[np.int64]:
        if self._given is None:
            keys = [left * self.count + right for left, right in self._expanded()]
            self._given = np.unique(np.concatenate(keys)) if keys else np.empty(0, np.int64)
        return self._given

    def _apart(self, keys: NDArray[np.int64]) -> tuple[Codes, Codes]:
        return (keys // self.count).astype(np.int32), (keys % self.count).astype(np.int32)

    def _expanded(self) -> Iterator[tuple[Places, Places]]:
        if not len(self.blocks):
            return
        places = np.arange(len(self.blocks))
        is_first = np.append(True, self.blocks[1:] != self.blocks[:-1])
        first = np.maximum.accumulate(np.where(is_first, places, 0))
        before = places - first
        ends = np.cumsum(before)
        start = 0
        while start < len(places):
            stop = max(int(np.searchsorted(ends, ends[start] + AT_ONCE)), start + 1)
            some = before[start:stop]
            right = np.repeat(places[start:stop], some)
            left = np.arange(len(right)) - np.repeat(np.cumsum(some) - some, some)
            left += np.repeat(first[start:stop], some)
            yield self.rows[left], self.rows[right]
            start = stop


def _numbered_together(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """One number for each distinct tuple of numbers; ABSENT where any is absent."""
    together = parts[0]
    absent = together < 0
    for part in parts[1:]:
        absent = absent | (part < 0)
        together = np.unique((together << 32) | (part & 0xFFFFFFFF), return_inverse=True)[1].ravel()
    return np.where(absent, ABSENT, together)
