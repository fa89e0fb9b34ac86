"""Of whom anything was received last."""

from datetime import datetime
from uuid import UUID

from jigsaw.care.people.queries.hidden import known_people
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.viewer import Viewer


def latest_changed(viewer: Viewer, *, since: datetime, start: int, most: int) -> list[UUID]:
    """People of whom anything was received after `since`, the latest first: `most` of them, from place `start` on."""
    check_may_know_of_people(viewer)
    rows = known_people(viewer).filter(changed_at__gt=since).order_by("-changed_at", "pk")
    return list(rows.values_list("pk", flat=True)[start : start + most])
