"""What intake gives to the parts that work things out (linkage, reasons). Not for screens.

Nothing here is narrowed to a viewer: who is who and which reasons there are must not depend on who looks.
What comes out of it reaches a screen only through queries that take a viewer.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jigsaw.care.intake.models import Piece, PieceSubject, RecordVersion, SourceRecord
from jigsaw.care.intake.record_reading import (
    PARTICULARS,
    Heard,
    LivedAt,
    RecordNow,
    addresses_given,
    ask_heard_of,
    ask_records_now,
    heard_of,
    records_before,
    records_now,
)
from jigsaw.foundation.core.asking import JSON, Question
from jigsaw.foundation.core.batches import batches

__all__ = [
    "NOBODY", "PARTICULARS", "Heard", "LivedAt", "Named", "RecordNow", "Said", "addresses_given", "ask_heard_of",
    "ask_records_now", "ever_encoded_by", "every_record_id", "heard_of", "holders_of", "named_in", "records_before",
    "records_in_a_state", "records_now", "records_of_agency", "said_about", "said_at", "said_with", "when_they_came",
]  # fmt: skip


class Said(NamedTuple):
    """One version of one piece as somebody's timeline needs it: when, what, who holds it, and until when it
    stood.
    """

    record: UUID
    role: str
    piece: UUID
    shape: str
    kind: str
    agency: str
    at: datetime
    at_accuracy: str
    until: datetime | None
    received_at: datetime
    gone_at: datetime | None
    address_id: int | None
    attributes: dict[str, Any]
    incident: str


@dataclass(frozen=True, slots=True)
class Named:
    """What some pieces name: source records, and written addresses."""

    records: set[UUID]
    addresses: set[int]


# In the place of a source record, where a piece names a home and nobody.
NOBODY = UUID(int=0)

_TOLD = (
    "p.shape, p.kind, p.agency_id, p.at, p.at_accuracy, p.until, p.received_at, e.at, p.address_id, p.attributes, "
    "p.incident"
)
_OF_TOLD = (str, str, str, datetime, str, datetime, datetime, datetime, int, JSON, str)
# A sealed piece is its agency's alone: no pattern reads it, so no reason can hint at what it says.
# Nor is what it said before it was sealed; only what was superseded can have a later version.
_OPEN = (
    "LEFT JOIN intake_pieceending e ON e.piece_id = p.id WHERE p.restriction <> 'sealed' "
    "AND (e.piece_id IS NULL OR NOT EXISTS (SELECT 1 FROM intake_piece later WHERE later.feed_id = p.feed_id "
    "AND later.source_reference = p.source_reference AND later.version > p.version AND later.restriction = 'sealed'))"
)
_SUBJECTS = "FROM intake_piecesubject s JOIN intake_piece p ON p.id = s.piece_id"
_SAID = " ".join(["SELECT s.record_id, s.role, s.piece_id,", _TOLD, _SUBJECTS, _OPEN])
_OF_SAID = (UUID, str, UUID, *_OF_TOLD)
_SAID_ABOUT = Question(f"{_SAID} AND s.record_id = ANY(%s)", *_OF_SAID)
_SAID_ABOUT_OF_KINDS = Question(f"{_SAID} AND s.record_id = ANY(%s) AND p.kind = ANY(%s)", *_OF_SAID)
# A piece about a place and nobody in particular comes once, with nobody's id and no role.
_SAID_AT = Question(
    " ".join(
        [
            "SELECT s.record_id, s.role, p.id,",
            _TOLD,
            "FROM intake_piece p LEFT JOIN intake_piecesubject s ON s.piece_id = p.id",
            _OPEN,
            "AND p.address_id = ANY(%s) AND p.kind = ANY(%s)",
        ]
    ),
    *_OF_SAID,
)
_SAID_WITH = Question(f"{_SAID} AND s.piece_id = ANY(%s)", *_OF_SAID)


def every_record_id() -> list[UUID]:
    """The ids of all source records."""
    return list(SourceRecord.objects.values_list("pk", flat=True))


def ever_encoded_by(schemes: Collection[str]) -> list[UUID]:
    """The ids of source records that some version of was sent encoded by one of these schemes."""
    of_schemes = Q()
    for scheme in schemes:
        of_schemes |= Q(encoding__startswith=f"{scheme}:")
    found = RecordVersion.objects.exclude(encoding="").filter(of_schemes)
    return list(found.values_list("record_id", flat=True).distinct())


def records_of_agency(agency: str) -> set[UUID]:
    """The ids of an agency's source records."""
    return set(SourceRecord.objects.filter(agency_id=agency).values_list("pk", flat=True))


def when_they_came(records: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these source records was taken in here, by record."""
    found: dict[UUID, datetime] = {}
    for ids in batches(records):
        found |= dict(SourceRecord.objects.filter(pk__in=ids).values_list("pk", "came_at"))
    return found


def said_about(records: Iterable[UUID], kinds: Collection[str] | None = None) -> Iterator[Said]:
    """Every version of every piece that names one of these source records; only of some kinds when given."""
    wanted = frozenset(kinds or ())
    for ids in batches(records):
        rows = _SAID_ABOUT.ask(ids) if kinds is None else _SAID_ABOUT_OF_KINDS.ask(ids, wanted)
        yield from map(Said._make, rows)


def said_at(addresses: Iterable[int], kinds: Collection[str]) -> Iterator[Said]:
    """Every version of every piece of these kinds that happened at one of these addresses, once a subject.

    A piece about a place and nobody in particular comes once, as of NOBODY and with no role.
    """
    wanted = frozenset(kinds)
    for ids in batches(addresses):
        yield from (
            Said(record or NOBODY, role or "", *row) for record, role, *row in _SAID_AT.ask(ids, wanted)
        )


def said_with(pieces: Iterable[UUID]) -> Iterator[Said]:
    """Every subject of these pieces."""
    for ids in batches(pieces):
        yield from map(Said._make, _SAID_WITH.ask(ids))


def named_in(pieces: Iterable[UUID]) -> Named:
    """The source records and written addresses that these pieces name."""
    found = Named(set(), set())
    for ids in batches(pieces):
        found.records.update(
            PieceSubject.objects.filter(piece_id__in=ids).values_list("record_id", flat=True)
        )
        at = Piece.objects.filter(pk__in=ids, address__isnull=False).values_list("address_id", flat=True)
        found.addresses.update(at)
    return found


def records_in_a_state(kinds: Iterable[str]) -> list[UUID]:
    """The source records that a state of one of these kinds is about."""
    states = PieceSubject.objects.filter(piece__shape=Piece.Shape.STATE, piece__kind__in=list(kinds))
    subjects = states.exclude(piece__restriction="sealed")
    return list(subjects.filter(role="subject").values_list("record_id", flat=True).distinct())


def holders_of(pieces: Iterable[UUID]) -> dict[UUID, str]:
    """The key of the agency that holds each of these pieces, by piece."""
    found: dict[UUID, str] = {}
    for ids in batches(pieces):
        found |= dict(Piece.objects.filter(pk__in=ids).values_list("pk", "agency_id"))
    return found


def sealed_by_now(piece: str) -> Exists:
    """Whether a piece, or a later version of it, is sealed: a condition for whatever rests on pieces.

    piece: the name of the field that leads to the piece. To be asked for all: behind the second wall what is sealed is
    not seen.
    """
    same = {"feed": OuterRef(f"{piece}__feed"), "source_reference": OuterRef(f"{piece}__source_reference")}
    return Exists(
        Piece.objects.filter(**same, version__gte=OuterRef(f"{piece}__version"), restriction="sealed")
    )
