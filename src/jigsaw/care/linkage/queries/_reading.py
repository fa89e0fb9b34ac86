"""What several reads of joins share."""

from collections.abc import Iterable
from uuid import UUID

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.intake.records import records_said
from jigsaw.care.linkage.models import Link
from jigsaw.foundation.core.viewer import Viewer


def said_of(viewer: Viewer, records: Iterable[UUID]) -> dict[UUID, RecordSaid]:
    """What these source records say, by record."""
    return {one.record: one for one in records_said(viewer, set(records))}


def persons_of(records: Iterable[UUID]) -> dict[UUID, UUID]:
    """The person of each of these source records that is joined."""
    return dict(Link.objects.filter(record__in=list(records)).values_list("record_id", "person_id"))
