"""What hangs on each side of some pairs, in a constant number of queries however many pairs there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from jigsaw.care.intake.counting import Standing, standing_pieces
from jigsaw.care.linkage.queries import Side, sides
from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import derivation as reasons
from jigsaw.care.stewardship.domain.stakes import Held
from jigsaw.foundation.access.policies import parties_today
from jigsaw.foundation.audit.looks import looks_since
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW

Count = Callable[[Iterable[UUID]], Mapping[UUID, int]]
"""How many of something are about each of these people: what is counted above this capability is handed in."""

LATELY = timedelta(days=28)
_MARKER = "warning-marker"


def no_talks(persons: Iterable[UUID]) -> Mapping[UUID, int]:
    """Where there are no conversations to count."""
    return {}


def held_by(records: Iterable[UUID], talks: Count = no_talks) -> dict[UUID, Held]:
    """What hangs on the person of each of these source records, by record; an unjoined record's is absent.

    The same for every steward: what only one agency may know is left out.
    """
    found = sides(viewer=JIGSAW, records=records)
    mine = {side.person: side for side in found.values()}
    at = now()
    told = _stories(mine.values(), at)
    looks, raised, talked = looks_since("person", mine, at - LATELY), reasons.open_about(mine), talks(mine)
    lived = people.residences_of(mine)
    held = {
        one: Held(
            pieces=len(told[one].pieces),
            agencies=frozenset(told[one].agencies),
            involvements=len(told[one].involvements),
            reasons=raised.get(one, 0),
            talks=talked.get(one, 0),
            has_marker=told[one].has_marker,
            died=bool(side.died_on),
            looks=looks.get(one, 0),
            homes=frozenset(stay.home for stay in lived.get(one, ()) if stay.until is None),
        )
        for one, side in mine.items()
    }
    return {record: held[side.person] for record, side in found.items()}


@dataclass
class _Story:
    """What stands in one person's story, as every steward may know of it."""

    pieces: set[UUID] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    involvements: set[UUID] = field(default_factory=set)
    has_marker: bool = False

    def take(self, piece: Standing, at: datetime) -> None:
        """Count one piece in."""
        self.pieces.add(piece.piece)
        self.agencies.add(piece.agency)
        if piece.restriction or (piece.until is not None and piece.until <= at):
            return
        if piece.shape == "involvement":
            self.involvements.add(piece.piece)
        self.has_marker |= piece.kind == _MARKER and piece.role == "subject"


def _stories(found: Iterable[Side], at: datetime) -> dict[UUID, _Story]:
    owner = {record: side.person for side in found for record in side.records}
    stories = {person: _Story() for person in owner.values()}
    parties = parties_today()
    for piece in standing_pieces(owner):
        if piece.agency in parties:
            stories[owner[piece.record]].take(piece, at)
    return stories
