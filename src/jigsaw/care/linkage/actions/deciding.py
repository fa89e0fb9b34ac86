"""Writes of what people decide about joins. A decision is kept for ever; undoing one is a decision too."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage import derivation
from jigsaw.care.linkage.linking import JOINING, link_these
from jigsaw.care.linkage.models import LinkDecision, UndoneDecision
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.linkage.store import standing_between, standing_decisions
from jigsaw.care.linkage.telling import Because
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import Viewer, person_behind

_ASKED = "Deciding on a join"
Pair = tuple[UUID, UUID]


class _FellApart(Exception):
    """A side of a split was held together by the other side alone."""


@transaction.atomic
def decide(
    *, by: Viewer, left: UUID, right: UUID, same: bool, why: str, also: Collection[Pair] = ()
) -> Changed:
    """Keep a person's decision that two source records are, or are not, the same human being, and act on it.

    also: other pairs of which the same is said in one act, and taken back with it. The decision outlasts every later
    weight and model. Raises Refused without the right role or without a why, NotFound unless there are two such
    records.
    """
    _check(by, why)
    if len(list(intake.records_now({left, right}))) < 2:
        raise NotFound(_ASKED, "there are not two such records", "Go back to the list of joins")
    take_turn(JOINING)
    pairs = dict.fromkeys(map(_in_order, [(left, right), *also]))
    return _decided(by, why, same=pairs) if same else _decided(by, why, apart=pairs)


@transaction.atomic
def split(*, by: Viewer, person: UUID, records: Collection[UUID], why: str) -> Changed:
    """Say that a person's source records are two people's: these, and the rest.

    None of these is the same as any of the rest. Where only a record of the other side held a side together, its own
    are said to be the same.

    Raises Refused without the right role or a why, or unless some of the person's records are named and some are
    left; NotFound for a record that is not the person's.
    """
    _check(by, why)
    take_turn(JOINING)
    every, named = set(_records_of(person)), set(records)
    if not named <= every:
        raise NotFound(_ASKED, "a record is not this person's", "Open the person again")
    if not named or named == every:
        raise Refused(_ASKED, "one side would be empty", "Choose some of the records, and leave some")
    sides = sorted(named), sorted(every - named)
    apart = [(one, other) for one in sides[0] for other in sides[1]]
    try:
        with transaction.atomic():
            changed = _decided(by, why, apart=apart)
            if any(len(set(derivation.persons_of(side).values())) > 1 for side in sides):
                raise _FellApart
            return changed
    except _FellApart:
        return _decided(by, why, apart=apart, same=[(side[0], one) for side in sides for one in side[1:]])


@transaction.atomic
def join_people(*, by: Viewer, one: UUID, other: UUID, why: str) -> Changed:
    """Say that two people are one human being, whatever was decided of their records before.

    Raises Refused without the right role or a why, or for one and the same person; NotFound for nobody.
    """
    _check(by, why)
    take_turn(JOINING)
    left, right = _records_of(one), _records_of(other)
    if one == other:
        raise Refused(_ASKED, "they are one person already", "Open the person again")
    apart = [(row.left_id, row.right_id) for row in standing_between(left, right) if not row.same]
    return _decided(by, why, same=apart or [(left[0], right[0])])


@transaction.atomic
def undo_decision(*, by: Viewer, decision: int, why: str) -> Changed:
    """Take a decision back, with all that was decided in the same act. What held before it holds again.

    Raises Refused without the right role or a why, or where it is undone already; NotFound where there is none.
    """
    _check(by, why)
    take_turn(JOINING)
    found = LinkDecision.objects.filter(pk=decision).first()
    if found is None:
        raise NotFound("Undoing a decision", "there is no such decision", "Go back to the list of decisions")
    rows = list(standing_decisions().filter(act=found.act))
    if not rows:
        raise Refused("Undoing a decision", "it is undone already", "Go back to the list of decisions")
    undone = (UndoneDecision(decision=row, why=why.strip()[:300], by_id=person_behind(by)) for row in rows)
    UndoneDecision.objects.bulk_create(undone)
    _tell_audit(by, "decision on a join undone", rows[0].left_id, rows)
    return _acted_on(by, rows, "A decision on their records was undone", since=rows[0].at)


def _check(by: Viewer, why: str) -> None:
    check(by, Act.DECIDE_JOINS)
    if not why.strip():
        raise Refused(_ASKED, "no why was given", "Say in a sentence what decided it")


def _records_of(person: UUID) -> list[UUID]:
    records = derivation.records_of([person]).get(person)
    if not records:
        raise NotFound(_ASKED, "there is no such person", "Open the person again")
    return records


def _decided(by: Viewer, why: str, *, apart: Iterable[Pair] = (), same: Iterable[Pair] = ()) -> Changed:
    act, kept, who = uuid4(), why.strip()[:300], person_behind(by)
    pairs = [*((pair, False) for pair in apart), *((pair, True) for pair in same)]
    rows = [
        LinkDecision(left_id=left, right_id=right, same=is_same, why=kept, by_id=who, act=act)
        for pair, is_same in pairs
        for left, right in (_in_order(pair),)
    ]
    LinkDecision.objects.bulk_create(rows)
    joins = rows[0].same
    _tell_audit(
        by, "records joined by hand" if joins else "records kept apart by hand", rows[0].left_id, rows
    )
    told = (
        "A person decided that they are the same" if joins else "A person decided that they are not the same"
    )
    return _acted_on(by, rows, told)


def _in_order(pair: Pair) -> Pair:
    return min(pair, key=str), max(pair, key=str)


def _acted_on(by: Viewer, rows: list[LinkDecision], why: str, since: datetime | None = None) -> Changed:
    concerned = sorted({one for row in rows for one in (row.left_id, row.right_id)})
    return link_these(concerned, Because(why, rows[0].act, by.key, since))


def _tell_audit(by: Viewer, act: str, subject: UUID, rows: list[LinkDecision]) -> None:
    detail = {"other": str(rows[0].right_id), "pairs": len(rows)}
    record_act(by=by, act=act, subject_kind="record", subject_id=subject, detail=detail)
