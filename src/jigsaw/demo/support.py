"""Episodes and states held by the council, the housing association, the charity and the ambulance service."""

from jigsaw.demo.chance import happens
from jigsaw.demo.clinics import ending, level_on, someone
from jigsaw.demo.clock import DAY
from jigsaw.demo.homes import Home
from jigsaw.demo.moods import CRISIS, Spell
from jigsaw.demo.people import Person
from jigsaw.demo.pieces import Teller

WHERE = {
    "hostel": "hostel",
    "shared-house": "private-tenant",
    "house": "owner-occupier",
    "flat": "private-tenant",
}


def council(teller: Teller, person: Person, spells: list[Spell]) -> None:
    """Packages of care, social work, accommodation, decisions about capacity."""
    rng, age = teller.rng, person.age_on(teller.clock.today)
    if age < 18:
        return
    if happens(rng, 0.16 if age > 74 else 0.05):
        care_package(teller, person, spells)
    for start, end, level in spells:
        if level == CRISIS and happens(rng, 0.22):
            social_work(teller, person, start, end)
    if happens(rng, 0.12):
        home = person.home_on(0)
        minute = teller.minute(rng.randrange(1, 200), "office")
        value = accommodation(home)
        teller.tell("council", "accommodation", person, minute, home=home, extras={"value": value})
    if happens(rng, 0.02):
        minute = teller.minute(rng.randrange(20, teller.clock.days), "office")
        teller.tell("council", "capacity-decision", person, minute, extras={"value": "recorded"})


def accommodation(home: Home) -> str:
    """The accommodation type, after the national list."""
    return "tenant-of-housing-association" if home.social else WHERE[home.shape]


def care_package(teller: Teller, person: Person, spells: list[Spell]) -> None:
    """Care at home, begun before or during the two years; visits now and then meet no reply."""
    rng = teller.rng
    at = rng.randrange(-700, teller.clock.days - 60) * DAY + 9 * 60
    until = at + rng.randrange(60, 1500) * DAY
    ended = ending(teller) if until < teller.clock.end else {}
    extras = someone(teller, "adults") | {"hours": str(rng.choice((2, 3, 5, 7, 10, 14)))} | ended
    teller.tell("council", "care-package", person, at, until=until, extras=extras)
    for day in range(max(1, at // DAY), min(until // DAY, teller.clock.days), 30):
        if happens(rng, (0.05, 0.16, 0.3)[level_on(spells, day)]):
            teller.tell(
                "council",
                "missed-care-visit",
                person,
                teller.minute(day, "office"),
                home=person.home_on(day * DAY),
            )


def social_work(teller: Teller, person: Person, start: int, end: int) -> None:
    """A social worker's episode with its visits."""
    at = teller.minute(start + 4, "office")
    until = end * DAY + teller.rng.randrange(20, 160) * DAY
    extras = someone(teller, "adults") | (ending(teller) if until < teller.clock.end else {})
    teller.tell("council", "social-work", person, at, until=until, extras=extras)
    for day in range(at // DAY + 5, until // DAY, 24):
        teller.tell("council", "social-work-visit", person, teller.minute(day, "office"))


def tenancy(teller: Teller, person: Person) -> None:
    """The tenancies of somebody who rents from the association, one for each of its homes."""
    for place, (since, home) in enumerate(person.homes):
        if home.social:
            at = since if place else -teller.rng.randrange(100, 5000) * DAY
            until = person.homes[place + 1][0] if place + 1 < len(person.homes) else None
            extras = someone(teller, "neighbourhoods") | ({"ended_reason": "moved-away"} if until else {})
            teller.tell("housing", "tenancy", person, at + 600, until=until, home=home, extras=extras)
    if person.reach and happens(teller.rng, 0.14):
        at = teller.rng.randrange(-200, 500) * DAY + 600
        until = at + teller.rng.randrange(90, 500) * DAY
        extras = someone(teller, "tenancy-support") | (ending(teller) if until < teller.clock.end else {})
        teller.tell("housing", "housing-support", person, at, until=until, extras=extras)


def charity(teller: Teller, person: Person) -> None:
    """Support by the charity, with groups that some come to for months."""
    rng = teller.rng
    if person.age_on(teller.clock.today) < 18 or not happens(rng, 0.05):
        return
    start = rng.randrange(-100, teller.clock.days - 40)
    length = rng.randrange(40, 500)
    until = (start + length) * DAY
    extras = someone(teller, "garden") | (ending(teller) if until < teller.clock.end else {})
    teller.tell("charity", "charity-support", person, start * DAY + 700, until=until, extras=extras)
    for day in range(max(1, start + 7), start + length, rng.choice((7, 14, 14))):
        if happens(rng, 0.7):
            teller.tell("charity", "peer-group", person, teller.minute(day, "office"))


def ties(teller: Teller, members: list[Person]) -> None:
    """Carers and relationships in one household, as the council recorded them."""
    needing = [person for person in members if person.reach and person.part in {"elder", "partner", "adult"}]
    others = [person for person in members if person.age_on(teller.clock.today) > 11]
    for person in needing[:1]:
        close = [other for other in others if other is not person]
        if close and happens(teller.rng, 0.3):
            other = teller.rng.choice(close)
            minute = teller.minute(teller.rng.randrange(5, 500), "office")
            kind, role = teller.rng.choice((("carer", "carer"), ("relationship", "relative")))
            value = "unpaid-carer" if kind == "carer" else "lives-with"
            teller.tell("council", kind, person, minute, other=other, role=role, extras={"value": value})


def markers(teller: Teller, person: Person, spells: list[Spell]) -> None:
    """A warning marker for a few, by the ambulance service or the police."""
    days = [start for start, _, level in spells if level == CRISIS]
    if days and person.age_on(teller.clock.today) >= 18 and happens(teller.rng, 0.035):
        agency = teller.rng.choice(("ambulance", "police"))
        minute = teller.minute(days[0] + 5, "office")
        extras = {"value": "attend-in-pairs", "author": "Duty officer", "review": "12 months"}
        teller.tell(agency, "warning-marker", person, minute, home=person.home_on(minute), extras=extras)
