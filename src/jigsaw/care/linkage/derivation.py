"""Who is who, for the parts that work things out. Not for screens: nothing is narrowed to a viewer."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from jigsaw.care.linkage.models import AddressToPlace, RecordToLink
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches

_RECORDS = Question(
    """SELECT l.person_id, l.record_id FROM linkage_link l JOIN intake_sourcerecord r ON r.id = l.record_id
    WHERE l.person_id = ANY(%s) ORDER BY r.first_received_at, l.record_id""",
    *(UUID, UUID),
)
_EVER_AT = Question(
    """SELECT DISTINCT l.person_id FROM people_address a JOIN intake_recordversion v ON v.address_id = a.id
    JOIN linkage_link l ON l.record_id = v.record_id WHERE a.home_id = ANY(%s)""",
    UUID,
)
_PERSONS = Question("SELECT record_id, person_id FROM linkage_link WHERE record_id = ANY(%s)", UUID, UUID)


def records_of(persons: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The source records of each of these people, by person, first received first."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for ids in batches(persons):
        for person, record in _RECORDS.ask(ids):
            found[person].append(record)
    return found


def persons_of(records: Iterable[UUID]) -> dict[UUID, UUID]:
    """The person of each of these source records, by record; a record that is not yet joined is absent."""
    return {record: person for ids in batches(records) for record, person in _PERSONS.ask(ids)}


def persons_with_an_address_of(homes: Iterable[UUID]) -> set[UUID]:
    """The people of whom some source record ever gave an address that belongs to one of these homes."""
    return {person for ids in batches(homes) for (person,) in _EVER_AT.ask(ids)}


def how_many_wait() -> int:
    """How many source records and addresses wait to be joined."""
    return RecordToLink.objects.count() + AddressToPlace.objects.count()
