"""Reads of the audit trail."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from jigsaw.foundation.audit.actions import LOOKED
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import Viewer


def last_look(*, viewer: Viewer, subject_kind: str, subject_id: object) -> datetime | None:
    """When the viewer last looked at this subject, or None when never."""
    looks = _looks(viewer, subject_kind).filter(subject_id=str(subject_id))
    return looks.aggregate(latest=Max("at"))["latest"]


def last_looks(*, viewer: Viewer, subject_kind: str, subject_ids: Iterable[object]) -> dict[str, datetime]:
    """When the viewer last looked at each of these subjects, by subject id; those never looked at are absent."""
    looks = _looks(viewer, subject_kind).filter(subject_id__in=[str(one) for one in subject_ids])
    return dict(looks.values_list("subject_id").annotate(latest=Max("at")))


def recently_looked_at(*, viewer: Viewer, subject_kind: str, most: int = 50) -> list[str]:
    """The ids of what the viewer looked at last, latest first."""
    looks = _looks(viewer, subject_kind).values("subject_id").annotate(latest=Max("at")).order_by("-latest")
    return [row["subject_id"] for row in looks[:most]]


def last_reason_given(*, viewer: Viewer, subject_kind: str, subject_id: object, since: datetime) -> str:
    """Why the viewer looked at this subject last, if since `since`; else nothing."""
    looks = _looks(viewer, subject_kind).filter(subject_id=str(subject_id), at__gte=since)
    return looks.order_by("-at").values_list("why", flat=True).first() or ""


def events_about(
    *, viewer: Viewer, subject_kind: str, subject_id: object, most: int = 200
) -> list[AuditEvent]:
    """Who did or looked at what about one subject, latest first."""
    found = AuditEvent.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id))
    return list(found.order_by("-at", "-pk")[:most])


def _looks(viewer: Viewer, subject_kind: str) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(
        by_id=viewer.key, kind=AuditEvent.Kind.LOOK, act=LOOKED, subject_kind=subject_kind
    )
