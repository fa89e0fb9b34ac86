"""Each agency's own record of each person it knows, in the versions in which it sent them."""

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from jigsaw.demo.chance import happens
from jigsaw.demo.clock import DAY, HOUR, Clock
from jigsaw.demo.homes import Home
from jigsaw.demo.people import Person
from jigsaw.demo.places import PREFIXES, Agency, Habits
from jigsaw.demo.slips import address_lines, write_person, write_postcode

TITLES = {"male": ("Mr", "Mr", "Mr", ""), "female": ("Ms", "Mrs", "Miss", ""), "other": ("Mx", "")}


@dataclass(slots=True)
class RecordRow:
    """One version of one source record. `born` is what the agency has; `truth` is whom it is about."""

    local_id: str
    version: int
    received: int
    truth: Person
    given: str
    family: str
    known_as: str
    title: str
    born: date | None
    nhs_number: str
    telephone: str
    email: str
    first_line: str
    locality: str
    town: str
    postcode: str
    uprn: str
    died: int | None = None
    deleted: bool = False


@dataclass(slots=True)
class Register:
    """The records of one agency: ids by person, and rows in order of sending."""

    agency: Agency
    clock: Clock
    ids: dict[str, list[str]] = field(default_factory=dict)
    rows: list[RecordRow] = field(default_factory=list)

    def id_for(self, person: Person, turn: int = 0) -> str:
        """The agency's id for a person; one with two records gets them by turns."""
        known = self.ids[person.key]
        return known[turn % len(known)]


def next_delivery(habits: Habits, minute: int) -> int:
    """When the agency's next extract goes: on its days, at five in the morning. The first went on day 0."""
    if minute < 0:
        return 5 * HOUR
    step = habits.every_days * DAY
    return (minute // step + 1) * step + 5 * HOUR


def register(rng: Random, agency: Agency, clock: Clock, first_sent: dict[Person, int]) -> Register:
    """Gives everybody in `first_sent` a record, sent no later than the first piece about them."""
    found = Register(agency, clock)
    numbers = rng.sample(range(100_000, 100_000 + max(900_000, len(first_sent) * 3)), len(first_sent) * 2)
    for place, (person, received) in enumerate(first_sent.items()):
        count = 2 if happens(rng, agency.habits.twice) else 1
        found.ids[person.key] = []
        for number in numbers[place * 2 : place * 2 + count]:
            local_id = f"{PREFIXES[agency.place]}{number}"
            found.ids[person.key].append(local_id)
            found.rows += _versions(rng, agency.habits, clock, person, local_id, received)
    return found


def _versions(
    rng: Random, habits: Habits, clock: Clock, person: Person, local_id: str, received: int
) -> list[RecordRow]:
    old = happens(rng, habits.old_address)
    first = _first(
        rng, habits, person, local_id, received, person.homes[0][1] if old else person.home_on(received)
    )
    rows = [first]
    for since, home in person.homes[1:]:
        heard = next_delivery(habits, since + rng.randrange(2, 60) * DAY)
        if received < heard <= clock.end and happens(rng, habits.hears_of_moves):
            rows.append(_moved(rng, habits, rows[-1], home, heard))
    if person.died is not None:
        heard = next_delivery(habits, person.died + rng.randrange(1, 20) * DAY)
        if rows[-1].received < heard <= clock.end and happens(rng, 0.8):
            rows.append(replace(rows[-1], version=len(rows) + 1, received=heard, died=person.died))
    return rows


def _first(
    rng: Random, habits: Habits, person: Person, local_id: str, received: int, home: Home
) -> RecordRow:
    written = write_person(rng, person, habits)
    line, locality, town = address_lines(rng, home)
    return RecordRow(
        local_id, 1, received, person, written.given, written.family, written.known_as,
        rng.choice(TITLES[person.gender]), written.born, _nhs_number(rng, habits, person),
        person.telephone if happens(rng, 0.6) else "", person.email if happens(rng, 0.3) else "",
        line, locality, town, write_postcode(rng, home), home.uprn if happens(rng, habits.uprn) else "",
    )  # fmt: skip


def _nhs_number(rng: Random, habits: Habits, person: Person) -> str:
    if not happens(rng, habits.nhs_number):
        return ""
    number = person.nhs_number
    return f"{number[:3]} {number[3:6]} {number[6:]}" if happens(rng, 0.2) else number


def _moved(rng: Random, habits: Habits, row: RecordRow, home: Home, received: int) -> RecordRow:
    line, locality, town = address_lines(rng, home)
    return replace(
        row, version=row.version + 1, received=received, first_line=line, locality=locality, town=town,
        postcode=write_postcode(rng, home), uprn=home.uprn if happens(rng, habits.uprn) else "",
    )  # fmt: skip
