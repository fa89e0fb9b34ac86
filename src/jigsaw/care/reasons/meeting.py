"""Who met somebody in a reason about them: looked at it or at a list with it, or decided about it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jigsaw.care.reasons.models import Reason
from jigsaw.foundation.audit.queries import Met, who_looked_at_lists, who_met
from jigsaw.foundation.core.viewer import Viewer


def who_met_in_reasons(viewer: Viewer, since: Mapping[UUID, datetime]) -> list[Met]:
    """Who met each of these people in a reason about them, or about them and another, from a moment of its own on.

    A reason that was withdrawn meanwhile counts too: it was there to be looked at.
    """
    about: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Reason.objects.filter(Q(subject__in=list(since)) | Q(other__in=list(since)))
    for reason, subject, other in rows.values_list("pk", "subject", "other"):
        about[reason] += [one for one in (subject, other) if one and one in since]
    if not about:
        return []
    from_then = {reason: min(since[one] for one in people) for reason, people in about.items()}
    met = [
        *who_met(viewer=viewer, subject_kind="reason", since=from_then),
        *who_looked_at_lists(viewer=viewer, subject_kind="reasons", act_detail="ids", since=from_then),
        *who_looked_at_lists(viewer=viewer, subject_kind="person", act_detail="id", since=from_then),
    ]
    found: dict[tuple[int, UUID], Met] = {}
    for one in met:
        for person in about[one.subject]:
            if one.last_at >= since[person]:
                former = found.get((one.by, person), one)
                latest, acted = max(one.last_at, former.last_at), one.acted or former.acted
                found[one.by, person] = replace(one, subject=person, last_at=latest, acted=acted)
    return list(found.values())
