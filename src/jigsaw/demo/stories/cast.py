"""Finding people for the planned stories, each used once."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from jigsaw.demo.clock import DAY, Clock
from jigsaw.demo.homes import Home
from jigsaw.demo.people import Person, Settlement
from jigsaw.demo.pieces import Teller


@dataclass(frozen=True, slots=True)
class Told:
    """One person's part in one planned story. `expected` names the patterns it is made for, or says "none"."""

    story: str
    place: int
    role: str
    person: Person
    home: Home
    start: int
    expected: str


class Cast:
    """People free for a story, and the means of telling it. Days are counted back from today."""

    def __init__(self, rng: Random, clock: Clock, place: Settlement, teller: Teller, taken: set[str]) -> None:
        self.rng = rng
        self.clock = clock
        self.teller = teller
        self.told: list[Told] = []
        self._free = [person for person in place.people if person.key not in taken and person.died is None]
        self._alone = {members[0].key for members in place.households if len(members) == 1}
        rng.shuffle(self._free)

    @property
    def free(self) -> int:
        """How many people are in no story yet."""
        return len(self._free)

    def take(self, youngest: int, oldest: int, *, alone: bool = False, shape: str = "") -> Person:
        """Somebody of that age who never moved. Where nobody fits, whoever comes nearest."""
        fits = [
            (person.key in self._alone if alone else True)
            + 2 * (person.homes[-1][1].shape == shape if shape else not person.homes[-1][1].communal)
            + 4 * (youngest <= person.age_on(self.clock.today) <= oldest)
            + 3 * (len(person.homes) == 1)
            for person in self._free[:4000]
        ]
        return self._free.pop(max(range(len(fits)), key=fits.__getitem__))

    def minute(self, days_ago: float, hours: str = "any") -> int:
        """A minute some days ago, a day sooner or later."""
        return self.teller.minute(self.clock.days - round(days_ago), hours)

    def part(
        self,
        story: str,
        place: int,
        role: str,
        person: Person,
        days_ago: int,
        expected: str,
        home: Home | None = None,
    ) -> None:
        """Notes a part for the truth."""
        start = (self.clock.days - days_ago) * DAY
        where = home or person.homes[-1][1]
        self.told.append(Told(story, place, role, person, where, start, expected))

    def aged(self, person: Person, years: float) -> None:
        """Gives a person the age that a story needs."""
        person.born = self.clock.today - timedelta(days=round(years * 365.25))
