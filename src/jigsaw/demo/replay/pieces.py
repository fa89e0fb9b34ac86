"""What the agencies held: the published counts exactly, and around them what is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from jigsaw.demo.clock import DAY, HOUR, Clock
from jigsaw.demo.pieces import Piece, Teller
from jigsaw.demo.replay.people import DIED, Cast

LAST = DIED - timedelta(days=1)
CALLS = (date(2004, 12, 7), LAST)  # 19 months
WINDOW = (date(2005, 2, 7), LAST)  # 17 months
MOVED_IN = date(2005, 10, 6)  # 9 months
NHS = (
    ("gp", "gp-contact", 26), ("gp", "out-of-hours-contact", 16), ("hospital", "ed-attendance", 22),
    ("hospital", "miu-attendance", 8), ("trust", "care-contact", 16), ("trust", "crisis-team-contact", 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """The means of drawing the pieces."""

    rng: Random
    clock: Clock
    teller: Teller
    cast: Cast

    def minute(self, first: date, last: date) -> int:
        """Any minute from the first day to the last, both among them."""
        start = self.clock.minute_of(first)
        return start + self.rng.randrange((last - first).days * DAY + DAY)

    def day_time(self, first: date, last: date) -> int:
        """The same, in office hours."""
        return (
            self.minute(first, last) // DAY * DAY
            + (9 + self.rng.randrange(8)) * HOUR
            + self.rng.randrange(60)
        )


def replay_pieces(rng: Random, clock: Clock, cast: Cast) -> list[Piece]:
    """Every piece of the replay."""
    teller = Teller(rng, clock)
    teller.story = "replay"
    drawing = Drawing(rng, clock, teller, cast)
    _support(drawing)
    stays = _detentions(drawing)
    _calls_of_visitor(drawing, stays)
    _other_health_of_visitor(drawing)
    _drawn_around(drawing)
    _calls_of_tenant(drawing)
    return teller.pieces


def _support(drawing: Drawing) -> None:
    """April 2005: a bedsit and two hours a week. August: he cancels. September: the case is closed."""
    cast, tell = drawing.cast, drawing.teller.tell
    moved_in = cast.tenant.homes[-1][0]
    tell("housing", "tenancy", cast.tenant, moved_in, home=cast.bedsit)
    begins = drawing.day_time(drawing.clock.at(moved_in).date(), date(2005, 4, 30))
    ended = {"ended_reason": "own-request", "ended_by": "person"}
    cancelled = drawing.day_time(date(2005, 8, 1), date(2005, 8, 31))
    words = "Two hours a week. Assessed as very vulnerable, with substantial need."
    tell(
        "council",
        "care-package",
        cast.tenant,
        begins,
        until=cancelled,
        words=words,
        extras={"hours": "2"} | ended,
    )
    closed = drawing.day_time(date(2005, 9, 1), date(2005, 9, 30))
    tell(
        "council",
        "social-work",
        cast.tenant,
        begins - HOUR,
        until=closed,
        extras={"ended_reason": "own-request", "ended_by": "service"},
    )


def _detentions(drawing: Drawing) -> list[tuple[int, int]]:
    """Two detentions of the visitor, one in each half of the 17 months."""
    stays = []
    for first, last in ((WINDOW[0], date(2005, 9, 20)), (date(2005, 11, 1), date(2006, 5, 25))):
        start = drawing.minute(first, last)
        end = start + drawing.rng.randint(5, 24) * DAY
        visitor = drawing.cast.visitor
        drawing.teller.tell(
            "trust", "ward-stay", visitor, start, until=end, extras={"ended_reason": "completed"}
        )
        section = drawing.rng.choice(("section-2", "section-3"))
        drawing.teller.tell(
            "trust", "legal-status", visitor, start + HOUR, until=end, extras={"value": section}
        )
        stays.append((start, end))
    return stays


def _outside(stays: list[tuple[int, int]], draw: Callable[[], int]) -> int:
    """A minute that is not during a stay."""
    while True:
        minute = draw()
        if not any(start <= minute <= end for start, end in stays):
            return minute


def _calls_of_visitor(drawing: Drawing, stays: list[tuple[int, int]]) -> None:
    """24 calls to the ambulance service, 8 to 14 of them to the tenant's home; 14 to the police; the marker."""
    rng, cast, tell = drawing.rng, drawing.cast, drawing.teller.tell
    to_bedsit = rng.randint(8, 14)
    for place in range(24):
        first, home = (MOVED_IN, cast.bedsit) if place < to_bedsit else (CALLS[0], cast.elsewhere)
        minute = _outside(stays, partial(drawing.minute, first, CALLS[1]))
        tell("ambulance", "ambulance-call", cast.visitor, minute, home=home)
    for _ in range(14):
        minute = _outside(stays, partial(drawing.minute, *WINDOW))
        there = minute >= drawing.clock.minute_of(MOVED_IN) and rng.random() < 0.6
        tell("police", "police-call", cast.visitor, minute, home=cast.bedsit if there else cast.elsewhere)
    marker = {"value": "police-to-attend", "author": "Duty officer"}
    words = "Dangerous. Police to attend every call."
    minute = drawing.day_time(MOVED_IN, date(2006, 1, 31))
    tell("ambulance", "warning-marker", cast.visitor, minute, words=words, extras=marker)


