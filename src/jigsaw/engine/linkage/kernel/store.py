"""Records as rows of whole numbers, and the pairs among them that are alike enough."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.linkage.kernel import compiled, encoding, plainly
from jigsaw.engine.linkage.kernel.encoding import Lists
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.kernel.numbering import Codes, Numbering, aligned_rows

if TYPE_CHECKING:
    from jigsaw.engine.linkage.kernel.plan import Plan

_ROWS_AT_ONCE = 8_192
"""So many rows fit into a processor's own memory."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows as the caller numbered them, their weights in bits, and the first rule that gave each.

    In each, `left` is the row of the lesser id. No order among pairs.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weight: NDArray[np.float64]
    rule: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.left)


class Store:
    """Records as a plan reads them. Rows stand in the order of their ids; `original` says where each came from."""

    def __init__(
        self,
        plan: "Plan",
        rows: Codes,
        numberings: list[Numbering],
        lists: dict[int, Lists],
        original: NDArray[np.int64],
        source: Codes | None,
    ) -> None:
        self.plan = plan
        self.rows = rows
        self.numberings = numberings
        self.lists = lists
        self.original = original
        self.source = source

    @classmethod
    def of(
        cls, plan: "Plan", columns: encoding.Columns, ids: Sequence[Any], sources: Sequence[Any] | None
    ) -> "Store":
        """A store of a batch: see `Plan.encode`."""
        order = encoding.order_of(ids)
        is_sorted = bool(np.all(order[1:] > order[:-1]))
        numberings = plan.numberings()
        by_column: dict[int, Codes] = {}
        lists: dict[int, Lists] = {}
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            read = sorted({column.base for column in plan.columns if column.form != "list"})
            found = dict(
                zip(read, pool.map(lambda base: encoding.distinct(columns[base]), read), strict=True)
            )
        for together in plan.groups():
            made: Iterable[Codes]
            if plan.columns[together[0]].form == "list":
                made = []
                for at in together:
                    codes, lists[at] = encoding.encode_lists(columns[plan.columns[at].base], numberings[at])
                    made.append(codes)
            else:
                group = [plan.columns[at] for at in together]
                bases = [found[column.base] for column in group]
                made = encoding.number_together(group, bases, numberings[together[0]])
            for at, codes in zip(together, made, strict=True):
                by_column[at] = codes if is_sorted else codes[order]
        rows = _as_rows(by_column, len(ids))
        source = encoding.sources_of(sources)
        return cls(plan, rows, numberings, lists, order, source if source is None else source[order])

    def __len__(self) -> int:
        return len(self.rows)

    def pairs(
        self,
        threshold: float | None = None,
        *,
        between_sources: bool = False,
        block_cap: int | None = None,
        threads: int | None = None,
    ) -> Pairs:
        """Every pair that a rule of the plan gives and whose weight reaches the threshold; all of them with None.

        `block_cap`: a block with more records says nothing. `between_sources`: no pairs within one source.
        """
        search = compiled.pairs if library() else plainly.pairs
        least = -np.inf if threshold is None else float(threshold)
        left, right, weight, rule = search(
            self, least, between_sources=between_sources, block_cap=block_cap, threads=threads
        )
        return Pairs(self.original[left], self.original[right], weight, rule)

    def weigh(self, left: NDArray[np.integer[Any]], right: NDArray[np.integer[Any]]) -> NDArray[np.float64]:
        """The weights in bits of pairs met elsewhere, by the caller's row numbers; `left` is the left one as it is."""
        place = np.empty(len(self), np.int32)
        place[self.original] = np.arange(len(self), dtype=np.int32)
        return self.weights(place[left], place[right])

    def weights(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.float64]:
        """The weights in bits of these pairs of rows as they stand in the store, in the order of their ids."""
        return compiled.weights(self, left, right) if library() else plainly.weights(self, left, right)


def _as_rows(by_column: Mapping[int, Codes], count: int) -> Codes:
    # Some rows at a time: a row's columns lie together, so whole columns would fetch every row once for each.
    rows = aligned_rows(count, len(by_column))
    for start in range(0, count, _ROWS_AT_ONCE):
        some = slice(start, start + _ROWS_AT_ONCE)
        for at, codes in by_column.items():
            rows[some, at] = codes[some]
    return rows
