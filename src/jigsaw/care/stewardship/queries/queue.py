"""The queue of people to compare two by two, in turn, with what hangs on each answer in sentences."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count as Number
from django.db.models import Exists, OuterRef, QuerySet, Sum, Window
from django.db.models.functions import Greatest, Least, RowNumber

from jigsaw.care.linkage.queries import Side, WaitingJoin, how_many_wait, sides, still_waiting, waiting
from jigsaw.care.stewardship.domain.stakes import ORDER, Held, sentences
from jigsaw.care.stewardship.gathering import Count, held_by, no_talks
from jigsaw.care.stewardship.models import JoinAtStake, LeftForLater
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

_NOTHING = Held()
_PERSONS = "left__link__person", "right__link__person"
_ONE, _OTHER = Least(*_PERSONS), Greatest(*_PERSONS)
Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class QueueLine:
    """Two people who may be one: the likeliest pair of their records that waits, and what hangs on the answer.

    pairs: how many pairs of their records wait. left_records, right_records: how many records each of the two has.
    """

    pair: WaitingJoin
    stakes: tuple[str, ...]
    pairs: int
    left_records: int
    right_records: int


@dataclass(frozen=True)
class Queue:
    """One page of the queue. total: how many times two people are in it for this steward; pairs: of their records.

    not_placed: how many pairs wait besides, which came so lately that their place is still to be worked out, or which
    the steward left for later.
    """

    lines: tuple[QueueLine, ...]
    total: int
    pairs: int
    not_placed: int


@dataclass(frozen=True)
class Stakes:
    """What hangs on one pair: in sentences, and on each side."""

    sentences: tuple[str, ...]
    left: Held
    right: Held


def queue(*, viewer: Viewer, start: int = 0, most: int = 25, talks: Count = no_talks) -> Queue:
    """What is in the viewer's queue from place `start` on, two people at a time. Raises Refused for who may not decide.

    The same few queries however many pairs wait: the order was worked out before, by `place_waiting`.
    """
    rows = _mine(viewer)
    total, pairs = _counted(rows)
    shown = [(row.left_id, row.right_id) for row in _in_turn(rows)[start : start + most]]
    found = waiting(viewer=viewer, pairs=shown)
    ends = {one for pair in shown for one in pair}
    held, whose = held_by(ends, talks), sides(viewer=viewer, records=ends)
    between = _pairs_between(viewer, whose)
    lines = tuple(
        QueueLine(
            one,
            sentences(held.get(one.left.record, _NOTHING), held.get(one.right.record, _NOTHING)),
            between[_two(one.left_person, one.right_person)],
            *(len(whose[end.record].records) if end.record in whose else 1 for end in (one.left, one.right)),
        )
        for one in found
    )
    return Queue(lines, total, pairs, max(0, how_many_wait(viewer=viewer) - pairs))


def next_pair(*, viewer: Viewer) -> Pair | None:
    """The two records to compare next, for this steward; None when nobody waits."""
    row = _in_turn(_mine(viewer)).first()
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
    return JoinAtStake.objects.filter(Exists(waits)).exclude(Exists(later))


def _in_turn(rows: QuerySet[JoinAtStake]) -> QuerySet[JoinAtStake]:
    """The likeliest pair of every two people, in the queue's order."""
    place = Window(RowNumber(), partition_by=[_ONE, _OTHER], order_by=["-weight", "id"])
    likeliest = rows.annotate(place=place).filter(place=1)
    return likeliest.order_by(*(f"-{name}" for name in ORDER), "-weight", "id")


def _counted(rows: QuerySet[JoinAtStake]) -> tuple[int, int]:
    """How many times two people are among these, and how many pairs of their records."""
    by_two = (
        rows.order_by().annotate(one=_ONE, other=_OTHER).values("one", "other").annotate(number=Number("pk"))
    )
    found = by_two.aggregate(total=Number("number"), pairs=Sum("number"))
    return found["total"], found["pairs"] or 0


def _pairs_between(viewer: Viewer, whose: Mapping[UUID, Side]) -> Counter[frozenset[UUID]]:
    """How many pairs wait between every two of these people."""
    persons = {side.person for side in whose.values()}
    waits = still_waiting(viewer=viewer).filter(
        left__link__person__in=persons, right__link__person__in=persons
    )
    return Counter(map(frozenset, waits.values_list("left__link__person", "right__link__person")))


def _two(one: UUID | None, other: UUID | None) -> frozenset[UUID]:
    return frozenset(filter(None, (one, other)))
