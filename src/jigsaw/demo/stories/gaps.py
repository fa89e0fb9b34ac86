"""What nobody wrote down: contact that was planned, a review in the crisis house, a key worker's name."""

from itertools import pairwise

from jigsaw.demo.clock import DAY, HOUR
from jigsaw.demo.people import Person
from jigsaw.demo.signins import workers
from jigsaw.demo.stories.cast import Cast


def team(cast: Cast, person: Person, days_ago: int, *, until: int | None = None) -> None:
    """A community team's part with its key worker, who may have gone so many days ago."""
    extras = workers("community-mental-health")[0]
    start = cast.minute(days_ago, "office")
    gone = cast.minute(until, "office") if until is not None else None
    cast.teller.tell("trust", "community-mental-health", person, start, extras=extras)
    cast.teller.tell(
        "trust", "key-worker", person, start + DAY, until=gone, extras=extras | {"value": "named"}
    )
    cast.teller.tell("trust", "carer-asked", person, start + 2 * DAY)


def _planned(cast: Cast, person: Person, days: list[int]) -> None:
    """Contact arranged for each of these days, each at the one before."""
    for before, day in pairwise(days):
        at, until = cast.minute(before, "office"), cast.minute(day, "office")
        cast.teller.tell("trust", "next-contact", person, at, until=until)


def quiet(cast: Cast, number: int) -> None:
    """Seen every two weeks; then three planned days about which nobody wrote a word, and a neighbour who worried."""
    person = cast.take(22, 70, alone=True)
    team(cast, person, 300)
    for days_ago in range(280, 55, -14):
        cast.teller.tell("trust", "care-contact", person, cast.minute(days_ago, "office"))
    _planned(cast, person, [56, 42, 28, 14])
    home = person.homes[-1][1]
    cast.teller.tell("police", "police-welfare-check", person, cast.minute(9, "day"), home=home)
    cast.part("quiet-where-contact-was-planned", number, "person", person, 56, "R11")


def seen_as_planned(cast: Cast, number: int) -> None:
    """The same days planned, and kept."""
    person = cast.take(22, 70)
    team(cast, person, 300)
    for days_ago in (56, 42, 28, 14):
        cast.teller.tell("trust", "care-contact", person, cast.minute(days_ago, "day"))
    _planned(cast, person, [56, 42, 28, 14])
    cast.part("seen-as-planned", number, "person", person, 56, "not R11 R17 R23")


def crisis_house(cast: Cast, number: int) -> None:
    """Five days in the crisis house, and neither a review nor a decision has come."""
    person = cast.take(19, 62)
    start = cast.minute(6 + number % 3, "late")
    cast.teller.tell("trust", "crisis-house-stay", person, start, extras=workers("crisis")[0])
    cast.teller.tell("trust", "crisis-team-contact", person, start + DAY)
    cast.part("crisis-house-without-review", number, "person", person, 6 + number % 3, "R13")


def crisis_house_well(cast: Cast, number: int) -> None:
    """Reviewed on the first day, decided on the second, home on the fourth."""
    person = cast.take(19, 62)
    start = cast.minute(20, "late")
    end = start + 3 * DAY + 18 * HOUR
    extras = workers("crisis")[0] | {"ended_reason": "completed"}
    cast.teller.tell("trust", "crisis-house-stay", person, start, until=end, extras=extras)
    cast.teller.tell("trust", "crisis-house-review", person, start + 18 * HOUR)
    cast.teller.tell("trust", "crisis-house-decision", person, start + 40 * HOUR)
    cast.part("crisis-house-with-review", number, "person", person, 20, "not R13")


def key_worker_left(cast: Cast, number: int) -> None:
    """Their key worker left two months ago; the team stayed, and nobody was named."""
    person = cast.take(20, 68)
    team(cast, person, 420, until=61)
    cast.teller.tell("trust", "key-worker-left", person, cast.minute(61, "office"))
    for days_ago in (400, 372, 344, 316, 100, 72):
        cast.teller.tell("trust", "care-contact", person, cast.minute(days_ago, "office"))
    cast.part("key-worker-left", number, "person", person, 61, "R17")
