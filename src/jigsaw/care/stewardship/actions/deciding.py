"""Writes that go with a decision on a join: the queue, the sample that is looked at again, what is left for later."""

import random
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jigsaw.care.linkage.queries import latest_decision
from jigsaw.care.stewardship.models import JoinAtStake, LeftForLater, SecondLook
from jigsaw.care.stewardship.queries.between import between
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.viewer import Viewer, person_behind

_CHANCE = random.SystemRandom()


@transaction.atomic
def follow_decision(*, by: Viewer, left: UUID, right: UUID, is_sampled: bool = True) -> None:
    """Take what was just decided out of the queue, and put a share of decisions before another steward.

    The share is the setting JIGSAW_SECOND_LOOKS. Raises NotFound where nothing was decided, Refused.
    """
    left, right = sorted((left, right), key=str)
    decided = latest_decision(viewer=by, left=left, right=right)
    JoinAtStake.objects.filter(left=left, right=right).delete()
    if is_sampled and _CHANCE.random() < settings.JIGSAW_SECOND_LOOKS:
        SecondLook.objects.create(decision_id=decided)
        record_act(by=by, act="second look asked for", subject_kind="record", subject_id=left)


@transaction.atomic
def leave_for_later(*, by: Viewer, left: UUID, right: UUID) -> None:
    """Take two people out of the steward's own queue until tomorrow, with every pair of their records that waits.

    Raises Refused.
    """
    check(by, Act.DECIDE_JOINS)
    left, right = sorted((left, right), key=str)
    pairs = {(left, right), *between(viewer=by, left=left, right=right).waiting}
    who, until = person_behind(by), _tomorrow()
    LeftForLater.objects.bulk_create(
        LeftForLater(left_id=one, right_id=other, by_id=who, until=until) for one, other in pairs
    )
    record_act(
        by=by,
        act="join left for later",
        subject_kind="record",
        subject_id=left,
        detail={"other": str(right)},
    )


def _tomorrow() -> datetime:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return start + timedelta(days=1)
