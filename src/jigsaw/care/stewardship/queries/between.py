"""Two people whose records wait to be compared: how many pairs lie between them, and for which an answer holds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from django.db.models import Q

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.intake.records import records_said
from jigsaw.care.linkage.queries import Side, decisions_in_force, sides, still_waiting
from jigsaw.care.stewardship.domain.likeness import in_what_they_differ
from jigsaw.foundation.core.viewer import Viewer

Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Between:
    """What lies between two people, as seen from the two records that are compared.

    sides: every record of each, the one that is compared among them; the same one twice where they are one person.
    waiting: the pairs that wait, the compared one first when it does. differs: the records for which an answer does
    not hold, each with what it says otherwise than the record that is compared.
    """

    compared: Pair
    sides: tuple[tuple[UUID, ...], tuple[UUID, ...]]
    waiting: tuple[Pair, ...]
    differs: Mapping[UUID, tuple[str, ...]]
    are_joined: bool

    @property
    def answered(self) -> tuple[Pair, ...]:
        """Those of the waiting pairs for which one answer holds."""
        return tuple(pair for pair in self.waiting if not self.differs.keys() & set(pair))

    @property
    def has_others(self) -> bool:
        """Whether they are two people of whom there are other records than the two that are compared."""
        return not self.are_joined and sum(map(len, self.sides)) > 2


def between(*, viewer: Viewer, left: UUID, right: UUID) -> Between:
    """What lies between the people of two records. Raises Refused for who may not decide."""
    found = sides(viewer=viewer, records=[left, right])
    mine, theirs = (found[one].records if one in found else (one,) for one in (left, right))
    if _are_one(found, left, right):
        return Between((left, right), (mine, theirs), (), {}, True)
    rows = still_waiting(viewer=viewer).filter(_ends(mine, theirs))
    waiting = sorted(
        rows.values_list("left_id", "right_id"), key=lambda pair: (set(pair) != {left, right}, str(pair))
    )
    return Between(
        (left, right), (mine, theirs), tuple(waiting), _differs(viewer, left, right, mine, theirs), False
    )


def pairs_answered(
    *, viewer: Viewer, left: UUID, right: UUID, same: bool, only_these: bool = False
) -> list[Pair]:
    """The pairs of records for which an answer about two of them is kept, those two first. Raises Refused.

    That two people are apart is kept for each record of the one with each of the other, so that no later weight joins
    them. That they are the same is kept for the pairs that wait, and for those that were said to be apart before.
    Where they are one person already, an answer holds for what was decided together with it.

    only_these: the steward answers for nothing but the two records.
    """
    if only_these:
        return [(left, right)]
    found = between(viewer=viewer, left=left, right=right)
    if found.are_joined:
        others = _decided_together(viewer, left, right)
    elif same:
        others = [*found.answered, *_said_apart(viewer, *found.sides)]
    else:
        mine, theirs = ([one for one in side if one not in found.differs] for side in found.sides)
        others = list(product(mine, theirs))
    return _once([(left, right), *others])


def _are_one(found: Mapping[UUID, Side], left: UUID, right: UUID) -> bool:
    return left in found and right in found and found[left].person == found[right].person


def _ends(some: Collection[UUID], others: Collection[UUID]) -> Q:
    return Q(left__in=some, right__in=others) | Q(left__in=others, right__in=some)


def _said_apart(viewer: Viewer, mine: Collection[UUID], theirs: Collection[UUID]) -> list[Pair]:
    rows = decisions_in_force(viewer=viewer).filter(_ends(mine, theirs), same=False)
    return list(rows.order_by("pk").values_list("left_id", "right_id"))


def _decided_together(viewer: Viewer, left: UUID, right: UUID) -> list[Pair]:
    holding = decisions_in_force(viewer=viewer)
    acts = holding.filter(_ends([left], [right])).values_list("act")
    return list(holding.filter(act__in=acts).order_by("pk").values_list("left_id", "right_id"))


def _differs(
    viewer: Viewer, left: UUID, right: UUID, mine: tuple[UUID, ...], theirs: tuple[UUID, ...]
) -> dict[UUID, tuple[str, ...]]:
    said: dict[UUID, RecordSaid] = {one.record: one for one in records_said(viewer, {*mine, *theirs})}
    told = {
        each: in_what_they_differ(said[shown].particulars, said[each].particulars)
        for shown, side in ((left, mine), (right, theirs))
        for each in side
        if each != shown and each in said and shown in said
    }
    return {record: words for record, words in told.items() if words}


def _once(pairs: list[Pair]) -> list[Pair]:
    return list(dict.fromkeys((min(pair, key=str), max(pair, key=str)) for pair in pairs))
