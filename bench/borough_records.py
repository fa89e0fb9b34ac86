"""The source records of an invented borough, read through the door that a real agency would use, with the truth."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.care.intake.domain.rows import read_file
from jigsaw.care.intake.domain.statements import RecordStatement, iso_date
from jigsaw.engine.linkage.records import Record
from jigsaw.foundation.core.identity import record_id

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def borough_records(folder: Path) -> list[Record]:
    """Each agency's records as they now stand; `received_at` is when the agency first sent the record."""
    found: dict[str, Record] = {}
    for agency in sorted((folder / "agencies").iterdir()):
        mapping, _ = read_mapping((agency / "feed.toml").read_text("utf-8"))
        for said in (said for said in mapping.files if said.holds != "pieces"):
            for path in sorted(agency.glob(said.name)):
                _take(found, mapping.agency.key, path, said)
    return list(found.values())


def truth_of(folder: Path) -> dict[str, str]:
    """Who each record is, by the record's id."""
    with (folder / "truth" / "records.csv").open(encoding="utf-8", newline="") as opened:
        return {
            str(record_id(row["agency"], row["local_id"])): row["person"] for row in csv.DictReader(opened)
        }


def people_of(folder: Path) -> dict[str, dict[str, str]]:
    """What the truth says of each person: origin of the names, birth date and so on."""
    return {row["person"]: row for row in _rows(folder, "people")}


def traps_of(folder: Path) -> list[tuple[str, str, str]]:
    """Pairs of people made to look alike: the kind of trap, and who they are."""
    return [(row["trap"], row["person"], row["other"]) for row in _rows(folder, "traps") if row["other"]]


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _take(found: dict[str, Record], agency: str, path: Path, said: FileMapping) -> None:
    for answer in read_file(path, said, NOW):
        for statement in answer.statements:
            if isinstance(statement, RecordStatement):
                record = _record(agency, statement)
                first = min(record.received_at, found.get(record.id, record).received_at)
                found[record.id] = replace(record, received_at=first)


def _record(agency: str, said: RecordStatement) -> Record:
    return Record(
        id=str(record_id(agency, said.local_id)),
        agency=agency,
        local_id=said.local_id,
        received_at=said.received_at or NOW,
        given_names=said.given_names,
        family_name=said.family_name,
        known_as=said.known_as,
        birth_date=iso_date(said.birth_date),
        nhs_number=said.nhs_number,
        nhs_number_status=said.nhs_number_status,
        gender=said.gender,
        telephone=said.telephone,
        email=said.email,
        address=said.address.lines,
        postcode=said.address.postcode,
        uprn=said.address.uprn,
    )
