"""What came in, and what was refused."""

from uuid import UUID

from jigsaw.care.reviews.models import ChronologyFile, RefusedEntry
from jigsaw.care.reviews.policies import reviewed
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


def files(viewer: Viewer, key: UUID) -> list[ChronologyFile]:
    """Every file that came in, also those taken back, in the order in which they came."""
    rows = reviewed(viewer, key).files.select_related("agency", "by", "withdrawal").order_by("at", "pk")
    return list(rows)


def refused_rows(viewer: Viewer, key: UUID) -> list[RefusedEntry]:
    """Every row that was refused, of files that were not taken back, those that wait first."""
    rows = RefusedEntry.objects.filter(file__review=reviewed(viewer, key), file__withdrawal=None)
    found = rows.select_related("file__agency", "settled_by").order_by("file__at", "place")
    return sorted(found, key=lambda one: one.state != RefusedEntry.State.WAITING)


def refused_row(viewer: Viewer, key: UUID, refused: int) -> RefusedEntry:
    """One row that was refused. Raises NotFound."""
    rows = RefusedEntry.objects.filter(file__review=reviewed(viewer, key), pk=refused)
    found = rows.select_related("file__agency").first()
    if found is None:
        raise NotFound("Opening a row", "there is no such row", "See the rows that were refused")
    return found
