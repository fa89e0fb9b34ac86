"""Reads of refused rows. Their values are somebody's particulars: only their own agency's stewards see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from jigsaw.care.intake.domain.refusals import RowFault
from jigsaw.care.intake.models import QuarantinedRow
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class RefusedRow:
    """One refused row: where it stood, everything wrong with it, its values by column, and what became of it."""

    id: int
    agency: str
    agency_name: str
    feed: str
    file: str
    line: int
    faults: tuple[RowFault, ...]
    values: Mapping[str, str]
    received: datetime
    state: str
    settled_by: str = ""
    settled_why: str = ""


def refused_rows(
    viewer: Viewer, *, state: str = "waiting", most: int = 500, after: int = 0
) -> tuple[RefusedRow, ...]:
    """Refused rows of the viewer's agency in a state, oldest first, after the one with the id `after`.

    Raises Refused for who may not mend rows. Jigsaw itself sees those of all agencies.
    """
    rows = _visible(viewer).filter(pk__gt=after)
    chosen = rows.filter(state=state) if state else rows
    return tuple(_shown(row) for row in chosen.order_by("pk")[:most])


def refused_row(viewer: Viewer, quarantined: int) -> RefusedRow:
    """One refused row. Raises NotFound for one that the viewer may not see, as for one that is not there."""
    row = _visible(viewer).filter(pk=quarantined).first()
    if row is None:
        raise NotFound(
            "Open a refused row", "there is no such row that you can see", "Look at the list of refused rows"
        )
    return _shown(row)


def _visible(viewer: Viewer) -> QuerySet[QuarantinedRow]:
    check(viewer, Act.MEND_ROWS)
    rows = QuarantinedRow.objects.select_related("delivery__feed__agency")
    return rows if viewer.is_jigsaw else rows.filter(delivery__feed__agency=viewer.agency)


def _shown(row: QuarantinedRow) -> RefusedRow:
    feed = row.delivery.feed
    return RefusedRow(
        id=row.pk,
        agency=feed.agency_id,
        agency_name=feed.agency.name,
        feed=feed.key,
        file=row.delivery.file_name,
        line=row.line,
        faults=tuple(RowFault(one["field"], one["why"], one["what_to_do"]) for one in row.faults),
        values=dict(row.row),
        received=row.received_at,
        state=row.state,
        settled_by=row.settled_by,
        settled_why=row.settled_why,
    )
