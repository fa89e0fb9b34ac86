"""Tables of Excel workbooks, sheet by sheet: dates as they are shown, cells that are merged filled downwards."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from jigsaw.care.reviews.reading.tables import RawFile, RawRow, RawTable, counted, unreadable

_AT_MIDNIGHT = time(0, 0)


def read_excel(content: bytes) -> RawFile:
    """Every sheet, hidden ones too, as a table. Formulas stand with the values that they had. Raises Refused."""
    try:
        book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise unreadable("it is not a workbook that can be read", "Save it again as .xlsx") from fault
    sheets = book.worksheets
    hidden = [
        f"The sheet “{one.title}” is hidden. It was read too."
        for one in sheets
        if one.sheet_state != "visible"
    ]
    tables = tuple(RawTable(f"Sheet “{one.title}”", counted(_rows(one))) for one in sheets)
    return RawFile(tables, tuple(hidden))


def _rows(sheet: Worksheet) -> Iterator[RawRow]:
    merged = {area.coord: area for area in sheet.merged_cells.ranges}
    top_of = {
        (row, column): area
        for area in merged.values()
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    for line, cells in enumerate(sheet.iter_rows(), 1):
        words, filled, across = [], set(), False
        for place, cell in enumerate(cells, 1):
            area = top_of.get((line, place))
            if area and line > area.min_row and place == area.min_col:
                words.append(_words(sheet.cell(area.min_row, area.min_col)))
                filled.add(place - 1)
                continue
            across = across or bool(area and area.max_col - area.min_col + 1 >= len(cells) > 1)
            words.append(_words(cell))
        yield RawRow(line, tuple(words), across, frozenset(filled))


def _words(cell: Cell | MergedCell) -> str:
    value = cell.value
    if isinstance(value, datetime):
        is_day = value.time() == _AT_MIDNIGHT and "h" not in str(cell.number_format).lower()
        return f"{value:%d/%m/%Y}" if is_day else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())
