"""The report as a Word document, for those who work on it further."""

from pathlib import Path

from docx import Document
from docx.document import Document as Writing
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import _Row

from jigsaw.interfaces.audit_pack.report import Report, Table


def write_word(report: Report, path: Path) -> None:
    """Write the report into a new document: real headings, captions and tables whose head is repeated on each page."""
    document = Document()
    document.core_properties.title = report.title
    document.core_properties.author = "Jigsaw"
    document.core_properties.language = "en-GB"
    document.add_heading(report.title, level=0)
    document.add_paragraph(report.line)
    for section in report.sections:
        document.add_heading(section.title, level=1)
        for block in section.blocks:
            if isinstance(block, Table):
                _add_table(document, block)
            else:
                document.add_paragraph(block)
    document.save(str(path))


def _add_table(document: Writing, table: Table) -> None:
    document.add_paragraph(table.caption, style="Caption")
    # All rows at once: adding them one by one takes a time that grows with the square of their number.
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Light List Accent 1")
    for row, written in zip(grid.rows, (table.columns, *table.rows), strict=True):
        for cell, text in zip(row.cells, written, strict=True):
            cell.text = text
    _repeat_on_each_page(grid.rows[0])
    document.add_paragraph()


def _repeat_on_each_page(row: _Row) -> None:
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(head)  # the library has no other way to mark a head
