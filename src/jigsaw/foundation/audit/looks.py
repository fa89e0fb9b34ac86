"""How often something was looked at, for putting work in order: counts, and never who looked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.batches import batches


def looks_since(subject_kind: str, subjects: Iterable[UUID], since: datetime) -> dict[UUID, int]:
    """How many looks at each of these subjects were recorded since a moment; those never looked at are absent."""
    found: dict[UUID, int] = {}
    looks = AuditEvent.objects.filter(kind=AuditEvent.Kind.LOOK, subject_kind=subject_kind, at__gte=since)
    for ids in batches(str(one) for one in subjects):
        rows = looks.filter(subject_id__in=ids).values_list("subject_id").annotate(Count("pk"))
        found |= {UUID(subject): number for subject, number in rows}
    return found
