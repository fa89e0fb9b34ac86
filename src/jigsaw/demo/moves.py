"""Moving home: whole households, and people who leave one."""

from random import Random

from jigsaw.demo.chance import happens
from jigsaw.demo.clock import DAY, Clock
from jigsaw.demo.homes import Home
from jigsaw.demo.people import Person, Settlement


def move_people(rng: Random, place: Settlement, clock: Clock) -> None:
    """Some households move to a home that another left, some to a new one; hostels and shared houses turn over fast."""
    left: list[Home] = []
    for household in place.households:
        home = household[0].homes[-1][1]
        restless = 0.3 if home.shape in {"hostel", "shared-house"} else 0.11
        if happens(rng, restless):
            _move(rng, place, household, left, rng.randrange(20, clock.days - 5) * DAY)
            if home.shape in {"house", "flat"}:
                left.append(home)


def _move(rng: Random, place: Settlement, household: list[Person], left: list[Home], minute: int) -> None:
    shape = household[0].homes[-1][1].shape
    if left and happens(rng, 0.5):
        home = left.pop(rng.randrange(len(left)))
        minute = max(minute, 0)
    else:
        home = place.estate.home("flat" if shape != "house" else "house")
    for person in household:
        if person.part != "child" or person is household[-1] or happens(rng, 0.95):
            person.homes.append((minute, home))
