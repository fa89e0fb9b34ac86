"""Pieces that stand, for counting: never what they say. Sealed ones are not there: no count may hint at them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake.models import PieceSubject
from jigsaw.foundation.core.batches import AT_ONCE, batches


@dataclass(frozen=True, slots=True)
class Standing:
    """A piece that names a source record and was neither superseded nor retracted."""

    record: UUID
    role: str
    piece: UUID
    agency: str
    shape: str
    kind: str
    until: datetime | None
    restriction: str


def standing_pieces(records: Iterable[UUID]) -> Iterator[Standing]:
    """The pieces that name these source records, once for each record and role."""
    fields = ("agency_id", "shape", "kind", "until", "restriction")
    for ids in batches(records):
        rows = PieceSubject.objects.filter(record_id__in=ids, piece__ending__isnull=True)
        shown = rows.exclude(piece__restriction="sealed")
        told = shown.values_list("record_id", "role", "piece_id", *(f"piece__{name}" for name in fields))
        for row in told.iterator(chunk_size=AT_ONCE):
            yield Standing(*row)
