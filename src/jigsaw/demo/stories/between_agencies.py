"""What each agency knows by itself: two injuries, two answers, a carer who cannot go on."""

from jigsaw.demo.signins import workers
from jigsaw.demo.stories.cast import Cast
from jigsaw.demo.stories.gaps import team


def injuries(cast: Cast, number: int) -> None:
    """Twice at the emergency department with an injury, and no account of it; the council hears of somebody new."""
    person = cast.take(24, 80)
    for days_ago in (71, 22):
        minute = cast.minute(days_ago, "late")
        cast.teller.tell("hospital", "ed-attendance", person, minute)
        cast.teller.tell("hospital", "injury-without-explanation", person, minute)
    cast.teller.tell("council", "social-work-visit", person, cast.minute(40, "office"))
    cast.part("injuries-nobody-explains", number, "person", person, 71, "R09")


def two_answers(cast: Cast, number: int) -> None:
    """The trust believes that they live in supported housing and have no carer; the council knows otherwise."""
    person = cast.take(25, 75, alone=True)
    team(cast, person, 350)
    teller = cast.teller
    for agency, kind, value, days_ago in (
        ("trust", "accommodation", "supported-accommodation", 348), ("trust", "carer", "none", 348),
        ("council", "accommodation", "private-tenant", 120), ("council", "carer", "unpaid-carer", 118),
    ):  # fmt: skip
        teller.tell(agency, kind, person, cast.minute(days_ago, "office"), extras={"value": value})
    cast.part("two-answers", number, "person", person, 350, "R22")


def one_answer(cast: Cast, number: int) -> None:
    """Both agencies heard of the move, each in its own time: for some weeks they differed, and no longer."""
    person = cast.take(25, 75)
    for agency, value, days_ago in (
        ("council", "private-tenant", 120), ("trust", "private-tenant", 90), ("council", "private-tenant", 60),
    ):  # fmt: skip
        cast.teller.tell(
            agency, "accommodation", person, cast.minute(days_ago, "office"), extras={"value": value}
        )
    cast.part("one-answer", number, "person", person, 120, "not R22")


def carer(cast: Cast, number: int) -> None:
    """A daughter tells the council that she cannot go on; the team that treats her father has not heard."""
    person = cast.take(66, 92)
    extras = workers("adults")[0] | {"hours": "7"}
    cast.teller.tell("council", "care-package", person, cast.minute(500, "office"), extras=extras)
    cast.teller.tell("council", "carer", person, cast.minute(490, "office"), extras={"value": "unpaid-carer"})
    words = "Daughter rang in tears. Up four times a night. Says she cannot go on like this."
    cast.teller.tell("council", "carer-strain", person, cast.minute(24, "office"), words=words)
    cast.part("carer-under-strain", number, "person", person, 24, "R23")
