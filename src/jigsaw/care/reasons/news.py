"""What a viewer's agency, or the viewer, was told of reasons: the list that the outbox is delivered to."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from jigsaw.care.reasons.models import Telling
from jigsaw.care.reasons.queries import ReasonSeen, reasons_by_id
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Told:
    """One thing that was told of a reason: what, since when it is so, and when it was told."""

    what: str
    words: str
    at: datetime
    told_at: datetime
    reason: ReasonSeen


def tellings(*, viewer: Viewer, most: int = 100) -> list[Told]:
    """What the viewer's agency was told of reasons, and the viewer themselves, the newest first; each thing once.

    Of a reason that was worked out anew since, under another id, nothing is told.
    """
    check_may_know_of_people(viewer)
    mine = Q(practitioner__isnull=True) | Q(practitioner=viewer.key)
    rows = Telling.objects.filter(mine, agency=viewer.agency, told_at__isnull=False)
    once = rows.values("reason_id", "what", "at").annotate(told=Max("told_at"), last=Max("pk"))
    found = list(once.order_by("-told", "-last")[:most])
    seen = reasons_by_id(viewer=viewer, ids=[row["reason_id"] for row in found])
    return [
        Told(row["what"], Telling.What(row["what"]).label, row["at"], row["told"], seen[row["reason_id"]])
        for row in found
        if row["reason_id"] in seen
    ]
