"""From a row and its mapping to what the row says, or to a refusal with every fault of the row.

A row is taken whole or not at all. Some things are accepted with a warning, which is counted, because refusing
them would keep a piece out of somebody's story: an NHS number that is none (kept, marked invalid, joins nobody),
a UPRN that is none (left out, so that it joins no home), an end that lies in the future (kept as the attribute
planned_end: it has not ended yet), a code of an attribute without a word in the mapping (kept as written).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.readers import NotRead, Row, read_rows
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.care.intake.domain.row_piece import read_piece
from jigsaw.care.intake.domain.row_reading import RowReading
from jigsaw.care.intake.domain.row_record import read_record
from jigsaw.care.intake.domain.statements import Statement


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What became of a row: its statements (none when the mapping passes the row over), or its refusal.

    not_read: what it was, where it was something sound that Jigsaw does not read yet.
    """

    statements: tuple[Statement, ...] = ()
    refusal: Refusal | None = None
    not_read: str = ""
    warnings: tuple[str, ...] = ()


def read_file(
    path: Path, said: FileMapping, now: datetime, *, allow_test_numbers: bool = True
) -> Iterator[RowAnswer]:
    """What each row of a file says, one by one."""
    for found in read_rows(path, said.layout):
        match found:
            case Row():
                yield read_row(found, said, now, allow_test_numbers=allow_test_numbers)
            case Refusal():
                yield RowAnswer(refusal=found)
            case NotRead():
                yield RowAnswer(not_read=found.what)


def read_row(row: Row, said: FileMapping, now: datetime, *, allow_test_numbers: bool = True) -> RowAnswer:
    """What a row says by its file's mapping. `now` is the moment of loading: all must lie before its tomorrow.

    allow_test_numbers: whether NHS numbers of the test range (999 …) count as valid.
    """
    reading = RowReading(row.values, said.blank, now, allow_test_numbers)
    received = reading.past((said.received,)) if said.received else None
    received_at = received.at if received else None
    found: list[Statement | None] = [read_piece(piece, reading, received_at) for piece in said.pieces]
    if said.record is not None:
        found.insert(0, read_record(said.record, reading, received_at, now.year))
    if reading.faults:
        return RowAnswer(refusal=Refusal(row.file, row.line, tuple(reading.faults), row.values))
    return RowAnswer(tuple(one for one in found if one is not None), warnings=tuple(reading.warnings))
