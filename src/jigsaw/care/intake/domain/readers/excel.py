"""Excel workbooks: rows of a sheet by header. Dates come out as ISO, whole numbers without a point.

A bare number in a column that holds dates is Excel's count of days, unless it reads as a year or as yyyymmdd.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from jigsaw.care.intake.domain.readers.cells import fault_of_letters, without_stray_letters
from jigsaw.care.intake.domain.readers.row import Found, Layout, Row
from jigsaw.care.intake.domain.refusals import Refusal, refusal
from jigsaw.foundation.core.dates import FINAL_YEAR, FIRST_YEAR

Cell = int | float | str | bool | time | date | datetime | timedelta

_DAY_ZERO = datetime(1899, 12, 30)
_FIRST_DAY_COUNT, _LAST_DAY_COUNT = (
    61,
    109_575,
)  # 1 March 1900, after Excel's false leap day, to the end of 2199


def read_excel(path: Path, layout: Layout) -> Iterator[Found]:
    """The rows of the sheet, one by one; the line is the row's number in the sheet."""
    header: list[str] = []
    try:
        for line, cells in enumerate(_sheet_rows(path, layout), 1):
            if line < layout.header_line or not any(cell != "" for cell in cells):
                continue
            if not header:
                header = [_text(cell, dated=False) for cell in cells]
            else:
                yield _row(path.name, line, header, cells, layout.date_columns)
    except (CalamineError, OSError) as fault:
        yield _unreadable(path.name, fault)


def excel_headers(path: Path, layout: Layout) -> list[str]:
    """The names of the columns; none when the workbook or its sheet cannot be read."""
    try:
        for line, cells in enumerate(_sheet_rows(path, layout), 1):
            if line >= layout.header_line and any(cell != "" for cell in cells):
                return [_text(cell, dated=False) for cell in cells]
    except (CalamineError, OSError):
        return []
    return []


def sheet_names(path: Path) -> list[str]:
    """The workbook's sheets; none when it cannot be read."""
    try:
        return list(CalamineWorkbook.from_path(str(path)).sheet_names)
    except (CalamineError, OSError):
        return []


def _sheet_rows(path: Path, layout: Layout) -> Iterator[list[Cell]]:
    book = CalamineWorkbook.from_path(str(path))
    sheet = book.get_sheet_by_name(layout.sheet) if layout.sheet else book.get_sheet_by_index(0)
    yield from sheet.iter_rows()


def _unreadable(file: str, fault: Exception) -> Refusal:
    why = f"the workbook or its sheet cannot be read ({type(fault).__name__})"
    return refusal(
        file, 1, "the file", why, "Save it again as .xlsx without a password, or name its sheet in feed.toml"
    )


def _row(file: str, line: int, header: list[str], cells: list[Cell], dated: frozenset[str]) -> Found:
    values = {name: _text(cell, name in dated) for name, cell in zip(header, cells, strict=False)}
    if faults := fault_of_letters(values):
        return Refusal(file, line, faults, without_stray_letters(values))
    return Row(file, line, values)


def _text(cell: Cell, dated: bool) -> str:
    match cell:
        case str():
            return cell.strip()
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return _date_text(cell) if dated else _number_text(cell)


def _number_text(number: int | float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def _date_text(number: int | float) -> str:
    is_year = number == int(number) and FIRST_YEAR <= number <= FINAL_YEAR
    if is_year or not _FIRST_DAY_COUNT <= number <= _LAST_DAY_COUNT:
        return _number_text(number)
    moment = _DAY_ZERO + timedelta(seconds=round(number * 86_400))
    return moment.date().isoformat() if number == int(number) else moment.isoformat(sep=" ")
