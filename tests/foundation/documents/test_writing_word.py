"""A paper as Word: opened again and read."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from jigsaw.foundation.documents import word
from jigsaw.foundation.documents.paper import Section, Table


@pytest.fixture
def document(paper):
    return Document(BytesIO(word.written(paper)))


def test_headings_are_headings(document):
    told = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Head"))]
    assert told == [
        ("Title", "Before the conversation"),
        ("Heading 1", "What brings us together"),
        ("Heading 2", "Pieces"),
        ("Heading 1", "What is not shown here"),
    ]


def test_what_is_withheld_is_said_at_the_end(document):
    assert document.paragraphs[-1].text == "2 pieces are not shown to you."


def test_a_header_row_is_repeated_and_no_other(document):
    (table,) = document.tables
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, False, False]


def test_cells_hold_the_words_as_they_are_with_their_line_breaks(document):
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == [
        "3 March 2026",
        "Said: <b>wait</b> & see\nthen left",
    ]


def test_signs_that_no_file_holds_are_left_out(document):
    assert document.tables[0].rows[2].cells[1].text == "Fran came"


def test_each_page_has_its_marking_and_its_number(document):
    (page,) = document.sections
    fields = [f.get(qn("w:instr")) for f in page.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert page.header.paragraphs[0].text == "Official – sensitive: personal"
    assert page.footer.paragraphs[0].text.startswith("For the team")


def test_a_numbered_list_is_one(document):
    assert [p.text for p in document.paragraphs if p.style.name == "List Number"] == ["One", "Two"]


def test_the_file_says_its_title_and_language_and_nobody(document):
    told = document.core_properties
    assert (told.title, told.language) == ("Before the conversation", "en-GB")
    assert {told.author, told.last_modified_by, told.comments} == {"Jigsaw", ""}
    tongues = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert tongues == {"en-GB"}


def test_a_row_that_does_not_fit_its_columns_is_refused():
    with pytest.raises(ValueError, match="as long as its columns"):
        Table("Every piece", ("Day", "What"), [("only a day",)])


def test_ten_thousand_rows_are_all_there(paper):
    rows = [(f"{number}", "Came") for number in range(10_000)]
    held = word.written(replace(paper, sections=(Section("All", (Table("All", ("No", "What"), rows),)),)))
    body = Document(BytesIO(held)).element.body
    assert len(body.findall(".//" + qn("w:tr"))) == 10_001
