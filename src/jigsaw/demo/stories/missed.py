"""Appointments missed in a row, and the likeness that is none: appointments that the service cancelled."""

from jigsaw.demo.people import Person
from jigsaw.demo.signins import workers
from jigsaw.demo.stories.cast import Cast


def _team(cast: Cast, person: Person) -> None:
    extras = workers("community-mental-health")[0]
    cast.teller.tell("trust", "community-mental-health", person, cast.minute(320, "office"), extras=extras)
    cast.teller.tell(
        "trust", "key-worker", person, cast.minute(318, "office"), extras=extras | {"value": "named"}
    )
    for days_ago in range(300, 84, -24):
        cast.teller.tell("trust", "care-contact", person, cast.minute(days_ago, "office"))


def missed_in_a_row(cast: Cast, number: int) -> None:
    """Kept every appointment for months, then missed three, while others saw what was happening."""
    person = cast.take(20, 64)
    _team(cast, person)
    for days_ago in (62, 40, 18):
        cast.teller.tell("trust", "contact-not-attended", person, cast.minute(days_ago, "office"))
    home = person.homes[-1][1]
    cast.teller.tell("police", "police-welfare-check", person, cast.minute(30, "late"), home=home)
    cast.teller.tell("gp", "out-of-hours-contact", person, cast.minute(25, "late"))
    cast.part("missed-in-a-row", number, "person", person, 62, "R10")


def cancelled_by_service(cast: Cast, number: int) -> None:
    """The same gap, made by the clinic: says nothing about the person."""
    person = cast.take(20, 64)
    _team(cast, person)
    for days_ago in (62, 40, 18):
        cast.teller.tell("trust", "contact-cancelled-by-provider", person, cast.minute(days_ago, "office"))
    cast.part("cancelled-by-service", number, "person", person, 62, "none")
