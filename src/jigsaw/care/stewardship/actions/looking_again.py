"""Writes of second opinions: another steward's answer, and what two who differed found when they talked."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from jigsaw.care.stewardship.domain.opinions import Stage, may_be_asked, may_talk
from jigsaw.care.stewardship.models import Opinion, TalkedOver
from jigsaw.care.stewardship.queries.looking_again import Look, look_for
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import Viewer, person_behind

_ASKED = "Giving a second opinion"
_TURN = "second opinions"


@dataclass(frozen=True)
class Settled:
    """Where a second look stands after an answer. is_overturned: the pair is to be decided anew, as was answered."""

    stage: Stage
    left: UUID
    right: UUID
    is_overturned: bool


@transaction.atomic
def give_opinion(*, by: Viewer, look: int, same: bool, why: str) -> Settled:
    """Keep another steward's answer. A third answer settles it; where it is not what was decided, that is overturned.

    Raises NotFound, Refused without a why or for who may not be asked.
    """
    take_turn(_TURN)
    asked = look_for(viewer=by, key=look)
    _need(why)
    if not may_be_asked(asked.first, asked.others, person_behind(by), asked.stage):
        raise Refused(_ASKED, "this pair no longer asks for yours", "Go back to the list")
    Opinion.objects.create(look_id=look, same=same, why=why.strip()[:300], by_id=person_behind(by))
    _record(by, "second opinion given", asked)
    return _settled(look_for(viewer=by, key=look), same)


@transaction.atomic
def note_talk(*, by: Viewer, look: int, same: bool, why: str) -> Settled:
    """Keep what two stewards who differed found when they talked.

    Raises NotFound, Refused without a why or for who is neither of the two.
    """
    take_turn(_TURN)
    asked = look_for(viewer=by, key=look)
    _need(why)
    if not may_talk(asked.first, asked.others, person_behind(by), asked.stage):
        raise Refused(_ASKED, "this pair does not ask you to talk", "Go back to the list")
    TalkedOver.objects.create(look_id=look, same=same, why=why.strip()[:300], by_id=person_behind(by))
    _record(by, "second opinion talked over", asked)
    return _settled(look_for(viewer=by, key=look), same)


def _need(why: str) -> None:
    if not why.strip():
        raise Refused(_ASKED, "no why was given", "Say in a sentence what decided it")


def _settled(after: Look, same: bool) -> Settled:
    is_settled = after.stage in (Stage.THIRD, Stage.TALKED)
    is_overturned = is_settled and after.is_in_force and after.first.same != same
    return Settled(after.stage, after.left, after.right, is_overturned)


def _record(by: Viewer, act: str, asked: Look) -> None:
    detail = {"other": str(asked.right)}
    record_act(by=by, act=act, subject_kind="record", subject_id=asked.left, detail=detail)
