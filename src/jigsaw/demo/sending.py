"""Which statements an agency sent, when, in which versions: openings before endings, corrections, deletions."""

from dataclasses import dataclass
from random import Random

from jigsaw.demo.chance import happens
from jigsaw.demo.clock import DAY, Clock
from jigsaw.demo.people import Person
from jigsaw.demo.pieces import Piece
from jigsaw.demo.places import Agency
from jigsaw.demo.records import Register, next_delivery

# What begins with its end already known: a date that was planned.
SET_BEFOREHAND = frozenset({"next-contact", "care-plan", "assessment-part"})


@dataclass(slots=True)
class Sent:
    """One row: one version of one piece as an agency sent it."""

    reference: str
    version: int
    piece: Piece
    local_id: str
    other_id: str
    at: int
    until: int | None
    recorded: int
    received: int
    words: str
    deleted: bool = False

    def noted(self, name: str) -> str:
        """An extra of the piece. Why something ended is not known before it has."""
        if self.until is None and name in {"ended_reason", "ended_by"} and self.piece.until is not None:
            return ""
        return self.piece.extras.get(name, "")


@dataclass(slots=True)
class Share:
    """Everything one agency sends."""

    agency: Agency
    clock: Clock
    register: Register
    sent: list[Sent]

    def of(self, *kinds: str) -> list[Sent]:
        """The rows of some kinds, in order of sending."""
        return [row for row in self.sent if row.piece.kind in kinds]


def received(agency: Agency, clock: Clock, recorded: int) -> int:
    """When a row recorded at that minute arrived; an outage holds it back."""
    minute = next_delivery(agency.habits, recorded)
    if not any(agency.silent):
        return minute
    began, ended = ((clock.days - before) * DAY for before in agency.silent)
    if began < minute < ended:
        return ended + 9 * 60
    return minute


def send(
    rng: Random, agency: Agency, clock: Clock, pieces: list[Piece]
) -> tuple[list[tuple[Piece, list[tuple[int, int | None]]]], dict[Person, int]]:
    """For each piece when it was recorded and with which end; and when each person was first heard of."""
    plans: list[tuple[Piece, list[tuple[int, int | None]]]] = []
    first: dict[Person, int] = {}
    for piece in pieces:
        times = _recordings(rng, agency, piece)
        arrival = received(agency, clock, times[0][0])
        if arrival > clock.end:
            continue
        plans.append((piece, times))
        for person in (piece.person, piece.other):
            if person is not None:
                first[person] = min(first.get(person, arrival), arrival)
    return plans, first


def _recordings(rng: Random, agency: Agency, piece: Piece) -> list[tuple[int, int | None]]:
    delay = agency.habits.delay_minutes
    opened = (piece.at + 5 + int(rng.random() * delay), None)
    if piece.until is None:
        return [opened]
    if piece.kind in SET_BEFOREHAND:
        return [(opened[0], piece.until)]
    closed = (piece.until + 5 + int(rng.random() * delay), piece.until)
    together = next_delivery(agency.habits, opened[0]) == next_delivery(agency.habits, closed[0])
    return [closed] if together else [opened, closed]


def rows(
    rng: Random, register: Register, plans: list[tuple[Piece, list[tuple[int, int | None]]]]
) -> list[Sent]:
    """The rows of an agency, with its corrections and deletions. Planned stories are left as they are."""
    agency, clock = register.agency, register.clock
    found: list[Sent] = []
    for place, (piece, times) in enumerate(plans):
        reference = f"{agency.place[:2].upper()}{place + 1:07}"
        local = register.id_for(piece.person, place)
        other = register.id_for(piece.other) if piece.other is not None else ""
        for version, (recorded, until) in enumerate(times, 1):
            arrival = received(agency, clock, recorded)
            if arrival <= clock.end:
                words = piece.words
                found.append(
                    Sent(reference, version, piece, local, other, piece.at, until, recorded, arrival, words)
                )
        if not piece.story and piece.until is None:
            _change_of_mind(rng, agency, clock, found)
    return found


def _change_of_mind(rng: Random, agency: Agency, clock: Clock, found: list[Sent]) -> None:
    """Now and then the row just made was wrong at first: a day out, or about somebody else altogether."""
    chance = rng.random()
    last = found[-1]
    again = last.recorded + rng.randrange(1, 30) * DAY if chance < 0.012 else 0
    arrival = received(agency, clock, again)
    if chance >= 0.012 or arrival > clock.end:
        return
    corrected = Sent(
        last.reference,
        2,
        last.piece,
        last.local_id,
        last.other_id,
        last.at,
        last.until,
        again,
        arrival,
        last.words,
    )
    if happens(rng, 0.3):
        corrected.deleted = True
    else:
        last.at -= DAY
        corrected.words = f"{last.words} (Date corrected.)".strip()
    found.append(corrected)
