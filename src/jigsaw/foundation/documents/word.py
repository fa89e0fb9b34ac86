"""A paper as a Word document, for those who work on it further.

Rows are written as markup and read in at once: asking the library for one cell after another takes a time that grows
with the square of their number.
"""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Writing
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from jigsaw.foundation.documents.paper import Block, Paper, Points, Table, all_sections, readable

_FONT = "Arial"
_INK = RGBColor(0x21, 0x2B, 0x32)
_TWIPS_A_LINE = 9638  # the width of A4 between margins of 2 cm, in twentieths of a point


def written(paper: Paper) -> bytes:
    """The document: real headings, captions, tables whose header row is repeated, page numbers, and no author."""
    document = Document()
    _set_up(document, paper)
    document.add_heading(readable(paper.title), level=0)
    if paper.subtitle:
        document.add_paragraph(readable(paper.subtitle), style="Subtitle")
    for section in all_sections(paper):
        document.add_heading(readable(section.heading), level=section.level)
        for block in section.blocks:
            _add(document, block)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _add(document: Writing, block: Block) -> None:
    if isinstance(block, Table):
        _add_table(document, block)
    elif isinstance(block, Points):
        style = "List Number" if block.numbered else "List Bullet"
        for point in block.points:
            document.add_paragraph(readable(point), style=style)
    else:
        document.add_paragraph(readable(block))


def _set_up(document: Writing, paper: Paper) -> None:
    """Properties, language, letters, margins, and what stands at the top and the bottom of each page."""
    properties = document.core_properties
    properties.title, properties.language = readable(paper.title), paper.language
    properties.author, properties.last_modified_by, properties.comments = "Jigsaw", "Jigsaw", ""
    for named in document.styles.element.iter(qn("w:lang")):
        named.set(qn("w:val"), paper.language)
    _set_letters(document)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    page.header.paragraphs[0].text = readable(paper.marking)
    _number_pages(page.footer.paragraphs[0], readable(paper.footer))


def _set_letters(document: Writing) -> None:
    sizes = {"Normal": 12, "Title": 24, "Subtitle": 14, "Heading 1": 18, "Heading 2": 15, "Heading 3": 13}
    for name, size in (sizes | {"Caption": 11}).items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        letters = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            letters.attrib.pop(qn(f"w:{theme}"), None)  # a theme's letters would win over those named


def _number_pages(paragraph: Paragraph, footer: str) -> None:
    paragraph.add_run(f"{footer}  ·  Page " if footer else "Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"  # what is shown until Word has counted
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _add_table(document: Writing, table: Table) -> None:
    caption = document.add_paragraph(readable(table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    widths = _widths(table)
    head = _row(table.columns, widths, is_head=True)
    rows = "".join(_row(row, widths) for row in table.rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    markup = (
        f"<w:tbl {nsdecls('w')}>{_table_properties(table)}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )
    document.element.body.insert_element_before(parse_xml(markup), "w:sectPr")
    document.add_paragraph()


def _table_properties(table: Table) -> str:
    spoken = escape(readable(table.caption), {'"': "&quot;", "\n": " "})
    return (
        '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{spoken}"/></w:tblPr>'
    )


def _widths(table: Table) -> list[int]:
    shares = table.widths or (1 / len(table.columns),) * len(table.columns)
    return [round(share * _TWIPS_A_LINE) for share in shares]


def _row(cells: Sequence[str], widths: list[int], *, is_head: bool = False) -> str:
    """A row that is not torn between two pages; a head is repeated on each."""
    head = "<w:tblHeader/>" if is_head else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_head else ""
    written_cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r>{bold}{_text(cell)}</w:r></w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{written_cells}</w:tr>"


def _text(cell: str) -> str:
    lines = (escape(line) for line in readable(cell).split("\n"))
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
