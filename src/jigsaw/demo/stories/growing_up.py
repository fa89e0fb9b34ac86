"""Young people months from 18, with and without somebody in adult services."""

from jigsaw.demo.people import Person
from jigsaw.demo.signins import workers
from jigsaw.demo.stories.cast import Cast


def _young(cast: Cast, number: int) -> Person:
    person = cast.take(15, 18)
    cast.aged(person, 17.56 + number % 5 * 0.07)
    extras = workers("young-people")[0]
    cast.teller.tell("trust", "camhs", person, cast.minute(400, "office"), extras=extras)
    for days_ago in range(380, 10, -30):
        cast.teller.tell("trust", "care-contact", person, cast.minute(days_ago, "office"))
    return person


def without_worker(cast: Cast, number: int) -> None:
    """Nobody in adult services is named."""
    cast.part("nearly-eighteen", number, "young person", _young(cast, number), 100, "R19")


def with_worker(cast: Cast, number: int) -> None:
    """Somebody was named in good time."""
    person = _young(cast, number)
    extras = workers("community-mental-health")[0]
    cast.teller.tell("trust", "adult-named-worker", person, cast.minute(220, "office"), extras=extras)
    cast.part("nearly-eighteen-with-worker", number, "young person", person, 220, "none")
