"""A file of identities into a file of encodings: on one machine, without a database, nothing of a person told."""

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.mapping_check import MappingFaults, faults_of_headers
from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.care.intake.domain.mapping_rules import faults_of_file
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.care.intake.domain.rows import read_file
from jigsaw.care.intake.domain.statements import RecordStatement, Statement, Withdrawal, Withdrawn, iso_date
from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.encoding import encode
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.names import tokens
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import standardise
from jigsaw.foundation.core.errors import FaultyMapping, JigsawError
from jigsaw.foundation.core.nhs_number import tidy

ASKED = "Encoding a file"
COLUMNS = ("local_id", "encoding", "deleted", "sent")
FORMATS = (".ndjson", ".jsonl", ".csv")


class NotEncoded(JigsawError):
    """A file that cannot be encoded as it was asked."""

    exit_code = 2


@dataclass(slots=True)
class Encoded:
    """What became of a file: rows written, those that can join nobody, and where and why rows were refused."""

    written: int = 0
    saying_nothing: int = 0
    refused: list[str] = field(default_factory=list)


def mapping_of(path: Path, mapping: Path) -> FileMapping:
    """How a feed.toml reads this file. Raises FaultyMapping when it has faults or does not name the file."""
    place = mapping / "feed.toml" if mapping.is_dir() else mapping
    try:
        said, faults = read_mapping(place.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        why = f"{place.name} cannot be read ({type(error).__name__})"
        raise FaultyMapping(ASKED, why, "Name the feed.toml that says what the columns mean") from None
    faults += [fault for one in said.files for fault in faults_of_file(one, f"file[{one.feed}]")]
    if faults:
        raise MappingFaults(place.parent.name, tuple(faults))
    found = [one for one in said.files if one.record and path.match(one.name)]
    if len(found) != 1:
        why = f"{len(found)} of its [[file]] entries with a record have a name that {path.name} fits"
        raise FaultyMapping(ASKED, why, "Give one [[file]] with [file.record] the file's name")
    if unmet := tuple(faults_of_headers(path, found[0])):
        raise MappingFaults(place.parent.name, unmet)
    return found[0]


def encode_file(
    path: Path, mapping: Path, key: Key, out: Path, now: datetime, *, allow_test_numbers: bool, replace: bool
) -> Encoded:
    """Write the encodings of a file's records. `out` appears whole or not at all, and for its owner alone."""
    _check_places(path, out, replace=replace)
    said = mapping_of(path, mapping)
    told, part = Encoded(), out.with_name(f".{out.name}.part")
    part.unlink(missing_ok=True)
    opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "w", encoding="utf-8", newline="") as file:
            rows = _rows(path, said, key, now, told, allow_test_numbers=allow_test_numbers)
            _write(file, out.suffix, rows)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return told


def _check_places(path: Path, out: Path, *, replace: bool) -> None:
    if not path.is_file():
        raise NotEncoded(ASKED, f"there is no file {path.name}", "Name the agency's file of people")
    if out.suffix not in FORMATS:
        raise NotEncoded(ASKED, f"{out.name} tells no format", f"Let its name end in {', '.join(FORMATS)}")
    if not out.parent.is_dir():
        raise NotEncoded(ASKED, f"the folder of {out.name} is not there", "Make the folder first")
    if out.exists() and (not replace or out.is_dir() or out.samefile(path)):
        mend = "Choose another name, or give --replace to write over what was encoded before"
        raise NotEncoded(ASKED, f"{out.name} is there already", mend)


def _rows(
    path: Path, said: FileMapping, key: Key, now: datetime, told: Encoded, *, allow_test_numbers: bool
) -> Iterator[dict[str, str]]:
    latest: dict[str, str] = {}
    for number, answer in enumerate(read_file(path, said, now, allow_test_numbers=allow_test_numbers), 1):
        if answer.refusal:
            told.refused += _faults(answer.refusal)
        for statement in answer.statements:
            row = _row(statement, key, allow_test_numbers=allow_test_numbers)
            if row is None:
                continue
            if fault := _tells_who(statement):
                told.refused.append(f"row {number}: {fault}")
            elif latest.get(row["local_id"]) != row["encoding"]:
                latest[row["local_id"]] = row["encoding"]
                told.written += 1
                told.saying_nothing += _says_nothing(row["encoding"])
                yield row


def _faults(refusal: Refusal) -> list[str]:
    return [f"line {refusal.line}: {fault.field}: {fault.why}" for fault in refusal.faults]


def _row(statement: Statement, key: Key, *, allow_test_numbers: bool) -> dict[str, str] | None:
    sent = statement.received_at.isoformat() if statement.received_at else ""
    match statement:
        case RecordStatement():
            standard = standardise(_record(statement), allow_test_numbers=allow_test_numbers)
            letters = text.write(encode(standard, key))
            return {"local_id": statement.local_id, "encoding": letters, "deleted": "", "sent": sent}
        case Withdrawal(of=Withdrawn.RECORD):
            return {"local_id": statement.reference, "encoding": "", "deleted": "Y", "sent": sent}
    return None


def _record(said: RecordStatement) -> Record:
    return Record(
        id="",
        agency="",
        local_id="",
        received_at=datetime.min,
        given_names=said.given_names,
        family_name=said.family_name,
        known_as=said.known_as,
        birth_date=iso_date(said.birth_date),
        nhs_number=said.nhs_number,
        nhs_number_status=said.nhs_number_status,
        gender=said.gender,
        telephone=said.telephone,
        email=said.email,
        postcode=said.address.postcode,
        uprn=said.address.uprn,
    )


def _tells_who(statement: Statement) -> str:
    """What the agency's own id gives away in the clear; nothing when it is only an id."""
    if not isinstance(statement, RecordStatement):
        return ""
    plain = statement.local_id.casefold()
    if statement.nhs_number and tidy(statement.nhs_number) == tidy(statement.local_id):
        return "local_id: it is the person's NHS number, and would be sent in the clear"
    names = (*tokens(statement.given_names), *tokens(statement.family_name))
    if any(len(name) > 2 and name in plain for name in names):
        return "local_id: it holds a name, and would be sent in the clear"
    return ""


def _says_nothing(letters: str) -> bool:
    return bool(letters) and not any(text.read(letters).tags.values())


def _write(file: TextIO, suffix: str, rows: Iterator[dict[str, str]]) -> None:
    if suffix == ".csv":
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
        return
    for row in rows:
        file.write(f"{json.dumps(row)}\n")
