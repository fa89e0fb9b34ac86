"""What care knows that access must: whose records, whether the viewer's team works with them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from jigsaw.care.intake.entries import in_open_involvements
from jigsaw.care.people import queries as people
from jigsaw.foundation.core.viewer import Viewer

_NO_WORK = frozenset({"tenancy"})


def records_of(viewer: Viewer, kind: str, key: UUID) -> Collection[UUID]:
    """The source records of a person; none of a home."""
    return people.record_ids(viewer, [key]).get(key, ()) if kind == "person" else ()


def whose(viewer: Viewer, records: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The person of each of these source records, and of every other record of the same people. One query."""
    return people.whose_records(viewer, records)


def ids_of(viewer: Viewer, keys: Collection[UUID]) -> Collection[UUID]:
    """Every id under which these people are known, or were before they were joined."""
    return people.ids_that_lead_to(viewer, keys)


def is_worked_with(viewer: Viewer, kind: str, key: UUID, records: Collection[UUID]) -> bool:
    """Whether the viewer's team has an open involvement with the person, or with somebody who lives in the home.

    An involvement that names no team is its whole agency's. A practice works with whom it has registered; a landlord
    does not yet with whoever rents a home.
    """
    asked = records if kind == "person" else _records_of_who_lives_at(viewer, key)
    return bool(in_open_involvements(viewer, records=asked, background=_NO_WORK, of_team=True))


def _records_of_who_lives_at(viewer: Viewer, home: UUID) -> Collection[UUID]:
    living = people.living_at(viewer, home)
    return [one for records in people.record_ids(viewer, living).values() for one in records]
