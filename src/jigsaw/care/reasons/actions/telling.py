"""Emptying the outbox: whoever is to be told of a reason finds it in their list of what is new."""

from django.db import transaction

from jigsaw.care.reasons.models import Telling
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

_AT_ONCE = 1_000


def deliver(*, by: Viewer) -> int:
    """Tell everybody who waits to be told. Returns how many tellings were delivered.

    Several may do so at once: each takes what no other has taken. Stopped at any moment, what was taken waits again.
    """
    told = 0
    while part := _deliver_part(by):
        told += part
    return told


@transaction.atomic
def _deliver_part(by: Viewer) -> int:
    waiting = Telling.objects.filter(told_at__isnull=True).order_by("pk").select_for_update(skip_locked=True)
    keys = list(waiting.values_list("pk", flat=True)[:_AT_ONCE])
    if keys:
        Telling.objects.filter(pk__in=keys).update(told_at=now())
        record_act(by=by, act="told of reasons", detail={"tellings": len(keys)})
    return len(keys)
