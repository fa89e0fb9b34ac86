"""Clocks that nobody watches: a first request, an urgent referral, a plan's review, aftercare, a use of force."""

from jigsaw.demo.clock import DAY, HOUR
from jigsaw.demo.stories.cast import Cast


def waiting(cast: Cast, number: int) -> None:
    """Asked for help seven weeks ago, was assessed, and waits for help to start and for a plan."""
    person = cast.take(18, 60)
    cast.teller.tell("trust", "first-request", person, cast.minute(50, "office"))
    cast.teller.tell("trust", "assessment-completed", person, cast.minute(36, "office"))
    cast.teller.tell("gp", "gp-contact", person, cast.minute(20, "office"))
    cast.part("waiting-for-help", number, "person", person, 50, "R15 R16")


def help_in_time(cast: Cast, number: int) -> None:
    """Asked for help, and had it within four weeks, with a plan and a copy of the safety plan."""
    person = cast.take(18, 60)
    for days_ago, kind in (
        (50, "first-request"),
        (40, "assessment-completed"),
        (30, "help-started"),
        (30, "safety-plan-given"),
    ):
        cast.teller.tell("trust", kind, person, cast.minute(days_ago, "office"))
    planned = cast.minute(30, "office"), cast.minute(4, "office")
    cast.teller.tell("trust", "care-plan", person, planned[0], until=planned[1])
    cast.teller.tell("trust", "care-plan-reviewed", person, cast.minute(5, "office"))
    cast.part("help-in-time", number, "person", person, 50, "not R15 R16")


def nobody_came(cast: Cast, number: int) -> None:
    """The GP asked the crisis team urgently; it answered, and came on the third day."""
    person = cast.take(19, 66)
    asked = cast.minute(12, "day")
    cast.teller.tell("trust", "crisis-referral-urgent", person, asked)
    cast.teller.tell("trust", "crisis-referral-answered", person, asked + 20)
    cast.teller.tell("trust", "crisis-assessment", person, asked + 2 * DAY + 5 * HOUR)
    cast.part("nobody-came-in-time", number, "person", person, 12, "R14")


def aftercare(cast: Cast, number: int) -> None:
    """A right to aftercare since a detention two years ago; the council is named, the care board is not."""
    person = cast.take(25, 70)
    cast.teller.tell("trust", "section-117", person, cast.minute(600, "office"), extras={"value": "yes"})
    body = {"value": "council"}
    cast.teller.tell("trust", "section-117-body", person, cast.minute(590, "office"), extras=body)
    cast.part("aftercare-not-reviewed", number, "person", person, 600, "R18")


def force(cast: Cast, number: int) -> None:
    """Held twice in four days; recorded in full, and nobody sat down with the person afterwards."""
    person = cast.take(20, 55)
    for days_ago in (20, 16):
        minute = cast.minute(days_ago, "late")
        cast.teller.tell("trust", "restraint", person, minute)
        cast.teller.tell("trust", "use-of-force-recorded", person, minute + DAY)
    cast.part("force-used-twice", number, "person", person, 20, "R20 R21")
