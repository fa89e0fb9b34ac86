"""The chronology's template that agencies fill in, as Word, Excel or CSV: the same columns, and one example row."""

import csv
import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from jigsaw.foundation.core.errors import NotFound

COLUMNS = (
    ("Date", "?22/05/2006"),
    ("Time", "about 2.30pm"),
    ("Order within the day", "1"),
    ("Source of information", "Case note 14"),
    ("Event", "Example. What happened, and no more: replace this row."),
    ("Who was involved", "Adult A, social worker"),
    ("The person’s own words", ""),
    ("Action or decision", "Case closed; why: his wish, not explored"),
    ("Outcome", ""),
    ("Comment", "What you think of it stands here, apart from what happened"),
    ("Missed opportunity", ""),
    ("Author", "Initials or role"),
    ("Recorded on", "23/05/2006"),
    ("Who was told and when", "GP 24/05/2006; police 25/05/2006"),
)
"""Each column with what stands in the example row."""

ADVICE = (
    "One row for each event. Take an event in if you are in doubt.",
    "Dates: 22/05/2006, May 2006, between 3 and 5 May 2006, ?22/05/2006 for about, not known.",
    "Say where each row is written down: the source of information is asked of every row.",
    "Say aloud when nothing was known of the person for a time: no record is not that nothing happened.",
)
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def template(kind: str) -> bytes:
    """The template as "docx", "xlsx" or "csv". Raises NotFound for anything else."""
    made = {"docx": _word, "xlsx": _excel, "csv": _csv}.get(kind)
    if made is None:
        raise NotFound("Opening a template", "there is none of that kind", "Choose Word, Excel or CSV")
    return made()


def _csv() -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(zip(*COLUMNS, strict=True))
    return out.getvalue().encode("utf-8-sig")


def _excel() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Chronology"
    for row in zip(*COLUMNS, strict=True):
        sheet.append(row)
    for place, cell in enumerate(sheet[1], 1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = 22
    sheet.freeze_panes = "A2"
    about = book.create_sheet("How to fill it in")
    for line in ADVICE:
        about.append([line])
    about.column_dimensions["A"].width = 100
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _word() -> bytes:
    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.add_heading("Chronology", level=0)
    for line in ADVICE:
        document.add_paragraph(line, style="List Bullet")
    table = document.add_table(rows=3, cols=len(COLUMNS), style="Table Grid")
    for place, (head, example) in enumerate(COLUMNS):
        table.cell(0, place).text = head
        table.cell(1, place).text = example
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
