"""CSV, TSV and their kin: rows by header, with the line where each begins, however many lines it fills."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TextIO

from jigsaw.care.intake.domain.readers.cells import fault_of_letters, without_stray_letters
from jigsaw.care.intake.domain.readers.encoding import encoding_of, on_stray_bytes
from jigsaw.care.intake.domain.readers.row import Found, Layout, Row
from jigsaw.care.intake.domain.refusals import Refusal, RowFault, refusal

DELIMITERS = (",", "\t", ";", "|", "^", "~")
_SAMPLE = 60
_DELIMITER_SAID = "sep="  # Excel's own first line, before the header


def read_delimited(path: Path, layout: Layout) -> Iterator[Found]:
    """The rows of a delimited file, one by one. A row that cannot be taken apart is a refusal; th."""
    header: list[str] = []
    for line, cells in _numbered(path, settled(path, layout)):
        if isinstance(cells, Refusal):
            yield cells
        elif not header:
            header = [cell.strip() for cell in cells]
        elif any(cells):
            yield _row(path.name, line, header, cells)


def headers_of(path: Path, layout: Layout) -> list[str]:
    """The names of the columns, trimmed, as the header gives them; none for an empty file."""
    for _, cells in _numbered(path, settled(path, layout)):
        if not isinstance(cells, Refusal):
            return [cell.strip() for cell in cells]
    return []


def settled(path: Path, layout: Layout) -> Layout:
    """The layout with its encoding, delimiter and header line as this file has them."""
    known = replace(layout, encoding=encoding_of(path, layout.encoding))
    with _opened(path, known) as opened:
        sample = list(islice(opened, known.header_line - 1, known.header_line - 1 + _SAMPLE))
    if sample and sample[0].lower().startswith(_DELIMITER_SAID):
        said = sample[0].rstrip("\r\n")[len(_DELIMITER_SAID) :][:1]
        return replace(known, delimiter=layout.delimiter or said or ",", header_line=known.header_line + 1)
    return replace(known, delimiter=layout.delimiter or _most_even(sample))


def _opened(path: Path, layout: Layout) -> TextIO:
    return path.open(encoding=layout.encoding, errors=on_stray_bytes(layout.encoding), newline="")


def _most_even(sample: list[str]) -> str:
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: list[str], delimiter: str) -> tuple[float, int]:
    """Which share of the rows has as many columns as the header, and how many columns those are."""
    try:
        rows = [cells for cells in csv.reader(sample, delimiter=delimiter) if cells]
    except csv.Error:
        return (0.0, 0)
    if not rows or len(rows[0]) < 2:
        return (0.0, 0)
    return (sum(len(cells) == len(rows[0]) for cells in rows) / len(rows), len(rows[0]))


def _numbered(path: Path, layout: Layout) -> Iterator[tuple[int, list[str] | Refusal]]:
    with _opened(path, layout) as opened:
        lines = islice(opened, layout.header_line - 1, None)
        reader = csv.reader(lines, delimiter=layout.delimiter)
        while True:
            line = reader.line_num + layout.header_line
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield line, _endless(path.name, line)
            else:
                if cells:
                    yield line, cells


def _endless(file: str, line: int) -> Refusal:
    why = (
        "a cell that begins here is longer than any cell can be: its quotation mark is probably never closed"
    )
    return refusal(
        file, line, "the row", why, "Close the quotation mark, or double one that stands in the words"
    )


def _row(file: str, line: int, header: list[str], cells: list[str]) -> Found:
    values = dict(zip(header, map(str.strip, cells), strict=False))
    if len(cells) != len(header) and (len(cells) < len(header) or any(cells[len(header) :])):
        return _uneven(file, line, header, cells)
    if faults := fault_of_letters(values):
        return Refusal(file, line, faults, without_stray_letters(values))
    return Row(file, line, values)


def _uneven(file: str, line: int, header: list[str], cells: list[str]) -> Refusal:
    why = f"it has {len(cells)} values and the header has {len(header)} columns"
    lines = sum(cell.count("\n") for cell in cells)
    if lines:
        why += f"; it runs over {lines + 1} lines, so a quotation mark may not be closed"
    mend = "Put a value that holds the delimiter or a new line between quotation marks, and double its own"
    extra = {f"column {at}": cell for at, cell in enumerate(cells[len(header) :], len(header) + 1)}
    values = dict(zip(header, cells, strict=False)) | extra
    return Refusal(file, line, (RowFault("the row", why, mend),), without_stray_letters(values))
