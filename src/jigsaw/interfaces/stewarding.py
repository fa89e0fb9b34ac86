"""What stewards do about joins, in full effect: people, homes, reasons, who is told, the queue, second looks."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations.derivation import open_about
from jigsaw.care.stewardship import actions as stewardship
from jigsaw.care.stewardship.domain.opinions import Stage
from jigsaw.care.stewardship.queries import pairs_answered
from jigsaw.foundation.core import wall
from jigsaw.foundation.core.viewer import JIGSAW, Viewer
from jigsaw.interfaces.feeds import steps


@transaction.atomic
def decide(
    *,
    by: Viewer,
    left: UUID,
    right: UUID,
    same: bool,
    why: str,
    is_sampled: bool = True,
    only_these: bool = False,
) -> None:
    """A steward's decision on two people, seen by two of their records; a share is put before another steward.

    It is kept for each pair of records for which it holds. only_these: for no others than the two.
    """
    _, *also = pairs_answered(viewer=by, left=left, right=right, same=same, only_these=only_these)
    steps.decide_join(by=by, left=left, right=right, same=same, why=why, also=also)
    stewardship.follow_decision(by=by, left=left, right=right, is_sampled=is_sampled)


@transaction.atomic
def give_opinion(*, by: Viewer, look: int, same: bool, why: str) -> Stage:
    """Another steward's answer; a third one that overturns the decision is decided at once."""
    found = stewardship.give_opinion(by=by, look=look, same=same, why=why)
    if found.is_overturned:
        _decide_anew(by, found, same, f"Third opinion: {why.strip()}")
    return found.stage


@transaction.atomic
def note_talk(*, by: Viewer, look: int, same: bool, why: str) -> None:
    """What two who differed found when they talked; where it overturns the decision, it is decided at once."""
    found = stewardship.note_talk(by=by, look=look, same=same, why=why)
    if found.is_overturned:
        _decide_anew(by, found, same, f"Talked over: {why.strip()}")


@wall.reading_for(wall.JIGSAW)
def bring_up_to_date(*, most: int | None = None) -> int:
    """Give the pairs that wait their places in the queue; how many of them at the most, where a page waits."""
    return stewardship.place_waiting(by=JIGSAW, talks=open_about, most=most)


def _decide_anew(by: Viewer, found: stewardship.Settled, same: bool, why: str) -> None:
    decide(by=by, left=found.left, right=found.right, same=same, why=why, is_sampled=False)
