"""Which source records are which person."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from jigsaw.care.linkage.models import Link
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class LinkLine:
    """A source record, its person, and why they are joined."""

    agency: str
    local_id: str
    person: UUID
    why: str


@dataclass(frozen=True)
class Side:
    """The person on one side of a pair: their id, every source record of theirs, and when they died, if known."""

    person: UUID
    records: tuple[UUID, ...]
    died_on: str


def links(*, viewer: Viewer, persons: list[UUID] | None = None, most: int | None = None) -> list[LinkLine]:
    """Which source records are which person, and why; of some people when given."""
    check_may_know_of_people(viewer)
    rows = Link.objects.order_by("person_id", "record__agency_id", "record__local_id")
    if hidden := hidden_from(viewer).records:
        rows = rows.exclude(record__in=hidden)
    if persons is not None:
        rows = rows.filter(person__in=persons)
    return [
        LinkLine(*row)
        for row in rows.values_list("record__agency_id", "record__local_id", "person_id", "why")[:most]
    ]


def people_known_to(*, viewer: Viewer, agency: str) -> QuerySet[Link, UUID]:
    """The ids of the people of whom an agency has a source record: to narrow another query by."""
    check_may_know_of_people(viewer)
    return Link.objects.filter(record__agency=agency).values_list("person_id", flat=True)


def sides(*, viewer: Viewer, records: Iterable[UUID]) -> dict[UUID, Side]:
    """The person that each of these source records belongs to, by record, in two queries; unjoined ones are absent."""
    check_may_know_of_people(viewer)
    asked = Link.objects.filter(record__in=set(records) - hidden_from(viewer).records)
    told = {row[0]: row[1:] for row in asked.values_list("record_id", "person_id", "person__died_on")}
    mine: dict[UUID, list[UUID]] = {}
    rows = Link.objects.filter(person__in={person for person, _ in told.values()})
    ordered = rows.order_by("record__first_received_at", "record_id")
    for person, record in ordered.values_list("person_id", "record_id"):
        mine.setdefault(person, []).append(record)
    return {record: Side(person, tuple(mine[person]), died) for record, (person, died) in told.items()}
