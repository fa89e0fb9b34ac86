"""Giving the places of a week: once, whoever needs the list first."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.reasons import coming_first
from jigsaw.care.reasons.models import WeeksConversation
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import Viewer


def choose_for_the_week(*, by: Viewer) -> int:
    """Give this week's places that are left to those who wait. Returns how many were given; mostly none are left."""
    if not (coming_first.places_left() and coming_first.waiting()):
        return 0
    return _choose(by)


@transaction.atomic
def _choose(by: Viewer) -> int:
    take_turn("choosing this week's conversations")
    waiting = coming_first.waiting()
    chosen = coming_first.chosen_of(waiting, coming_first.places_left())
    if chosen:
        week = coming_first.this_week()
        rows = [
            WeeksConversation(
                week=week,
                subject=UUID(one.subject),
                subject_kind=waiting[UUID(one.subject)],
                by_lot=one.by_lot,
            )
            for one in chosen
        ]
        WeeksConversation.objects.bulk_create(rows)
        by_lot = sum(one.by_lot for one in chosen)
        detail = {"week": week.isoformat(), "places": len(chosen), "by_lot": by_lot}
        record_act(by=by, act="this week's conversations chosen", detail=detail)
    return len(chosen)
