"""What people and homes give to the parts that work things out. Not for screens: nothing is narrowed to a
viewer.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from jigsaw.care.people.domain.residences import LivesAt
from jigsaw.care.people.models import Address, Home, Person
from jigsaw.foundation.core.asking import Question, Row
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.time import end_of_day, minutes_since_epoch

__all__ = [
    "LivesAt", "addresses_of", "ask_birth_dates", "ask_deaths", "ask_homes_of_addresses", "ask_shared_homes",
    "birth_dates", "deaths", "every_home", "everybody",
    "family_names", "homes_of_addresses", "residences_of", "residents_of", "shared_homes", "written_addresses",
]  # fmt: skip

FULL = len("2006-05-22")


_LIVES = "SELECT person_id, home_id, agency_id, since, until, known_at, end_known_at FROM people_residence"
_TYPES = (UUID, UUID, str, datetime, datetime, datetime, datetime)
_LIVES_OF = Question(f"{_LIVES} WHERE person_id = ANY(%s) ORDER BY id", *_TYPES)
_ADDRESSES = Question("SELECT id, home_id FROM people_address WHERE home_id = ANY(%s)", int, UUID)
_BORN = Question("SELECT id, birth_date FROM people_person WHERE id = ANY(%s)", UUID, str)
_FAMILY = Question("SELECT id, family_name FROM people_person WHERE id = ANY(%s)", UUID, str)
_DIED = Question("SELECT id, died_on FROM people_person WHERE id = ANY(%s) AND died_on <> ''", UUID, str)
_SHARED = Question("SELECT id FROM people_home WHERE id = ANY(%s) AND shared <> ''", UUID)
_LIVES_AT = Question(f"{_LIVES} WHERE home_id = ANY(%s) ORDER BY id", *_TYPES)


def residences_of(persons: Iterable[UUID]) -> dict[UUID, list[LivesAt]]:
    """Where each of these people lives and lived, by person."""
    return _grouped((row for ids in batches(persons) for row in _LIVES_OF.ask(ids)), "person")


def residents_of(homes: Iterable[UUID]) -> dict[UUID, list[LivesAt]]:
    """Who lives and lived in each of these homes, by home."""
    return _grouped((row for ids in batches(homes) for row in _LIVES_AT.ask(ids)), "home")


def addresses_of(homes: Iterable[UUID]) -> dict[int, UUID]:
    """The home of each written address that belongs to one of these homes, by address."""
    return {address: home for ids in batches(homes) for address, home in _ADDRESSES.ask(ids)}


_HOMES = Question(
    "SELECT id, home_id FROM people_address WHERE id = ANY(%s) AND home_id IS NOT NULL", int, UUID
)


def homes_of_addresses(addresses: Iterable[int]) -> dict[int, UUID]:
    """The home of each of these written addresses that has one, by address."""
    return {address: home for ids in batches(addresses) for address, home in _HOMES.ask(ids)}


def ask_homes_of_addresses(addresses: Collection[int]) -> Callable[[], dict[int, UUID]]:
    """As `homes_of_addresses`, asked now and read when called: for few (`asking.Question.ahead`)."""
    answer = _HOMES.ahead(addresses)
    return lambda: dict(answer())


def birth_dates(persons: Iterable[UUID]) -> dict[UUID, str]:
    """The birth date of each of these people as it is known: ISO, perhaps only a year or a month, perhaps
    empty.
    """
    return ask_birth_dates(persons)()


def ask_birth_dates(persons: Iterable[UUID]) -> Callable[[], dict[UUID, str]]:
    """As `birth_dates`, asked now and read when called."""
    answers = [_BORN.ahead(ids) for ids in batches(persons)]
    return lambda: {person: born for answer in answers for person, born in answer()}


def family_names(persons: Iterable[UUID]) -> dict[UUID, str]:
    """The family name of each of these people, empty where none is known."""
    return {person: name for ids in batches(persons) for person, name in _FAMILY.ask(ids)}


def shared_homes(homes: Iterable[UUID]) -> set[UUID]:
    """Those of these homes whose addresses say that many share them: a hostel, a ward."""
    return ask_shared_homes(homes)()


def ask_shared_homes(homes: Iterable[UUID]) -> Callable[[], set[UUID]]:
    """As `shared_homes`, asked now and read when called."""
    answers = [_SHARED.ahead(ids) for ids in batches(homes)]
    return lambda: {home for answer in answers for (home,) in answer()}


def deaths(persons: Iterable[UUID]) -> dict[UUID, int]:
    """The end of the day on which each of these people died, for those of whom a full date of death is known.

    In minutes since 1970, as patterns count.
    """
    return ask_deaths(persons)()


def ask_deaths(persons: Iterable[UUID]) -> Callable[[], dict[UUID, int]]:
    """As `deaths`, asked now and read when called."""
    answers = [_DIED.ahead(ids) for ids in batches(persons)]
    return lambda: {
        person: minutes_since_epoch(end_of_day(date.fromisoformat(on)))
        for answer in answers
        for person, on in answer()
        if len(on) == FULL
    }


def _grouped(rows: Iterable[Row], by: str) -> dict[UUID, list[LivesAt]]:
    found: dict[UUID, list[LivesAt]] = defaultdict(list)
    for row in rows:
        one = LivesAt(*row)
        found[getattr(one, by)].append(one)
    return found


def written_addresses(addresses: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """The lines, postcode and UPRN of each of these written addresses, by address."""
    found: dict[int, tuple[str, str, str]] = {}
    for ids in batches(addresses):
        rows = Address.objects.filter(pk__in=ids).values_list("pk", "lines", "postcode", "uprn")
        found |= {row[0]: (row[1], row[2], row[3]) for row in rows}
    return found


def everybody() -> list[UUID]:
    """The ids of all people."""
    return list(Person.objects.values_list("pk", flat=True))


def every_home() -> list[UUID]:
    """The ids of all homes."""
    return list(Home.objects.values_list("pk", flat=True))
