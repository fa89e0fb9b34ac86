"""What is compared of people when looks at them are reviewed: names, homes now, and which agencies know them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.people.queries.hidden import known_people, known_residences
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Compared:
    """Somebody's names, birth date, homes and postcodes now, and the agencies that hold a record of them."""

    person: UUID
    given_names: str
    family_name: str
    birth_date: str
    homes: frozenset[UUID]
    postcodes: frozenset[str]
    agencies: frozenset[str]


def compared_of(viewer: Viewer, people: Iterable[UUID]) -> list[Compared]:
    """These people as they are compared; those who are nobody any more are absent. For reviewing looks, and no page."""
    check(viewer, Act.REVIEW_LOOKS)
    return [one for ids in batches(people) for one in _compared(viewer, list(ids))]


def _compared(viewer: Viewer, ids: list[UUID]) -> list[Compared]:
    homes: dict[UUID, set[tuple[UUID, str]]] = defaultdict(set)
    lived = known_residences(viewer).filter(person__in=ids, until__isnull=True, home__many=False)
    for person, home, postcode in lived.values_list("person_id", "home_id", "home__postcode"):
        homes[person].add((home, postcode))
    agencies: dict[UUID, set[str]] = defaultdict(set)
    known = known_people(viewer).filter(pk__in=ids, links__isnull=False)
    for person, agency in known.values_list("pk", "links__record__agency_id").distinct():
        agencies[person].add(agency)
    rows = (
        known_people(viewer).filter(pk__in=ids).values_list("pk", "given_names", "family_name", "birth_date")
    )
    return [
        Compared(
            *row,
            frozenset(home for home, _ in homes[row[0]]),
            frozenset(postcode for _, postcode in homes[row[0]] if postcode),
            frozenset(agencies[row[0]]),
        )
        for row in rows
    ]
