"""People, and who lives with whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from jigsaw.demo.chance import happens
from jigsaw.demo.homes import Estate, Home
from jigsaw.demo.names import Origin, origins, partner_origin, pick_origin
from jigsaw.demo.numbers import landline, mobile, nhs_numbers

HOUSEHOLDS = ("alone", "couple", "family", "one-parent", "three-generations", "shared-house")
HOW_OFTEN = (31, 25, 27, 9, 5, 3)


@dataclass(slots=True, eq=False)
class Person:
    """One invented human being, as they are: what agencies write is another matter."""

    key: str
    given: str
    family: str
    born: date
    gender: str
    origin: Origin
    part: str
    household: int
    homes: list[tuple[int, Home]]
    nhs_number: str = ""
    telephone: str = ""
    email: str = ""
    reach: bool = False
    often: float = 1.0
    died: int | None = None
    spells: list[tuple[int, int, int]] = field(default_factory=list)

    def home_on(self, minute: int) -> Home:
        """Where they lived at that minute."""
        lived = [home for since, home in self.homes if since <= minute]
        return lived[-1] if lived else self.homes[0][1]

    def age_on(self, day: date) -> int:
        """Whole years."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


@dataclass(slots=True)
class Settlement:
    """Everybody and everywhere. `households` lists members by household."""

    today: date
    estate: Estate
    people: list[Person] = field(default_factory=list)
    households: list[list[Person]] = field(default_factory=list)


def settle(rng: Random, how_many: int, today: date) -> Settlement:
    """People in households in homes, until there are as many as asked for."""
    place = Settlement(today, Estate(rng))
    every = origins()
    numbers = nhs_numbers(rng, how_many)
    _hostels(rng, place, every, how_many)
    while len(place.people) < how_many:
        _household(rng, place, every, how_many - len(place.people))
    for person, number in zip(place.people, numbers, strict=True):
        person.nhs_number = number
    return place


def _hostels(rng: Random, place: Settlement, every: list[Origin], how_many: int) -> None:
    for _ in range(max(1, how_many // 7000)):
        home = place.estate.home("hostel")
        for _ in range(min(22, max(4, how_many // 50))):
            _start_household(place)
            _add(rng, place, pick_origin(rng, every), "lodger", home, rng.randint(18, 62))


def _start_household(place: Settlement) -> None:
    place.households.append([])


def _household(rng: Random, place: Settlement, every: list[Origin], room: int) -> None:
    kind = rng.choices(HOUSEHOLDS, HOW_OFTEN)[0]
    origin = pick_origin(rng, every)
    if kind == "shared-house":
        _lodgers(rng, place, every, room)
        return
    _start_household(place)
    home = place.estate.home("flat" if happens(rng, 0.45 if kind == "alone" else 0.18) else "house")
    family = rng.choice(origin.family)
    for part, gender, age in _members(rng, kind)[:room]:
        own = partner_origin(rng, origin, every) if part == "partner" else origin
        person = _add(rng, place, own, part, home, age, gender)
        if part != "partner" or happens(rng, 0.7):
            person.origin = origin if part != "partner" else own
            person.family = origin.family_of(family, person.gender)


def _lodgers(rng: Random, place: Settlement, every: list[Origin], room: int) -> None:
    home = place.estate.home("shared-house")
    for _ in range(min(room, rng.randint(3, 7))):
        _start_household(place)
        _add(rng, place, pick_origin(rng, every), "lodger", home, rng.randint(19, 58))


def _members(rng: Random, kind: str) -> list[tuple[str, str, int]]:
    """Part, gender and age of each member."""
    if kind == "alone":
        return [("adult", _gender(rng), int(rng.triangular(19, 95, 60)))]
    age = int(rng.triangular(22, 84, 42)) if kind == "couple" else rng.randint(26, 52)
    first = "female" if kind == "one-parent" and happens(rng, 0.86) else _gender(rng)
    members = [("adult", first, age)]
    if kind != "one-parent":
        other = first if happens(rng, 0.04) else ("male" if first == "female" else "female")
        members.append(("partner", other, max(19, age + rng.randint(-6, 6))))
    if kind != "couple":
        members += list(_children(rng, age))
    if kind == "three-generations":
        members.append(("elder", _gender(rng), min(97, age + rng.randint(21, 36))))
    return members


def _children(rng: Random, parent_age: int) -> Iterator[tuple[str, str, int]]:
    oldest = min(26, parent_age - 19)
    for _ in range(rng.choices((1, 2, 3, 4), (42, 38, 14, 6))[0]):
        yield "child", _gender(rng), rng.randint(0, max(0, oldest))


def _gender(rng: Random) -> str:
    return rng.choices(("female", "male", "other"), (505, 490, 5))[0]


def _add(
    rng: Random, place: Settlement, origin: Origin, part: str, home: Home, age: int, gender: str = ""
) -> Person:
    gender = gender or _gender(rng)
    born = place.today - timedelta(days=int(age * 365.25) + rng.randrange(1, 365))
    household = len(place.households) - 1
    family = origin.family_of(rng.choice(origin.family), gender)
    key = f"P{len(place.people) + 1:06}"
    person = Person(
        key, origin.given(rng, gender), family, born, gender, origin, part, household, [(-9999999, home)]
    )
    person.telephone = mobile(rng) if happens(rng, 0.3) else landline(household)
    if happens(rng, 0.35):
        person.email = f"{key.lower()}@example.org"
    place.people.append(person)
    place.households[-1].append(person)
    return person
