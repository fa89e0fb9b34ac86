"""The two people of the replay, and the three homes: all invented, and drawn anew for each seed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from jigsaw.demo.clock import DAY, Clock
from jigsaw.demo.homes import Home
from jigsaw.demo.names import Origin
from jigsaw.demo.numbers import nhs_numbers, postcode, uprn
from jigsaw.demo.people import Person
from jigsaw.demo.places import Agency, Habits, agencies

TOWN = "Pellow Bay"
# Kept apart from the borough's names; none is the name of anybody in the review.
GIVEN = (
    "Alban",
    "Corwin",
    "Dorian",
    "Ewart",
    "Jory",
    "Lyle",
    "Merrin",
    "Piers",
    "Rowan",
    "Silas",
    "Tobin",
    "Wyndham",
)
FAMILY = ("Averill", "Bramhope", "Colwick", "Denbury", "Ellacott", "Farthingale", "Gribbon", "Hallett", "Inglefield",
          "Jolliffe", "Kitto", "Lanyon")  # fmt: skip
STREETS = ("Capstan Row", "Gull Terrace", "Old Lime Road", "Pilot Street", "Quarry Steps", "Viaduct Lane")
AGENCIES = {
    "trust": "Mental Health NHS Trust", "gp": "Surgery", "ambulance": "Ambulance Service", "hospital": "Hospital",
    "council": "Council", "housing": "Homes", "police": "Police",
}  # fmt: skip
ORIGIN = Origin("invented", 1, "A", GIVEN, GIVEN, FAMILY)
DIED = date(2006, 7, 6)


@dataclass(frozen=True, slots=True)
class Cast:
    """The tenant whose home was taken over, and the visitor who moved in without any agency's recording it."""

    tenant: Person
    visitor: Person
    bedsit: Home
    elsewhere: Home


def cast(rng: Random, clock: Clock) -> Cast:
    """Draws the people and their homes. Only the tenant's age (39) and the day of his death are public."""
    streets, given, family = rng.sample(STREETS, 2), rng.sample(GIVEN, 2), rng.sample(FAMILY, 2)
    before, bedsit, elsewhere = (
        _home(rng, place, street) for place, street in enumerate((streets[1], *streets))
    )
    numbers = nhs_numbers(rng, 2, apart=True)
    moved_in = clock.minute_of(date(2005, 4, 1), 9) + rng.randrange(20) * DAY
    people = []
    for place, homes in enumerate(([(-9999999, before), (moved_in, bedsit)], [(-9999999, elsewhere)])):
        age = 39 if place == 0 else rng.randint(24, 33)
        born = DIED - timedelta(days=round(age * 365.25) + rng.randrange(5, 360))
        person = Person(
            f"R{place + 1}", given[place], family[place], born, "male", ORIGIN, "adult", place, homes
        )
        person.nhs_number, person.telephone = numbers[place], f"01632 960{rng.randrange(200, 1000)}"
        people.append(person)
    return Cast(people[0], people[1], bedsit, elsewhere)


def _home(rng: Random, place: int, street: str) -> Home:
    number = uprn(900_000 + rng.randrange(10_000) * 3 + place)
    flat = str(rng.randint(1, 8)) if place == 1 else ""
    home = Home(
        f"RH{place}",
        "flat" if flat else "house",
        number,
        flat,
        str(rng.randint(2, 80)),
        street,
        "Harbour",
        "",
        False,
    )
    home.postcode, home.town, home.social = postcode(rng, 27), TOWN, place == 1
    return home


def replay_agencies() -> dict[str, Agency]:
    """The agencies of the invented place: they send as the borough's do, and write more carefully."""
    borough = agencies()
    return {
        place: Agency(place, f"pellow-bay-{place}", f"{TOWN} {name}", careful(borough[place].habits, place))
        for place, name in AGENCIES.items()
    }


def careful(habits: Habits, place: str) -> Habits:
    """Without slips of the pen: what the replay tests is what was seen together, not spelling."""
    known = 1.0 if place in {"trust", "gp", "hospital", "ambulance", "council"} else 0.0
    return replace(
        habits, nhs_number=known, typo=0.0, spelling=0.0, swapped=0.0, born_wrong=0.0, born_first_january=0.0,
        born_missing=0.0, old_address=0.0, twice=0.0, uprn=1.0,
    )  # fmt: skip
