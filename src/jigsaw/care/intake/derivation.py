"""What intake gives to the parts that work things out (linkage, reasons). Not for screens.

Nothing here is narrowed to a viewer: who is who and which reasons there are must not depend on who looks.
What comes out of it reaches a screen only through queries that take a viewer.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery

from jigsaw.care.intake.models import Piece, PieceSubject, RecordVersion, SourceRecord
from jigsaw.foundation.core.batches import AT_ONCE, batches


@dataclass(frozen=True, slots=True)
class RecordNow:
    """What a source record says now, by its latest version; the particulars are empty when none ever came."""

    id: UUID
    agency: str
    local_id: str
    first_received_at: datetime
    came_at: datetime
    retracted: bool
    particulars: dict[str, str]
    address_id: int | None


@dataclass(frozen=True, slots=True)
class Said:
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


@dataclass(frozen=True, slots=True)
class LivedAt:
    """An address that one version of a source record gave, from when and when that was received."""

    record: UUID
    agency: str
    address_id: int | None
    since: datetime
    received_at: datetime
    retracted: bool


@dataclass(frozen=True, slots=True)
class Named:
    """What some pieces name: source records, and written addresses."""

    records: set[UUID]
    addresses: set[int]


PARTICULARS = (
    "title", "given_names", "family_name", "known_as", "birth_date", "nhs_number", "nhs_number_status", "gender",
    "telephone", "email", "died_on", "encoding",
    "former_nhs_numbers",
)  # fmt: skip


# In the place of a source record, where a piece names a home and nobody.
NOBODY = UUID(int=0)

_SAID = (
    *("shape", "kind", "agency_id", "at", "at_accuracy", "until", "received_at", "ending__at"),
    *("address_id", "attributes"),
)


def records_now(records: Iterable[UUID]) -> Iterator[RecordNow]:
    """What each of these source records says now."""
    for ids in batches(records):
        yield from _read_records(SourceRecord.objects.filter(pk__in=ids))


def records_before(records: Iterable[UUID]) -> Iterator[RecordNow]:
    """What each of these source records said in every version that no longer holds."""
    for ids in batches(records):
        latest: dict[UUID, dict[str, Any]] = {}
        former: list[dict[str, Any]] = []
        rows = RecordVersion.objects.filter(record_id__in=ids).order_by("record_id", "version")
        for row in rows.values("record_id", "retracted", "address_id", *PARTICULARS):
            earlier = latest.get(row["record_id"])
            if earlier:
                former.append(earlier)
            latest[row["record_id"]] = row
        # Nearly every record that is taken in has one version and said nothing before.
        changed = {row["record_id"] for row in former}
        now = (
            {one.id: one for one in _read_records(SourceRecord.objects.filter(pk__in=changed))}
            if changed
            else {}
        )
        yield from (_before(now[row["record_id"]], row) for row in former)


def every_record_id() -> list[UUID]:
    """The ids of all source records."""
    return list(SourceRecord.objects.values_list("pk", flat=True))


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
    for ids in batches(records):
        yield from _read_said(_of_kinds(PieceSubject.objects.filter(record_id__in=ids), kinds))


def said_at(addresses: Iterable[int], kinds: Collection[str]) -> Iterator[Said]:
    """Every version of every piece of these kinds that happened at one of these addresses, once a subject.

    A piece about a place and nobody in particular comes once, as of NOBODY and with no role.
    """
    for ids in batches(addresses):
        yield from _read_said(_of_kinds(PieceSubject.objects.filter(piece__address_id__in=ids), kinds))
        about_nobody = Piece.objects.filter(address_id__in=ids, subjects__isnull=True, kind__in=list(kinds))
        rows = about_nobody.exclude(restriction="sealed").values_list("pk", *_SAID)
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield Said(NOBODY, "", *row)


def said_with(pieces: Iterable[UUID]) -> Iterator[Said]:
    """Every subject of these pieces."""
    for ids in batches(pieces):
        yield from _read_said(PieceSubject.objects.filter(piece_id__in=ids))


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


def addresses_named_with(records: Iterable[UUID]) -> set[int]:
    """The written addresses at which something was said of these source records."""
    found: set[int] = set()
    for ids in batches(records):
        pieces = PieceSubject.objects.filter(record_id__in=ids, piece__address__isnull=False)
        found.update(pieces.values_list("piece__address_id", flat=True).distinct())
    return found


def records_in_a_state(kinds: Iterable[str]) -> list[UUID]:
    """The source records that a state of one of these kinds is about."""
    states = PieceSubject.objects.filter(piece__shape=Piece.Shape.STATE, piece__kind__in=list(kinds))
    subjects = states.exclude(piece__restriction="sealed")
    return list(subjects.filter(role="subject").values_list("record_id", flat=True).distinct())


def addresses_given(records: Iterable[UUID]) -> Iterator[LivedAt]:
    """The address in each version of these source records, earliest version of each record first."""
    fields = ("record_id", "record__agency_id", "address_id", "recorded_at", "received_at", "retracted")
    for ids in batches(records):
        rows = (
            RecordVersion.objects.filter(record_id__in=ids)
            .order_by("record_id", "version")
            .values_list(*fields)
        )
        for record, agency, address, recorded, received, retracted in rows.iterator(chunk_size=AT_ONCE):
            yield LivedAt(record, agency, address, recorded or received, received, retracted)


def addresses_of_records(records: Iterable[UUID]) -> set[int]:
    """Every written address that a version of one of these source records gave."""
    found: set[int] = set()
    for ids in batches(records):
        versions = RecordVersion.objects.filter(record_id__in=ids, address__isnull=False)
        found |= set(versions.values_list("address_id", flat=True))
    return found


def last_received(records: Iterable[UUID]) -> dict[UUID, datetime]:
    """When a piece or a version of each of these source records was received last."""
    latest: dict[UUID, datetime] = {}
    for ids in batches(records):
        versions = RecordVersion.objects.filter(record_id__in=ids).values_list("record_id")
        pieces = PieceSubject.objects.filter(record_id__in=ids).values_list("record_id")
        told = [*versions.annotate(Max("received_at")), *pieces.annotate(Max("piece__received_at"))]
        for record, received in told:
            latest[record] = max(received, latest.get(record, received))
    return latest


def _read_records(records: QuerySet[SourceRecord]) -> Iterator[RecordNow]:
    latest = (
        RecordVersion.objects.filter(record=OuterRef("record")).order_by("-version").values("version")[:1]
    )
    versions = RecordVersion.objects.filter(record__in=records, version=Subquery(latest))
    by_record = {
        row["record_id"]: row for row in versions.values("record_id", "retracted", "address_id", *PARTICULARS)
    }
    for row in records.values_list("pk", "agency_id", "local_id", "first_received_at", "came_at"):
        said = by_record.get(row[0])
        particulars = {name: said[name] for name in PARTICULARS} if said else dict.fromkeys(PARTICULARS, "")
        yield RecordNow(
            *row, bool(said and said["retracted"]), particulars, said["address_id"] if said else None
        )


def _of_kinds(subjects: QuerySet[PieceSubject], kinds: Collection[str] | None) -> QuerySet[PieceSubject]:
    return subjects if kinds is None else subjects.filter(piece__kind__in=list(kinds))


def _before(now: RecordNow, said: dict[str, Any]) -> RecordNow:
    particulars = {name: said[name] for name in PARTICULARS}
    return RecordNow(
        now.id,
        now.agency,
        now.local_id,
        now.first_received_at,
        now.came_at,
        said["retracted"],
        particulars,
        said["address_id"],
    )


def _read_said(subjects: QuerySet[PieceSubject]) -> Iterator[Said]:
    # A sealed piece is its agency's alone: no pattern reads it, so no reason can hint at what it says.
    open_ones = subjects.exclude(piece__restriction="sealed")
    rows = open_ones.values_list("record_id", "role", "piece_id", *(f"piece__{name}" for name in _SAID))
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield Said(*row)


def holders_of(pieces: Iterable[UUID]) -> dict[UUID, str]:
    """The key of the agency that holds each of these pieces, by piece."""
    found: dict[UUID, str] = {}
    for ids in batches(pieces):
        found |= dict(Piece.objects.filter(pk__in=ids).values_list("pk", "agency_id"))
    return found
