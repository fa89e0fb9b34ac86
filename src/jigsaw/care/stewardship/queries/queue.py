"""The queue of pairs to decide, in turn, with what hangs on each in sentences."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from jigsaw.care.linkage.queries import WaitingJoin, how_many_wait, still_waiting, waiting
from jigsaw.care.stewardship.domain.stakes import ORDER, Held, sentences
from jigsaw.care.stewardship.gathering import Count, held_by, no_talks
from jigsaw.care.stewardship.models import JoinAtStake, LeftForLater
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

_NOTHING = Held()
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class QueueLine:
    """A pair that waits, and what hangs on it."""

    pair: WaitingJoin
    stakes: tuple[str, ...]


@dataclass(frozen=True)
class Queue:
    """One page of the queue. total: how many pairs are in it for this steward.

    not_placed: how many wait besides, which came so lately that their place is still to be worked out, or which the
    steward left for later.
    """

    lines: tuple[QueueLine, ...]
    total: int
    not_placed: int


@dataclass(frozen=True)
class Stakes:
    """What hangs on one pair: in sentences, and on each side."""

    sentences: tuple[str, ...]
    left: Held
    right: Held


def queue(*, viewer: Viewer, start: int = 0, most: int = 25, talks: Count = no_talks) -> Queue:
    """The pairs of the viewer's queue from place `start` on. Raises Refused for who may not decide.

    The same few queries however many pairs wait: the order was worked out before, by `place_waiting`.
    """
    rows = _mine(viewer)
    total = rows.count()
    pairs = [(row.left_id, row.right_id) for row in rows[start : start + most]]
    found = waiting(viewer=viewer, pairs=pairs)
    held = held_by({one for pair in pairs for one in pair}, talks)
    lines = tuple(
        QueueLine(one, sentences(held.get(one.left.record, _NOTHING), held.get(one.right.record, _NOTHING)))
        for one in found
    )
    return Queue(lines, total, max(0, how_many_wait(viewer=viewer) - total))


def next_pair(*, viewer: Viewer) -> Pair | None:
    """The pair whose turn it is, for this steward; None when none waits."""
    row = _mine(viewer).first()
    return (row.left_id, row.right_id) if row else None


def stakes_of(*, viewer: Viewer, left: UUID, right: UUID, talks: Count = no_talks) -> Stakes:
    """What hangs on one pair, whether it waits or not."""
    still_waiting(viewer=viewer)
    held = held_by([left, right], talks)
    one, other = held.get(left, _NOTHING), held.get(right, _NOTHING)
    return Stakes(sentences(one, other), one, other)


def _mine(viewer: Viewer) -> QuerySet[JoinAtStake]:
    ends = {"left": OuterRef("left"), "right": OuterRef("right")}
    later = LeftForLater.objects.filter(**ends, by=viewer.key, until__gt=now())
    waits = still_waiting(viewer=viewer).filter(**ends)
    rows = JoinAtStake.objects.filter(Exists(waits)).exclude(Exists(later))
    return rows.order_by(*(f"-{name}" for name in ORDER), "-weight", "id")
