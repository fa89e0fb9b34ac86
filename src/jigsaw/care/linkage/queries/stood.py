"""Under which people a source record stood, change by change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jigsaw.care.linkage.models import Link, PersonChange
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Stood:
    """A change that moved a record. before, after: the person under whom it stood then; None for none."""

    at: datetime
    before: UUID | None
    after: UUID | None


def moves_of(*, viewer: Viewer, record: UUID) -> tuple[list[Stood], UUID | None]:
    """The changes that moved a source record, the first one first; and under whom it stands now."""
    check_may_know_of_people(viewer)
    named = Q(before__icontains=str(record)) | Q(after__icontains=str(record))
    rows = PersonChange.objects.filter(named).order_by("at", "pk")
    found = [Stood(row.at, _whose(row.before, record), _whose(row.after, record)) for row in rows]
    now = Link.objects.filter(record=record).values_list("person_id", flat=True).first()
    return found, now


def _whose(people: Mapping[str, list[str]], record: UUID) -> UUID | None:
    return next((UUID(person) for person, records in people.items() if str(record) in records), None)
