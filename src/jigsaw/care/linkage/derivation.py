"""Who is who, for the parts that work things out. Not for screens: nothing is narrowed to a viewer."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from jigsaw.care.linkage.models import AddressToPlace, Link, RecordToLink
from jigsaw.foundation.core.batches import batches


def records_of(persons: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The source records of each of these people, by person, first received first."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for ids in batches(persons):
        rows = Link.objects.filter(person_id__in=ids).order_by("record__first_received_at", "record_id")
        for person, record in rows.values_list("person_id", "record_id"):
            found[person].append(record)
    return found


def persons_of(records: Iterable[UUID]) -> dict[UUID, UUID]:
    """The person of each of these source records, by record; a record that is not yet joined is absent."""
    found: dict[UUID, UUID] = {}
    for ids in batches(records):
        found |= dict(Link.objects.filter(record_id__in=ids).values_list("record_id", "person_id"))
    return found


def persons_with_an_address_of(homes: Iterable[UUID]) -> set[UUID]:
    """The people of whom some source record ever gave an address that belongs to one of these homes."""
    found: set[UUID] = set()
    for ids in batches(homes):
        links = Link.objects.filter(record__versions__address__home__in=ids)
        found |= set(links.values_list("person_id", flat=True))
    return found


def how_many_wait() -> int:
    """How many source records and addresses wait to be joined."""
    return RecordToLink.objects.count() + AddressToPlace.objects.count()
