"""What source records say, for joining them: asked for every record that comes, in few questions of fixed text.

Part of `care.intake.derivation`. Nothing here is narrowed to a viewer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches


@dataclass(frozen=True, slots=True)
class RecordNow:
    """What a source record says now, by its latest version; the particulars are empty when none ever came.

    written: the lines, postcode and UPRN of its address.
    """

    id: UUID
    agency: str
    local_id: str
    first_received_at: datetime
    came_at: datetime
    retracted: bool
    particulars: dict[str, str]
    address_id: int | None
    written: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class LivedAt:
    """An address that one version of a source record gave, its home, from when and when that was received."""

    record: UUID
    agency: str
    address_id: int | None
    since: datetime
    received_at: datetime
    retracted: bool
    home: UUID | None = None


PARTICULARS = (
    "title", "given_names", "family_name", "known_as", "birth_date", "nhs_number", "nhs_number_status", "gender",
    "telephone", "email", "died_on", "encoding",
    "former_nhs_numbers",
)  # fmt: skip

_RECORD = (UUID, str, str, datetime, datetime)
_VERSION = (bool, int, str, str, str, *[str] * len(PARTICULARS))
_COLUMNS = f"""r.id, r.agency_id, r.local_id, r.first_received_at, r.came_at,
    v.retracted, v.address_id, a.lines, a.postcode, a.uprn, {", ".join(f"v.{name}" for name in PARTICULARS)}"""

_NOW = Question(
    f"""SELECT {_COLUMNS} FROM intake_sourcerecord r
    LEFT JOIN intake_recordversion v ON v.record_id = r.id
        AND v.version = (SELECT MAX(w.version) FROM intake_recordversion w WHERE w.record_id = r.id)
    LEFT JOIN people_address a ON a.id = v.address_id
    WHERE r.id = ANY(%s)""",  # noqa: S608 (names of our own columns)
    *_RECORD,
    *_VERSION,
)
_BEFORE = Question(
    f"""SELECT {_COLUMNS} FROM intake_recordversion v
    JOIN intake_sourcerecord r ON r.id = v.record_id
    LEFT JOIN people_address a ON a.id = v.address_id
    WHERE v.record_id = ANY(%s)
        AND v.version < (SELECT MAX(w.version) FROM intake_recordversion w WHERE w.record_id = v.record_id)
    ORDER BY v.record_id, v.version""",  # noqa: S608 (names of our own columns)
    *_RECORD,
    *_VERSION,
)
_ADDRESSES = Question(
    """SELECT v.record_id, r.agency_id, v.address_id, COALESCE(v.recorded_at, v.received_at), v.received_at,
        v.retracted, a.home_id
    FROM intake_recordversion v
    JOIN intake_sourcerecord r ON r.id = v.record_id
    LEFT JOIN people_address a ON a.id = v.address_id
    WHERE v.record_id = ANY(%s) ORDER BY v.record_id, v.version""",
    UUID,
    str,
    int,
    datetime,
    datetime,
    bool,
    UUID,
)
_ADDRESS_IDS = Question(
    "SELECT DISTINCT address_id FROM intake_recordversion WHERE record_id = ANY(%s) AND address_id IS NOT NULL"
)
_LATEST = Question(
    """SELECT record_id, MAX(received_at) FROM intake_recordversion WHERE record_id = ANY(%s) GROUP BY record_id
    UNION ALL
    SELECT s.record_id, MAX(p.received_at) FROM intake_piecesubject s JOIN intake_piece p ON p.id = s.piece_id
    WHERE s.record_id = ANY(%s) GROUP BY s.record_id""",
    UUID,
    datetime,
)
_AT_PIECES = Question(
    """SELECT DISTINCT a.id, a.home_id FROM intake_piecesubject s JOIN intake_piece p ON p.id = s.piece_id
    JOIN people_address a ON a.id = p.address_id WHERE s.record_id = ANY(%s)""",
    int,
    UUID,
)


def records_now(records: Iterable[UUID]) -> Iterator[RecordNow]:
    """What each of these source records says now."""
    for ids in batches(records):
        yield from (_record(*row) for row in _NOW.ask(ids))


def records_before(records: Iterable[UUID]) -> Iterator[RecordNow]:
    """What each of these source records said in every version that no longer holds."""
    for ids in batches(records):
        yield from (_record(*row) for row in _BEFORE.ask(ids))


def addresses_given(records: Iterable[UUID]) -> Iterator[LivedAt]:
    """The address in each version of these source records, earliest version of each record first."""
    for ids in batches(records):
        yield from (LivedAt(*row) for row in _ADDRESSES.ask(ids))


def addresses_of_records(records: Iterable[UUID]) -> set[int]:
    """Every written address that a version of one of these source records gave."""
    return {address for ids in batches(records) for (address,) in _ADDRESS_IDS.ask(ids)}


def homes_of_pieces(records: Iterable[UUID]) -> set[UUID]:
    """The homes at which something was said of these source records."""
    return {home for ids in batches(records) for _, home in _AT_PIECES.ask(ids) if home}


def last_received(records: Iterable[UUID]) -> dict[UUID, datetime]:
    """When a piece or a version of each of these source records was received last."""
    latest: dict[UUID, datetime] = {}
    for ids in batches(records):
        for record, received in _LATEST.ask(ids, ids):
            latest[record] = max(received, latest.get(record, received))
    return latest


def _record(
    key: UUID,
    agency: str,
    local_id: str,
    first: datetime,
    came: datetime,
    retracted: Any,
    address: Any,
    *said: Any,
) -> RecordNow:
    lines, postcode, uprn, *particulars = said
    return RecordNow(
        key,
        agency,
        local_id,
        first,
        came,
        bool(retracted),
        dict(zip(PARTICULARS, [one or "" for one in particulars], strict=True)),
        address,
        (lines or "", postcode or "", uprn or ""),
    )
