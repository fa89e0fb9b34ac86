"""Tables of Word documents: also those within cells, and cells that are merged across or downwards."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from jigsaw.care.reviews.reading.tables import RawFile, RawRow, RawTable, counted, unreadable

_TABLE, _ROW, _CELL, _PARAGRAPH = (qn(f"w:{name}") for name in ("tbl", "tr", "tc", "p"))
_TEXT, _TAB, _BREAK, _PROPERTIES = (qn(f"w:{name}") for name in ("t", "tab", "br", "tcPr"))


def read_word(content: bytes) -> RawFile:
    """Every table of the document; how many paragraphs stand in none is said. Raises Refused."""
    try:
        body = Document(io.BytesIO(content)).element.body
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise unreadable("it is not a document that can be read", "Save it again as .docx") from fault
    tables = tuple(
        RawTable(f"Table {number}", counted(_rows(table)))
        for number, table in enumerate(body.iter(_TABLE), 1)
    )
    apart = sum(1 for one in body.iterchildren(_PARAGRAPH) if _words_of(one))
    said = "1 paragraph stands" if apart == 1 else f"{apart} paragraphs stand"
    return RawFile(tables, (f"{said} outside the tables. No rows were made of that.",) if apart else ())


def _rows(table: Any) -> Iterator[RawRow]:
    above: dict[int, str] = {}
    for line, row in enumerate(table.iterchildren(_ROW), 1):
        words, filled = [""] * _before(row), set()
        cells = list(_cells(row))
        for cell in cells:
            place, width = len(words), _width(cell)
            if _goes_on(cell):
                words.append(above.get(place, ""))
                filled.add(place)
            else:
                words.append(_cell_words(cell))
            words += [""] * (width - 1)
        above = dict(enumerate(words))
        yield RawRow(line, tuple(words), len(cells) == 1 and len(words) > 1, frozenset(filled))


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, also those within a content control, and not those of tables within."""
    for one in row.iter(_CELL):
        holder = one.getparent()
        while holder.tag != _ROW:
            holder = holder.getparent()
        if holder is row:
            yield one


def _before(row: Any) -> int:
    found = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return int(found.get(qn("w:val"))) if found is not None else 0


def _width(cell: Any) -> int:
    found = cell.find(f"{_PROPERTIES}/{qn('w:gridSpan')}")
    return int(found.get(qn("w:val"))) if found is not None else 1


def _goes_on(cell: Any) -> bool:
    """Whether the cell goes on from the one above it."""
    found = cell.find(f"{_PROPERTIES}/{qn('w:vMerge')}")
    return found is not None and found.get(qn("w:val"), "continue") == "continue"


def _cell_words(cell: Any) -> str:
    said = (_words_of(one) for one in cell.iterchildren(_PARAGRAPH))
    return " ".join(words for words in said if words)


def _words_of(paragraph: Any) -> str:
    """The words of a paragraph as they stand when changes that are tracked are accepted."""
    parts = []
    for one in paragraph.iter(_TEXT, _TAB, _BREAK):
        parts.append(one.text or "" if one.tag == _TEXT else " ")
    return " ".join("".join(parts).split())
