"""Seven agencies' chronologies in seven shapes: other headings, other orders, dates, merged cells and broken rows."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as Writing
from docx.table import Table
from openpyxl import Workbook

from jigsaw.demo.replay.chronologies import Row, Told

_TITLE = "Chronology for the review. Confidential when complete."


def written_files(told: Told) -> dict[str, bytes]:
    """Each agency's file by its name. The same rows, the same words in them."""
    return {name: write(told) for name, write in _SHAPES.items()}


def agency_of(name: str) -> str:
    """Whose file it is."""
    return name.split(".")[0].rsplit("-", 1)[-1]


def _source(row: Row) -> str:
    return f"{row.log or 'Record'} ({row.mark})"


def _at(told: Told, row: Row) -> datetime:
    return told.clock.at(row.at)


def _day_words(at: datetime, how: str) -> str:
    """A day in words, no more exactly than it is known."""
    return {
        "doubted": f"?{at.day} {at:%B %Y}".lower(),
        "month": f"{at:%B %Y}",
        "early": f"{('early', 'mid', 'late')[min((at.day - 1) // 10, 2)]} {at:%B %Y}",
        "between": f"between {at.day} and {at.day + 1} {at:%B %Y}" if at.day < 28 else f"{at.day} {at:%B %Y}",
    }.get(how, f"{at.day} {at:%B %Y}")


def _ambulance(told: Told) -> bytes:
    """Excel: a title over merged cells, headings in the fourth row, day and time as cells of their own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 (a new workbook has a sheet)
    sheet.append([_TITLE])
    sheet.merge_cells("A1:F1")
    sheet["A3"] = "Control room extract"
    rows = [("Call date", "Call time", "CAD ref", "Circumstances", "Persons involved", "Disposal")]
    for row in told.of("ambulance"):
        at = _at(told, row)
        rows.append((at.date(), at.time(), _source(row), row.fact, row.who, row.action))  # type: ignore[arg-type]
    for line, cells in enumerate(rows, 4):
        for place, value in enumerate(cells, 1):
            sheet.cell(line, place, value)
    return _saved(book)


def _police(told: Told) -> bytes:
    """CSV with semicolons in Windows letters, the newest first, day and time in one column."""
    rows = [
        ("Incident number", "Officer", "Date/Time", "Details of incident", "Action taken", "People involved")
    ]
    for row in reversed(told.of("police")):
        at = _at(told, row)
        rows.append((_source(row), "PC – duty", f"{at:%d/%m/%Y %H:%M}", row.fact, row.action, row.who))
    rows.insert(3, ("", "", "as above", "Second call, same address", "", ""))
    return _values(rows, ";").encode("cp1252", errors="replace")


def _council(told: Told) -> bytes:
    """Word: two tables, the second without headings; the day once for all rows of that day."""
    document = Document()
    document.add_heading(_TITLE, 1)
    rows = told.of("council")
    half = len(rows) // 2
    heads = ("Date", "Source of information", "Event", "Who was involved", "Analysis", "Action / decision")
    for part, head in ((rows[:half], True), (rows[half:], False)):
        cells = [
            (_day_words(_at(told, row), row.how), _source(row), row.fact, row.who, "", row.action)
            for row in part
        ]
        table = _grid(document, ([heads] if head else []) + cells)
        _merge_days(table, 1 if head else 0)
        document.add_paragraph("")
    return _stored(document)


def _surgery(told: Told) -> bytes:
    """Word: a table for each year, with a heading row each, dates in doubt, and a line over the whole row."""
    document = Document()
    heads = ("No.", "Date of contact", "Seen by", "Nature of contact", "Ref", "Those involved", "Response")
    for year in sorted({_at(told, row).year for row in told.of("gp")}):
        rows = [row for row in told.of("gp") if _at(told, row).year == year]
        cells = [
            (
                str(number),
                _day_words(_at(told, row), row.how),
                "Doctor",
                row.fact,
                _source(row),
                row.who,
                row.action,
            )
            for number, row in enumerate(rows, 1)
        ]
        table = _grid(document, [heads, *cells])
        last = table.add_row()
        last.cells[0].merge(last.cells[-1]).text = f"No contact known for the rest of {year}"
    return _stored(document)


def _hospital(told: Told) -> bytes:
    """Excel: a sheet for each department, day and time in one cell."""
    book = Workbook()
    for name, mine in (("Emergency", False), ("Minor injuries", True)):
        sheet = book.create_sheet(name)
        sheet.append(["Date and time", "Event", "Source document", "Who was involved", "Outcome"])
        for row in told.of("hospital"):
            if row.fact.startswith("Attended the minor") is mine:
                sheet.append([_at(told, row), row.fact, _source(row), row.who, row.action])
                sheet.cell(sheet.max_row, 1).number_format = "dd/mm/yyyy hh:mm"
    book.remove(book.worksheets[0])
    return _saved(book)


def _housing(told: Told) -> bytes:
    """CSV with commas: our own template, with a row that has no date and one that says nothing."""
    rows = [
        (
            "Date",
            "Time",
            "Order within the day",
            "Source of information",
            "Event",
            "Who was involved",
            "Decision",
        )
    ]
    for row in told.of("housing"):
        rows.append(
            (_day_words(_at(told, row), row.how), "", "", _source(row), row.fact, row.who, row.action)
        )
    rows += [
        ("", "", "", "Letter", "Undated letter from a neighbour", "", ""),
        ("12/06/2006", "", "", "Log", "", "", ""),
    ]
    return _values(rows, ",").encode("utf-8-sig")


def _trust(told: Told) -> bytes:
    """Word: the time in a column of its own after the event, dates of every form."""
    document = Document()
    cells = []
    for row in told.of("trust"):
        at = _at(told, row)
        day = f"{at:%d.%m.%y}" if row.how in {"day", "minute"} else _day_words(at, row.how)
        time = f"{at:%H%M}hrs" if row.how == "minute" else "not known"
        cells.append((_source(row), row.fact, day, time, row.who, row.action))
    _grid(document, [("Evidence", "Significant event", "Date", "Time", "Present", "Action"), *cells])
    return _stored(document)


_SHAPES: dict[str, Callable[[Told], bytes]] = {
    "chronology-ambulance.xlsx": _ambulance, "chronology-police.csv": _police, "chronology-council.docx": _council,
    "chronology-gp.docx": _surgery, "chronology-hospital.xlsx": _hospital, "chronology-housing.csv": _housing,
    "chronology-trust.docx": _trust,
}  # fmt: skip


def _values(rows: Sequence[Sequence[str]], separator: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def _grid(document: Writing, rows: Sequence[Sequence[str]]) -> Table:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for made, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, words, strict=True):
            cell.text = text
    return table


def _merge_days(table: Table, first: int) -> None:
    """One cell for the day of several rows, as people write it."""
    days = [row.cells[0].text for row in table.rows]
    line = first
    while line < len(days):
        last = line
        while last + 1 < len(days) and days[last + 1] == days[line]:
            last += 1
        if last > line:
            table.cell(line, 0).merge(table.cell(last, 0)).text = days[line]
        line = last + 1


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _stored(document: Writing) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
