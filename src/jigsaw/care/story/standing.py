"""What care knows that access must: whose records, whether the viewer's agency works with them."""

from collections.abc import Collection
from uuid import UUID

from jigsaw.care.intake.entries import in_open_involvements
from jigsaw.care.people import queries as people
from jigsaw.foundation.core.viewer import Viewer

_NO_WORK = frozenset({"tenancy"})


def records_of(viewer: Viewer, kind: str, key: UUID) -> Collection[UUID]:
    """The source records of a person; none of a home."""
    return people.record_ids(viewer, [key]).get(key, ()) if kind == "person" else ()


def is_known(viewer: Viewer, kind: str, key: UUID) -> bool:
    """Whether the viewer's agency holds a record of the person, or of somebody who lives in the home."""
    known = people.is_known_to_agency if kind == "person" else people.is_home_known_to_agency
    return known(viewer, key)


def is_worked_with(viewer: Viewer, records: Collection[UUID]) -> bool:
    """Whether an involvement of the viewer's agency with whom these records are about is open.

    A practice works with whom it has registered; a landlord does not yet with whoever rents a home.
    """
    return bool(in_open_involvements(viewer, records=records, background=_NO_WORK))
