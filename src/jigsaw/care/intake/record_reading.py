"""What source records say, for joining them: asked for every record that comes, in few questions of fixed text.

Part of `care.intake.derivation`. Nothing here is narrowed to a viewer.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from jigsaw.foundation.core.asking import Question, Row
from jigsaw.foundation.core.batches import batches


@dataclass(frozen=True, slots=True)
class RecordNow:
    """What a source record says now, by its latest version; the particulars are empty when none ever came.

    versions: how many there are. since: when its agency recorded the latest, else when that was received. written: the
    lines, postcode, UPRN and normal form of its address; home: where that is.
    """

    id: UUID
    agency: str
    local_id: str
    first_received_at: datetime
    came_at: datetime
    versions: int
    received_at: datetime | None
    since: datetime | None
    retracted: bool
    particulars: dict[str, str]
    address_id: int | None
    home: UUID | None = None
    written: tuple[str, str, str, str] = ("", "", "", "")

    @property
    def lived_at(self) -> "LivedAt | None":
        """The address that its latest version gave; None where there is no version."""
        if self.since is None or self.received_at is None:
            return None
        told = self.since, self.received_at, self.retracted, self.home
        return LivedAt(self.id, self.agency, self.address_id, *told)


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
_VERSION = (int, datetime, datetime, bool, int, UUID, str, str, str, str, *[str] * len(PARTICULARS))
_COLUMNS = f"""r.id, r.agency_id, r.local_id, r.first_received_at, r.came_at,
    v.version, v.received_at, COALESCE(v.recorded_at, v.received_at), v.retracted, v.address_id, a.home_id,
    a.lines, a.postcode, a.uprn, a.normal, {", ".join(f"v.{name}" for name in PARTICULARS)}"""

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
_HEARD = Question(
    """SELECT record_id, MAX(received_at), NULL FROM intake_recordversion
    WHERE record_id = ANY(%s) GROUP BY record_id
    UNION ALL
    SELECT s.record_id, MAX(p.received_at), a.home_id FROM intake_piecesubject s
    JOIN intake_piece p ON p.id = s.piece_id LEFT JOIN people_address a ON a.id = p.address_id
    WHERE s.record_id = ANY(%s) GROUP BY s.record_id, a.home_id""",
    UUID,
    datetime,
    UUID,
)


def records_now(records: Iterable[UUID]) -> Iterator[RecordNow]:
    """What each of these source records says now."""
    for ids in batches(records):
        yield from (_record(*row) for row in _NOW.ask(ids))


def ask_records_now(records: Collection[UUID]) -> Callable[[], list[RecordNow]]:
    """As `records_now`, asked now and read when called: for few, with other questions (`asking.Question.ahead`)."""
    answer = _NOW.ahead(records)
    return lambda: [_record(*row) for row in answer()]


def records_before(records: Iterable[UUID]) -> Iterator[RecordNow]:
    """What each of these source records said in every version that no longer holds."""
    for ids in batches(records):
        yield from (_record(*row) for row in _BEFORE.ask(ids))


def addresses_given(records: Iterable[UUID]) -> Iterator[LivedAt]:
    """The address in each version of these source records, earliest version of each record first."""
    for ids in batches(records):
        yield from (LivedAt(*row) for row in _ADDRESSES.ask(ids))


@dataclass(slots=True)
class Heard:
    """When something of each of some source records was last received, and the homes at which something was said."""

    last: dict[UUID, datetime] = field(default_factory=dict)
    homes: set[UUID] = field(default_factory=set)


def heard_of(records: Iterable[UUID]) -> Heard:
    """When a piece or a version of each of these source records was received last, and at which homes pieces were."""
    heard = Heard()
    for ids in batches(records):
        _hear(heard, _HEARD.ask(ids, ids))
    return heard


def ask_heard_of(records: Collection[UUID]) -> Callable[[], Heard]:
    """As `heard_of`, asked now and read when called: for few."""
    answer = _HEARD.ahead(records, records)
    return lambda: _hear(Heard(), answer())


def _hear(heard: Heard, rows: Iterable[Row]) -> Heard:
    for record, received, home in rows:
        heard.last[record] = max(received, heard.last.get(record, received))
        if home:
            heard.homes.add(home)
    return heard


def _record(*row: Any) -> RecordNow:
    key, agency, local_id, first, came, version, received, since, retracted, address, home, *said = row
    lines, postcode, uprn, normal, *particulars = said
    return RecordNow(
        key,
        agency,
        local_id,
        first,
        came,
        version or 0,
        received,
        since,
        bool(retracted),
        dict(zip(PARTICULARS, [one or "" for one in particulars], strict=True)),
        address,
        home,
        (lines or "", postcode or "", uprn or "", normal or ""),
    )
