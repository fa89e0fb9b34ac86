"""One source record of a row, by its map."""

import re
from datetime import datetime

from jigsaw.care.intake.domain.mapping import Columns, RecordMap
from jigsaw.care.intake.domain.row_reading import RowReading, applies, named, read_address
from jigsaw.care.intake.domain.statements import INVALID, RecordStatement, Withdrawal, Withdrawn
from jigsaw.engine.linkage.encoded import text as encoded
from jigsaw.foundation.core.nhs_number import is_valid, tidy

ID_LENGTH = 80
_BETWEEN_NUMBERS, _TEN_DIGITS = re.compile(r"[,;/|]"), re.compile(r"\d{10}")
NONE: Columns = ()
# As long as the tables keep them.
_LENGTHS = {
    "title": 30,
    "given_names": 120,
    "family_name": 120,
    "known_as": 120,
    "nhs_number": 20,
    "nhs_number_status": 10,
    "former_nhs_numbers": 60,
    "gender": 40,
    "ethnicity": 60,
    "telephone": 40,
    "email": 120,
}


def read_record(
    said: RecordMap, reading: RowReading, received_at: datetime | None, this_year: int
) -> RecordStatement | Withdrawal | None:
    """The record that the row gives; None when the map passes the row over, or a fault was noted."""
    columns = said.columns
    withdrawn = "deleted" in columns and reading.flag(columns["deleted"])
    if not applies(said.only_where, reading, or_empty=withdrawn):
        return None
    local_id = reading.bounded(columns["local_id"], ID_LENGTH, required=True)
    if withdrawn:
        return Withdrawal(Withdrawn.RECORD, local_id, received_at)
    texts = {name: reading.bounded(columns[name], most) for name, most in _LENGTHS.items() if name in columns}
    texts |= _nhs_number(texts.get("nhs_number", ""), texts.get("nhs_number_status", ""), reading)
    if "former_nhs_numbers" in texts:
        texts["former_nhs_numbers"] = _former(texts["former_nhs_numbers"])
    born = reading.past(columns.get("birth_date", NONE), last_year=this_year)
    died = reading.past(columns.get("died_on", NONE))
    recorded = reading.past(columns.get("recorded", NONE))
    encoding = _encoding(columns.get("encoding", NONE), reading)
    if born and died and died.latest() <= born.at:
        reading.fault(named(columns["died_on"]), "it lies before the birth", "Correct whichever is wrong")
    return RecordStatement(
        local_id=local_id,
        gives=frozenset(columns),
        birth_date=born,
        died_on=died,
        address=read_address(columns, reading),
        recorded=recorded,
        encoding=encoding,
        received_at=received_at,
        **texts,
    )


def _encoding(columns: Columns, reading: RowReading) -> str:
    letters = reading.text(columns) if columns else ""
    try:
        if letters:
            encoded.read(letters)
    except encoded.FaultyEncoding as fault:
        reading.fault(named(columns), fault.hindered_by, fault.next_step)
        return ""
    return letters


def _former(written: str) -> str:
    """NHS numbers as digits, a space between them, however they were written; what is none is left out."""
    parts = (tidy(one) for one in _BETWEEN_NUMBERS.split(written))
    return " ".join(number for one in parts for number in _TEN_DIGITS.findall(one))[:60]


def _nhs_number(number: str, status: str, reading: RowReading) -> dict[str, str]:
    digits = tidy(number)
    if not digits or is_valid(digits, allow_test_range=reading.allow_test_numbers):
        return {"nhs_number": digits, "nhs_number_status": status}
    reading.warn("An NHS number that is none: kept as given, joins nobody")
    return {"nhs_number": number, "nhs_number_status": INVALID}