def _other_health_of_visitor(drawing: Drawing) -> None:
    """What is wanting to 96 contacts with the NHS in 17 months, among them the calls and the detentions."""
    since = drawing.clock.minute_of(WINDOW[0])
    counted = {"ambulance-call", "ward-stay"}
    so_far = [p for p in drawing.teller.pieces if p.kind in counted and p.at >= since]
    for _ in range(96 - len(so_far)):
        agency, kind, _weight = drawing.rng.choices(NHS, [weight for _, _, weight in NHS])[0]
        draw = drawing.day_time if agency in {"trust"} or kind == "gp-contact" else drawing.minute
        drawing.teller.tell(agency, kind, drawing.cast.visitor, draw(*WINDOW))


def _calls_of_tenant(drawing: Drawing) -> None:
    """12 calls to the police in nine months about the visitor; three journeys to hospital in three; his death."""
    cast, tell = drawing.cast, drawing.teller.tell
    for _ in range(12):
        minute = drawing.minute(MOVED_IN, LAST)
        tell(
            "police", "police-call", cast.tenant, minute, home=cast.bedsit, other=cast.visitor, role="alleged"
        )
    for _ in range(3):
        minute = drawing.minute(date(2006, 4, 6), date(2006, 7, 4))
        tell("ambulance", "ambulance-conveyance", cast.tenant, minute, home=cast.bedsit)
        tell("hospital", "ed-attendance", cast.tenant, minute + 45 + drawing.rng.randrange(40))
    minute = drawing.clock.minute_of(DIED) + drawing.rng.randrange(DAY)
    tell("police", "death", cast.tenant, minute, words="Found dead.")
    cast.tenant.died = minute


def _drawn_around(drawing: Drawing) -> None:
    """No count of these is public: GP and out-of-hours use that was called unusual, and complaints about the home."""
    rng, cast, tell = drawing.rng, drawing.cast, drawing.teller.tell
    for agency, kind, most, least in (
        ("gp", "gp-contact", 9, 3), ("gp", "out-of-hours-contact", 5, 2), ("hospital", "miu-attendance", 2, 0),
        ("housing", "antisocial-behaviour-report", 4, 0), ("housing", "rent-arrears", 2, 0),
    ):  # fmt: skip
        home = cast.bedsit if agency == "housing" else None
        for _ in range(rng.randint(least, most)):
            draw = drawing.minute if kind == "out-of-hours-contact" else drawing.day_time
            tell(agency, kind, cast.tenant, draw(MOVED_IN, LAST), home=home)
