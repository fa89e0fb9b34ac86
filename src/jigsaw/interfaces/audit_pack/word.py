"""The report as a Word document, for those who work on it further."""

from pathlib import Path

from jigsaw.foundation.documents import paper, word
from jigsaw.interfaces.audit_pack.report import Report, Table


def write_word(report: Report, path: Path) -> None:
    """Write the report into a new document. It is published, so nothing marks it."""
    sections = tuple(
        paper.Section(section.title, tuple(_block(block) for block in section.blocks))
        for section in report.sections
    )
    path.write_bytes(word.written(paper.Paper(report.title, sections, subtitle=report.line, marking="")))


def _block(block: str | Table) -> paper.Block:
    return paper.Table(block.caption, block.columns, block.rows) if isinstance(block, Table) else block
