"""Tables of values with commas, semicolons, tabs or bars between them, in UTF-8, UTF-16 or Windows letters."""

import codecs
import csv
import io
from collections.abc import Iterator

from jigsaw.care.reviews.reading.tables import LONGEST_CELL, RawFile, RawRow, RawTable, counted, unreadable

_SEPARATORS = ",;\t|"
_SAMPLE = 20_000


def read_csv(content: bytes) -> RawFile:
    """The one table of the file. Raises Refused for what is not text."""
    text = _text(content)
    separator = _separator(text[:_SAMPLE])
    try:
        rows = counted(_rows(text, separator))
    except csv.Error as fault:
        raise unreadable("a cell in it is too long or broken", "Save it again as CSV") from fault
    return RawFile((RawTable("The file", rows),))


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    if b"\0" in content[:_SAMPLE]:
        raise unreadable("it is not a file of text", "Send the table as Word, Excel or CSV")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(sample: str) -> str:
    """The one that stands most often in the row with the most of it: a heading has no commas in its words."""
    lines = sample.splitlines() or [""]
    return max(
        _SEPARATORS, key=lambda one: (max(line.count(one) for line in lines[:40]), -_SEPARATORS.index(one))
    )


def _rows(text: str, separator: str) -> Iterator[RawRow]:
    csv.field_size_limit(LONGEST_CELL * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    before = 0
    for cells in reader:
        yield RawRow(before + 1, tuple(" ".join(cell.split()) for cell in cells))
        before = reader.line_num
