"""Contacts that come and go with a person's hidden state."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from jigsaw.demo.chance import happens, poisson
from jigsaw.demo.clock import DAY, HOUR
from jigsaw.demo.moods import Spell
from jigsaw.demo.names import read_toml
from jigsaw.demo.people import Person
from jigsaw.demo.pieces import NOTHING, Teller


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one kind of contact happens, a day, in each hidden state."""

    kind: str
    agency: str
    daily: tuple[float, float, float]
    hours: str
    at_home: bool
    who: str


def rates() -> list[Rate]:
    """The list of rates.toml."""
    return [
        Rate(
            kind, row["agency"], tuple(yearly / 365 for yearly in row["yearly"]), row["hours"],
            row.get("at_home", False), row.get("who", "anyone"),
        )
        for kind, row in read_toml("rates.toml").items()
    ]  # fmt: skip


def contacts(teller: Teller, person: Person, spells: list[Spell], every: list[Rate]) -> None:
    """Tells what happened to one person. `spells` is the state that shows; the truth may differ (coupling)."""
    see_gp(teller, person, spells)
    if not person.reach:
        return
    age = person.age_on(teller.clock.today)
    for rate in every:
        if fits(rate.who, person, age):
            for start, end, level in spells:
                mean = rate.daily[level] * person.often * (end - start)
                for _ in range(poisson(teller.rng, mean)):
                    happen(teller, person, rate, start + int(teller.rng.random() * (end - start)))


def fits(who: str, person: Person, age: int) -> bool:
    """Whether a kind of contact can happen to this person."""
    if who == "tenants":
        return age >= 18 and person.homes[-1][1].social
    return age >= 16 if who == "adults" else True


def happen(teller: Teller, person: Person, rate: Rate, day: int) -> None:
    """One contact, with what follows from it."""
    minute = teller.minute(day, rate.hours)
    home = person.home_on(minute) if rate.at_home else None
    call = call_number(teller, minute) if rate.kind == "ambulance-call" else NOTHING
    teller.tell(rate.agency, rate.kind, person, minute, home=home, extras=call)
    if rate.kind == "ambulance-call" and happens(teller.rng, 0.45):
        taken_to_hospital(teller, person, minute, call)
    if rate.kind == "safeguarding-concern" and happens(teller.rng, 0.29):
        length = teller.rng.randrange(20, 120) * DAY
        teller.tell("council", "safeguarding-enquiry", person, minute + 2 * DAY, until=minute + length)


def call_number(teller: Teller, minute: int) -> Mapping[str, str]:
    """The number that the ambulance service gives to a call."""
    return {"call": f"{teller.clock.iso(minute)[:10]}/{len(teller.pieces):06}"}


def taken_to_hospital(teller: Teller, person: Person, minute: int, call: Mapping[str, str]) -> None:
    """An ambulance journey and the attendance it leads to. Four crews in five leave the call's number there."""
    home = person.home_on(minute)
    teller.tell("ambulance", "ambulance-conveyance", person, minute + 40, home=home, extras=call)
    left = call if len(teller.pieces) % 5 else NOTHING
    teller.tell("hospital", "ed-attendance", person, minute + HOUR + teller.rng.randrange(50), extras=left)


def see_gp(teller: Teller, person: Person, spells: list[Spell]) -> None:
    """Ordinary GP contacts: more for the very young and the old, and more under strain."""
    age = person.age_on(teller.clock.today)
    yearly = 1.6 + (1.0 if age < 5 else 0.0) + max(0, age - 45) * 0.05
    rng = teller.rng
    for start, end, level in spells:
        for _ in range(poisson(rng, yearly * (1.0, 1.7, 2.8)[level] * (end - start) / 365)):
            minute = teller.minute(start + int(rng.random() * (end - start)), "office")
            teller.tell("gp", "gp-contact", person, minute)


def shown(rng: Random, true: list[Spell], other: list[Spell], coupling: float) -> list[Spell]:
    """The state that drives what agencies see: the true one as often as `coupling` says, else one of no meaning."""
    return true if happens(rng, coupling) else other
