"""Which stories are told, how often, and about whom."""

from dataclasses import dataclass
from random import Random

from jigsaw.demo.clock import Clock
from jigsaw.demo.homes import Home
from jigsaw.demo.people import Person, Settlement
from jigsaw.demo.pieces import Teller


@dataclass(frozen=True, slots=True)
class Told:
    """One person's part in one planned story. `expected` names what a reader should be led to, or says none."""

    story: str
    place: int
    role: str
    person: Person
    home: Home
    start: int
    expected: str


def tell_stories(rng: Random, clock: Clock, place: Settlement, teller: Teller) -> list[Told]:
    """Tells every story as often as the borough's size allows."""
    return []
