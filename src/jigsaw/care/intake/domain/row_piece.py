"""One piece of a row, by its map."""

from datetime import datetime

from jigsaw.care.intake.domain.kinds import Kind, all_kinds
from jigsaw.care.intake.domain.mapping import Columns, PieceMap, SubjectMap
from jigsaw.care.intake.domain.row_reading import RowReading, applies, named, read_address
from jigsaw.care.intake.domain.statements import PieceStatement, Withdrawal, Withdrawn
from jigsaw.care.people.domain.addresses import WrittenAddress
from jigsaw.foundation.core.time import Moment

ID_LENGTH = INCIDENT_LENGTH = 80
NONE: Columns = ()
PLANNED_END = "planned_end"
RUNS_OUT = "runs-out"


def read_piece(
    said: PieceMap, reading: RowReading, received_at: datetime | None
) -> PieceStatement | Withdrawal | None:
    """The piece that the row gives; None when the map passes the row over, or a fault was noted."""
    columns = said.columns
    withdrawn = (
        "deleted" in columns and bool(reading.text(columns["deleted"])) and reading.flag(columns["deleted"])
    )
    if not applies(said.only_where, reading, or_empty=withdrawn):
        return None
    if withdrawn and said.only_where and not reading.text(columns["source_reference"]):
        return None  # the row never gave this piece, so there is none to take back
    reference = _reference(said, reading)
    if withdrawn:
        return Withdrawal(Withdrawn.PIECE, reference, received_at)
    kind, when = _kind(said, reading), _when(said, reading)
    restriction = ""
    if "restriction" in columns:
        restriction = reading.code(columns["restriction"], said.restrictions, "restriction")
    handling = _handling(said, reading)
    recorded = reading.past(columns.get("recorded", NONE))
    address = read_address(columns, reading)
    subjects = _subjects(said, reading, address)
    attributes = _attributes(said, reading)
    until = _until(said, reading, when, attributes, runs_out=kind is not None and RUNS_OUT in kind.tags)
    incident = _incident(said, reading)
    if reading.faults or kind is None or when is None:
        return None
    return PieceStatement(
        source_reference=reference,
        shape=kind.shape,
        kind=kind.code,
        when=when,
        until=until,
        recorded=recorded,
        words=reading.text(columns.get("words", NONE), "\n"),
        address=address,
        restriction=restriction,
        handling=handling,
        subjects=subjects,
        attributes=attributes,
        incident=incident,
        received_at=received_at,
    )


def _reference(said: PieceMap, reading: RowReading) -> str:
    tail = f"/{said.suffix}" if said.suffix else ""
    return reading.bounded(said.columns["source_reference"], ID_LENGTH - len(tail), required=True) + tail


def _handling(said: PieceMap, reading: RowReading) -> str:
    """How it is to be handled: what holds of all, and what each column says."""
    columns = said.columns.get("handling", NONE)
    found = {reading.code((column,), said.handlings, "handling") for column in columns}
    return " ".join(sorted({*found, said.handling_always} - {""}))


def _incident(said: PieceMap, reading: RowReading) -> str:
    """Whose number and which: "police/L-0412". Small letters and spaces, which people write as they like, tell nothing
    apart.
    """
    number = reading.bounded(said.columns.get("incident", NONE), INCIDENT_LENGTH)
    return f"{said.incident_of}/{''.join(number.upper().split())}" if number.strip() else ""


def _kind(said: PieceMap, reading: RowReading) -> Kind | None:
    code = said.kind_always
    if not code:
        local = reading.text(said.columns["kind"])
        code = said.kinds.get(local, said.kind_otherwise)
    if not code:
        why = "it is empty" if not local else "its code has no kind in feed.toml"
        reading.fault(named(said.columns["kind"]), why, "Give the code a kind there, or set kind_otherwise")
        return None
    return all_kinds()[code]


def _when(said: PieceMap, reading: RowReading) -> Moment | None:
    columns = said.columns["when"]
    when = reading.past(columns)
    if when is None and not reading.text(columns):
        reading.fault(
            named(columns), "it is empty, and a piece needs its moment", "Give the day, month or year"
        )
    return when


def _until(
    said: PieceMap, reading: RowReading, when: Moment | None, attributes: dict[str, str], *, runs_out: bool
) -> Moment | None:
    """The end. One in the future is only planned, unless the piece is of a kind whose end is a date set beforehand."""
    columns = said.columns.get("until", NONE)
    until = reading.moment(columns)
    if until is None:
        return None
    if when is not None and until.latest() <= when.at:
        reading.fault(named(columns), "it ends before it begins", "Correct whichever of the two is wrong")
    if reading.is_future(until.at) and not runs_out:
        reading.warn("An end that lies in the future: kept as planned_end")
        attributes[PLANNED_END] = until.text()
        return None
    return until


def _subjects(said: PieceMap, reading: RowReading, address: WrittenAddress) -> tuple[tuple[str, str], ...]:
    found = dict.fromkeys(
        (local_id, _role(subject, reading))
        for subject in said.subjects
        if (local_id := reading.bounded(subject.local_id, ID_LENGTH))
    )
    if not found and not (address.uprn or address.normal):
        columns = said.subjects[0].local_id if said.subjects else said.columns.get("address", NONE)
        why = "it says neither whom nor which home it is about"
        reading.fault(
            named(columns), why, "Give the agency's own id of the person, or an address with its postcode"
        )
    return tuple(found)


def _role(subject: SubjectMap, reading: RowReading) -> str:
    if subject.role:
        return subject.role
    role = reading.code((subject.role_column,), subject.roles, "role")
    if not role:
        reading.fault(subject.role_column, "it is empty", "Say in which role the person is named")
    return role


def _attributes(said: PieceMap, reading: RowReading) -> dict[str, str]:
    found = {}
    for name, columns in said.attributes.items():
        value = reading.text(columns)
        codes = said.values.get(name)
        if codes is not None and value and value not in codes:
            reading.warn(f"A code of {name} without a word in feed.toml: kept as written")
        if value:
            found[name] = codes.get(value, value) if codes else value
    return found
