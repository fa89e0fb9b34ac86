"""The police: one JSON object a line; several people to an incident; some incidents sensitive."""

import json
from functools import partial
from typing import Any

from jigsaw.demo.agencies.files import Broken, Columns, Folder
from jigsaw.demo.sending import Sent, Share

CODES = {
    "police-call": "CALL", "police-incident": "INC", "police-welfare-check": "WELF", "section-136": "S136",
    "custody": "CUST", "missing-person": "MISP", "visitors-report": "INTEL-V", "drug-activity-report": "INTEL-D",
    "fire-incident": "FIRE",
    "death": "DTH",
}  # fmt: skip
ROLES = ("caller", "alleged", "witness")


def write(folder: Folder, share: Share) -> None:
    """Nominals (the police's word for people), incidents and markers."""
    folder.describe()
    lines(folder, "nominals", share.register.rows, nominals(share), NOMINALS_BROKEN)
    lines(folder, "incidents", share.of(*CODES), incidents(share), INCIDENTS_BROKEN)
    lines(folder, "markers", share.of("warning-marker"), markers(share))


def lines(
    folder: Folder, name: str, rows: list[Any], columns: Columns, broken: tuple[Broken, ...] = ()
) -> None:
    """Writes rows as JSON, one object a line, leaving out what is empty; no rows, no file."""
    header = list(columns)
    made = {stem: table for stem, table in folder.versions(name, rows, columns, broken).items() if table}
    for stem, table in made.items():
        with (folder.path / f"{stem}.ndjson").open("w", encoding="utf-8", newline="\n") as file:
            for row in table:
                said = {key: value for key, value in zip(header, row, strict=True) if value != ""}
                file.write(json.dumps(said, ensure_ascii=False) + "\n")


def nominals(share: Share) -> Columns:
    """A nominal."""
    clock = share.clock
    return {
        "nominal_id": lambda row: row.local_id,
        "nhs_number": lambda row: row.nhs_number,
        "forename": lambda row: row.given,
        "surname": lambda row: row.family.upper(),
        "alias": lambda row: row.known_as,
        "date_of_birth": lambda row: row.born.isoformat() if row.born else "",
        "sex": lambda row: row.truth.gender[0].upper(),
        "telephone": lambda row: row.telephone,
        "address": lambda row: f"{row.first_line}, {row.town}",
        "postcode": lambda row: row.postcode,
        "uprn": lambda row: row.uprn,
        "extracted_at": lambda row: clock.iso(row.received),
    }


def incidents(share: Share) -> Columns:
    """An incident; the second person stands under their role."""
    clock = share.clock
    columns: Columns = {
        "incident_id": lambda row: row.reference,
        "nominal_id": lambda row: row.local_id,
        "type": lambda row: CODES[row.piece.kind],
        "occurred_at": lambda row: clock.iso(row.at),
        "recorded_at": lambda row: clock.iso(row.recorded),
        "log": lambda row: row.words,
        "address": lambda row: row.piece.home.line if row.piece.home else "",
        "postcode": lambda row: row.piece.home.postcode if row.piece.home else "",
        "uprn": lambda row: row.piece.home.uprn if row.piece.home else "",
        "sensitivity": sensitivity,
        "void": lambda row: "true" if row.deleted else "",
        "extracted_at": lambda row: clock.iso(row.received),
    }
    for role in ROLES:
        columns[f"{role}_id"] = partial(other_in, role)
    return columns


def other_in(role: str, row: Sent) -> str:
    """The second person's id, when they stand in that role."""
    return row.other_id if row.piece.role == role else ""


def sensitivity(row: Sent) -> str:
    """S: that it happened may be shared, not what was written. X: closed altogether."""
    if row.piece.kind.endswith("-report"):
        return "S"
    return "X" if row.piece.kind == "police-incident" and row.reference.endswith("77") else "N"


def markers(share: Share) -> Columns:
    """A warning marker."""
    clock = share.clock
    return {
        "marker_id": lambda row: row.reference,
        "nominal_id": lambda row: row.local_id,
        "marker": lambda row: row.noted("value"),
        "author": lambda row: row.noted("author"),
        "review_after": lambda row: row.noted("review"),
        "set_at": lambda row: clock.iso(row.at),
        "removed_at": lambda row: clock.iso(row.until) if row.until is not None else "",
        "address": lambda row: row.piece.home.line if row.piece.home else "",
        "uprn": lambda row: row.piece.home.uprn if row.piece.home else "",
        "reason": lambda row: row.words,
        "extracted_at": lambda row: clock.iso(row.received),
    }


NOMINALS_BROKEN = (Broken("date_of_birth", "1990-02-30", "There is no 30 February."),)
INCIDENTS_BROKEN = (
    Broken("occurred_at", "2026-04-31T23:10:00+01:00", "There is no 31 April."),
    Broken("type", "TRAF", "The mapping does not know this code."),
    Broken(
        "sensitivity", "Q", "The mapping does not know this code, and what may be shared is never guessed."
    ),
)
