"""Every pair of records that was ever compared, for a sample to be drawn from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jigsaw.care.linkage.models import BlockKey, Edge
from jigsaw.care.linkage.store import engine_records, model_in_force
from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.decide import decide
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.batches import AT_ONCE
from jigsaw.foundation.core.viewer import Viewer

_AT_A_TIME = 2_000_000
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Compared:
    """Every pair of records that shares a block small enough, once: the places of its two records in `records`.

    found: the weight of each pair of which something was kept (joined, doubtful or cut), by its two records.
    """

    records: list[UUID]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    found: dict[Pair, float]

    def pair(self, at: int) -> Pair:
        """The two records of one pair."""
        return self.records[int(self.left[at])], self.records[int(self.right[at])]


def compared_pairs(*, viewer: Viewer) -> Compared:
    """All pairs that were compared: reads every block once, which takes a borough minutes. Raises Refused."""
    check(viewer, Act.DECIDE_JOINS)
    place: dict[UUID, int] = {}
    codes = np.unique(
        np.concatenate([np.empty(0, np.int64), *_codes(place, model_in_force().rules.block_cap)])
    )
    records = list(place)
    found = {
        (left, right): weight or 0.0
        for left, right, weight in Edge.objects.values_list("left_id", "right_id", "weight").iterator()
    }
    return Compared(records, codes >> 32, codes & 0xFFFFFFFF, found)


def weights_between(*, viewer: Viewer, pairs: Iterable[Pair]) -> list[float]:
    """What comparing each pair gives, in bits, with the adjustments that decide; 0 where one is withdrawn."""
    check(viewer, Act.DECIDE_JOINS)
    asked, model = list(pairs), model_in_force()
    ready = {
        UUID(record.id): compare_ready(record, model)
        for record in engine_records({one for pair in asked for one in pair})
    }
    return [
        decide(ready[left], ready[right], model).weight if left in ready and right in ready else 0.0
        for left, right in asked
    ]


def _codes(place: dict[UUID, int], cap: int) -> Iterator[NDArray[np.int64]]:
    """The pairs of every block, each as one number: the places of its two records."""
    rows = BlockKey.objects.order_by("key").values_list("key", "record_id").iterator(chunk_size=AT_ONCE)
    waiting: list[int] = []
    for _, block in groupby(rows, key=lambda row: row[0]):
        members = sorted({place.setdefault(record, len(place)) for _, record in block})
        if 1 < len(members) <= cap:
            waiting.extend(left << 32 | right for left, right in combinations(members, 2))
        if len(waiting) > _AT_A_TIME:
            yield np.unique(np.array(waiting, np.int64))
            waiting.clear()
    yield np.array(waiting, np.int64)
