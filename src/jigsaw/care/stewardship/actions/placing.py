"""Writes of the queue's order."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from jigsaw.care.linkage.queries import still_waiting
from jigsaw.care.stewardship.domain.stakes import ORDER, Held, place
from jigsaw.care.stewardship.gathering import Count, held_by, no_talks
from jigsaw.care.stewardship.models import JoinAtStake
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

STAYS_PLACED = timedelta(days=1)
"""Reasons open and close and looks grow old with no new pair: a pair's place is worked out again after this long."""

_AT_ONCE = 500
_NOTHING = Held()
Waiting = tuple[UUID, UUID, float | None]


def place_waiting(*, by: Viewer, talks: Count = no_talks, most: int | None = None) -> int:
    """Give every pair that waits its place in the queue, and take out those that wait no longer.

    most: how many at the most, where a page must not wait for all. Each part is a transaction of its own. Returns
    how many were placed.
    """
    _take_out(by)
    placed = 0
    while most is None or placed < most:
        part = _not_placed(by, _AT_ONCE if most is None else min(_AT_ONCE, most - placed))
        if not part:
            break
        _place(part, talks)
        placed += len(part)
    return placed


def _take_out(by: Viewer) -> None:
    waits = still_waiting(viewer=by).filter(left=OuterRef("left"), right=OuterRef("right"))
    gone = list(JoinAtStake.objects.exclude(Exists(waits)).values_list("pk", flat=True)[:_AT_ONCE])
    if gone:
        JoinAtStake.objects.filter(pk__in=gone).delete()


def _not_placed(by: Viewer, most: int) -> list[Waiting]:
    placed = JoinAtStake.objects.filter(
        left=OuterRef("left"), right=OuterRef("right"), worked_out_at__gte=now() - STAYS_PLACED
    )
    rows = still_waiting(viewer=by).exclude(Exists(placed)).order_by("-weight", "left_id", "right_id")
    return list(rows.values_list("left_id", "right_id", "weight")[:most])


@transaction.atomic
def _place(pairs: Sequence[Waiting], talks: Count) -> None:
    held = held_by({one for left, right, _ in pairs for one in (left, right)}, talks)
    at = now()
    rows = [
        JoinAtStake(
            left_id=left,
            right_id=right,
            weight=weight or 0.0,
            worked_out_at=at,
            **asdict(place(held.get(left, _NOTHING), held.get(right, _NOTHING))),
        )
        for left, right, weight in pairs
    ]
    JoinAtStake.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["left", "right"],
        update_fields=[*ORDER, "weight", "worked_out_at"],
    )
