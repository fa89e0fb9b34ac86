"""The lives that people of a measured store have: the pieces of an invented borough, person by person."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.demo.borough import imagine
from jigsaw.demo.clock import Clock
from jigsaw.demo.pieces import Piece

PEOPLE, SEED = 1_500, 5


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of a life: when, of what shape and kind, with which words, and whether it was at home."""

    at: datetime
    until: datetime | None
    received_at: datetime
    shape: str
    kind: str
    attributes: str
    words: str
    at_home: bool


Life = tuple[Told, ...]


def lives(today: date) -> list[Life]:
    """As many lives as the borough has people, some of them with no piece."""
    borough = imagine(PEOPLE, SEED, Clock(today))
    found: dict[str, list[Told]] = {person.key: [] for person in borough.place.people}
    for piece in borough.pieces:
        told = _told(piece, borough.clock)
        if told.received_at < datetime.now(tz=UTC):
            found[piece.person.key].append(told)
    return [tuple(mine) for mine in found.values()]


def _told(piece: Piece, clock: Clock) -> Told:
    kind = all_kinds()[piece.kind]
    at = clock.at(piece.at).replace(tzinfo=UTC)
    until = clock.at(piece.until).replace(tzinfo=UTC) if piece.until and kind.shape != "event" else None
    extras = {name: value for name, value in piece.extras.items() if name not in ("call", "worker_telephone")}
    received = (until or at) + timedelta(hours=6)
    is_at_home = piece.home is not None
    return Told(at, until, received, kind.shape, piece.kind, json.dumps(extras), piece.words, is_at_home)
