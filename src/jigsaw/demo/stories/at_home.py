"""At home under a ward's eyes; and told once, for two agencies: part of an assessment that is taken over."""

from jigsaw.demo.clock import DAY, HOUR
from jigsaw.demo.people import Person
from jigsaw.demo.stories.cast import Cast


def _virtual_ward(cast: Cast, person: Person, days_ago: int) -> int:
    """Ten days on the virtual ward, up to so many days ago; returns the midnight of its fifth."""
    start = cast.minute(days_ago + 10, "office")
    extras = {"ward": "Virtual ward", "ended_reason": "completed"}
    cast.teller.tell("trust", "virtual-ward", person, start, until=start + 10 * DAY, extras=extras)
    return (start // DAY + 5) * DAY


def nobody_looked(cast: Cast, number: int) -> None:
    """Every morning a reading was outside the limits agreed with the person; nothing says that anybody looked."""
    person = cast.take(66, 90)
    days_ago = 20 + number % 5
    midnight = _virtual_ward(cast, person, days_ago)
    for day in range(5):
        cast.teller.tell("trust", "outside-personal-limits", person, midnight + day * DAY + 6 * HOUR)
    cast.part("virtual-ward-nobody-looked", number, "person", person, days_ago + 10, "R28")


def looked_at_once(cast: Cast, number: int) -> None:
    """A score of 5, and within the hour somebody was there."""
    person = cast.take(66, 90)
    days_ago = 20 + number % 5
    evening = _virtual_ward(cast, person, days_ago) + 23 * HOUR
    cast.teller.tell("trust", "news2-5-or-more", person, evening)
    cast.teller.tell("trust", "urgent-clinical-review", person, evening + 40)
    cast.part("virtual-ward-looked-at-once", number, "person", person, days_ago + 10, "not R28")


def taken_over_late(cast: Cast, number: int) -> None:
    """The trust held its assessment of mobility to be good for half a year; the council took it over afterwards."""
    _assessed(cast, number, "assessment-run-out", accepted=40, expected="R27")


def taken_over_in_time(cast: Cast, number: int) -> None:
    """The same, taken over while it held: told once, and both have it."""
    _assessed(cast, number, "assessment-taken-over", accepted=160, expected="not R27")


def _assessed(cast: Cast, number: int, story: str, *, accepted: int, expected: str) -> None:
    person, mobility = cast.take(66, 90), {"value": "mobility"}
    made, good_until = cast.minute(260, "office"), cast.minute(80, "office")
    cast.teller.tell("trust", "assessment-completed", person, made)
    cast.teller.tell("trust", "assessment-part", person, made, until=good_until, extras=mobility)
    cast.teller.tell(
        "council", "assessment-accepted", person, cast.minute(accepted, "office"), extras=mobility
    )
    cast.part(story, number, "person", person, 260, expected)
