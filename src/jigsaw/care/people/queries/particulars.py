"""Who somebody is: their best-known particulars, their names, and the source records that make them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.people.domain.labels import label_of
from jigsaw.care.people.models import Person
from jigsaw.care.people.queries.following import followed
from jigsaw.care.people.queries.hidden import known_people
from jigsaw.foundation.access.policies import check_may_know_of_people, check_may_research
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Named:
    """A person by id, name and birth date (ISO, or less when less is known)."""

    id: UUID
    name: str
    birth_date: str


@dataclass(frozen=True)
class Joined:
    """A source record that is joined to a person, and why."""

    record: UUID
    why: str


def person(viewer: Viewer, key: UUID) -> Person:
    """The person under this id, following redirects. Raises NotFound, also for those who may not know."""
    return followed(viewer, "person", key, lambda one: known_people(viewer).filter(pk=one).first())


def person_label(viewer: Viewer, key: UUID) -> str:
    """What screens call somebody: their name and birth date. Raises NotFound."""
    return label_of(person(viewer, key))


def names_of(viewer: Viewer, people: Iterable[UUID]) -> dict[UUID, Named]:
    """Names and birth dates by id, in one query. Nobody, for those who may not know."""
    check_may_know_of_people(viewer)
    rows = known_people(viewer).filter(pk__in=set(people)).values_list("pk", "name", "birth_date")
    return {row[0]: Named(*row) for row in rows}


def people_of_records(viewer: Viewer, records: Iterable[UUID]) -> dict[UUID, Named]:
    """The person of each source record that is joined, by the record's id, in one query."""
    check_may_know_of_people(viewer)
    rows = known_people(viewer).filter(links__record__in=set(records))
    return {
        row[0]: Named(*row[1:]) for row in rows.values_list("links__record_id", "pk", "name", "birth_date")
    }


def record_ids(viewer: Viewer, people: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The ids of the source records of each person, in one query."""
    check_may_know_of_people(viewer)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = (
        known_people(viewer)
        .filter(pk__in=set(people), links__isnull=False)
        .values_list("pk", "links__record_id")
    )
    for key, record in rows:
        found[key].append(record)
    return {key: tuple(records) for key, records in found.items()}


def for_research(viewer: Viewer, people: Iterable[UUID]) -> dict[UUID, tuple[tuple[UUID, ...], str, str]]:
    """Of each of these people the ids of their records, their birth date and gender: what a list without names is made
    of, by whom it may be. Two queries for each few thousand.
    """
    check_may_research(viewer)
    found: dict[UUID, tuple[tuple[UUID, ...], str, str]] = {}
    for ids in batches(people):
        records: dict[UUID, list[UUID]] = defaultdict(list)
        joined = known_people(viewer).filter(pk__in=ids, links__isnull=False)
        for key, record in joined.values_list("pk", "links__record_id"):
            records[key].append(record)
        for key, born, gender in (
            known_people(viewer).filter(pk__in=ids).values_list("pk", "birth_date", "gender")
        ):
            found[key] = (tuple(records[key]), born, gender)
    return found


def is_known_to_agency(viewer: Viewer, key: UUID) -> bool:
    """Whether the viewer's agency has a source record of this person."""
    check_may_know_of_people(viewer)
    return known_people(viewer).filter(pk=key, links__record__agency=viewer.agency).exists()


def joins(viewer: Viewer, key: UUID) -> tuple[Joined, ...]:
    """The source records of one person and why each was joined, in the order of first receipt."""
    check_may_know_of_people(viewer)
    rows = known_people(viewer).filter(pk=key, links__isnull=False)
    ordered = rows.order_by("links__record__first_received_at", "links__record_id")
    return tuple(Joined(*row) for row in ordered.values_list("links__record_id", "links__why"))
