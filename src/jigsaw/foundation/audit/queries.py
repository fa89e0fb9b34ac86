"""Reads of the audit trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, QuerySet

from jigsaw.foundation.audit.actions import LOOKED
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Met:
    """A practitioner who looked at or acted on a subject, when last, and whether they acted."""

    by: int
    subject: UUID
    last_at: datetime
    acted: bool


def who_met(*, viewer: Viewer, subject_kind: str, since: Mapping[UUID, datetime]) -> list[Met]:
    """Who looked at or acted on each of these subjects, from a moment of its own on; in the order of their keys."""
    found: dict[tuple[int, UUID], Met] = {}
    rows = AuditEvent.objects.filter(
        subject_kind=subject_kind, subject_id__in=[str(one) for one in since], by__isnull=False
    )
    latest = rows.values_list("by_id", "subject_id", "kind").annotate(latest=Max("at"))
    for by, subject, kind, at in latest.order_by("by_id", "subject_id", "kind"):
        one = UUID(subject)
        if by is not None and at >= since[one]:
            former = found.get((by, one))
            acted = kind == AuditEvent.Kind.ACT or bool(former and former.acted)
            found[by, one] = Met(by, one, max(at, former.last_at) if former else at, acted)
    return list(found.values())


def who_looked_at_lists(
    *, viewer: Viewer, subject_kind: str, act_detail: str, since: Mapping[UUID, datetime]
) -> list[Met]:
    """Who looked at any of these where its id stands in the detail of the look, alone or in a list of what was shown.

    act_detail: the name under which it stands there.
    """
    found: dict[tuple[int, UUID], Met] = {}
    looks = AuditEvent.objects.filter(
        kind=AuditEvent.Kind.LOOK,
        subject_kind=subject_kind,
        by__isnull=False,
        at__gte=min(since.values()),
        **{f"detail__{act_detail}__isnull": False},
    )
    for by, at, detail in looks.order_by("at").values_list("by_id", "at", "detail").iterator():
        shown = detail[act_detail]
        for one in map(UUID, [shown] if isinstance(shown, str) else shown):
            if by is not None and one in since and at >= since[one]:
                found[by, one] = Met(by, one, at, acted=False)
    return list(found.values())


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


def last_event(*, viewer: Viewer, subject_kind: str, subject_id: str) -> AuditEvent | None:
    """What was done or looked at last about one subject, or None."""
    return next(
        iter(events_about(viewer=viewer, subject_kind=subject_kind, subject_id=subject_id, most=1)), None
    )


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
