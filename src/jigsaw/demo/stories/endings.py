"""Endings: a ward left with and without follow-up, and help that a person gave up."""

from jigsaw.demo.clock import DAY, HOUR
from jigsaw.demo.people import Person
from jigsaw.demo.signins import workers
from jigsaw.demo.stories.cast import Cast


def stay(cast: Cast, person: Person, days_ago: int) -> int:
    """A stay of some weeks that ended so many days ago; returns the minute at which it ended."""
    start, end = cast.minute(days_ago + 24, "late"), cast.minute(days_ago, "office")
    extras = workers("wards")[0] | {"ward": "Heron", "ended_reason": "completed"}
    cast.teller.tell("trust", "ward-stay", person, start, until=end, extras=extras)
    cast.teller.tell("trust", "legal-status", person, start + HOUR, until=end, extras={"value": "section-2"})
    return end


def ward_without_follow_up(cast: Cast, number: int) -> None:
    """Left the ward with a concern about suicide recorded, and nobody followed up; others saw them."""
    person = cast.take(19, 60)
    days_ago = 7 + number % 6
    end = stay(cast, person, days_ago)
    cast.teller.tell("trust", "suicide-concern", person, end - 9 * DAY, extras={"value": "yes"})
    cast.teller.tell("charity", "crisis-line-call", person, end + 5 * DAY)
    cast.teller.tell("hospital", "ed-attendance", person, end + 4 * DAY + 5 * HOUR)
    cast.part("ward-without-follow-up", number, "person", person, days_ago, "R12 R24")


def ward_with_follow_up(cast: Cast, number: int) -> None:
    """The same, done well."""
    person = cast.take(19, 60)
    end = stay(cast, person, 8 + number % 6)
    cast.teller.tell("trust", "safety-plan-given", person, end - 4 * HOUR)
    cast.teller.tell("trust", "signpost-offered", person, end - 3 * HOUR)
    cast.teller.tell("trust", "follow-up-contact", person, end + 30 * HOUR)
    cast.part("ward-with-follow-up", number, "person", person, 8 + number % 6, "none")


def help_ended(cast: Cast, number: int) -> None:
    """Support ended at the person's own request, and then police, ambulance and hospital, one by one."""
    person = cast.take(24, 80, alone=True)
    home, teller = person.homes[-1][1], cast.teller
    extras = workers("adults")[0] | {"hours": "5", "ended_reason": "own-request", "ended_by": "person"}
    teller.tell(
        "council", "care-package", person, cast.minute(500), until=cast.minute(140, "office"), extras=extras
    )
    for days_ago, agency, kind in (
        (118, "police", "police-call"), (96, "gp", "out-of-hours-contact"), (71, "ambulance", "ambulance-call"),
        (70, "hospital", "ed-attendance"), (41, "police", "police-welfare-check"), (20, "ambulance", "ambulance-call"),
    ):  # fmt: skip
        where = home if agency in {"police", "ambulance"} else None
        teller.tell(agency, kind, person, cast.minute(days_ago, "late"), home=where)
    cast.part("help-ended-then-urgent", number, "person", person, 140, "R03 R04")
