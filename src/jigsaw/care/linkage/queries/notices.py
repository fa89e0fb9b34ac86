"""What a practitioner is told of people who turned out to be two, or half of one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.care.linkage.models import JoinNotice
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class NoticeSaid:
    """Who was looked at (by the id of then: a redirect leads on), what changed and why, and when they last looked.

    acted: whether they acted on what they saw, and not only looked.
    """

    key: int
    person: UUID
    what: str
    why: str
    changed_at: datetime
    last_at: datetime
    acted: bool


def notices(*, viewer: Viewer, most: int = 20) -> list[NoticeSaid]:
    """What the viewer is told and has not read, those who acted first, then the latest. Raises NotFound."""
    check_may_know_of_people(viewer)
    rows = JoinNotice.objects.filter(practitioner=viewer.key, seen_at__isnull=True).select_related("change")
    if hidden := hidden_from(viewer).people:
        rows = rows.exclude(person__in=hidden)
    return [
        NoticeSaid(row.pk, row.person, row.change.what, row.change.why, row.change.at, row.last_at, row.acted)
        for row in rows.order_by("-acted", "-change__at", "-pk")[:most]
    ]
