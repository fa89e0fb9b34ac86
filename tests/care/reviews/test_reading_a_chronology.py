"""Chronologies come in whatever shape an agency keeps them; every row is taken, or refused with why. None is lost."""

import csv
import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from jigsaw.care.reviews.reading import read_chronology
from jigsaw.foundation.core.errors import Refused

HEADS = ["Date", "Time", "Source of information", "Event"]
ROW = ["3 May 2006", "2.30pm", "Log", "Visit"]


def as_csv(rows, separator=",", letters="utf-8"):
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(letters)


def as_word(rows, *, change=lambda document, table: None):
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for made, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, words, strict=True):
            cell.text = text
    change(document, table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_excel(rows):
    book = Workbook()
    for row in rows:
        book.active.append([text or None for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(read):
    return [(row.when.text(), row.said["fact"]) for row in read.accepted]


WAYS = {"a.csv": as_csv, "a.docx": as_word, "a.xlsx": as_excel}


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0]])
def test_columns_may_stand_in_any_order_in_any_kind_of_file(name, order):
    rows = [[row[place] for place in order] for row in (HEADS, ROW)]
    assert told(read_chronology(name, WAYS[name](rows))) == [("3 May 2006, 2:30pm", "Visit")]


CELLS = st.sampled_from(
    ["3 May 2006", "?", "2006", "as above", "Visit", "", "2.30pm", "=1+1", "Date", "Event", "é – “x”"]
)
TABLES = st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=8)


@settings(max_examples=12)
@given(TABLES, st.booleans())
def test_every_row_is_accepted_or_refused_or_a_heading(rows, with_heads):
    rows = [HEADS, *rows] if with_heads else rows
    not_empty = sum(any(row) for row in rows)
    for name, written in (("a.csv", as_csv(rows)), ("a.docx", as_word(rows))):
        read = read_chronology(name, written)
        assert read.rows + len(read.headings) == not_empty
        assert all(one.why and one.next_step and one.cells for one in read.refused)


@given(TABLES)
def test_every_word_of_an_accepted_row_is_kept(rows):
    for row in read_chronology("a.csv", as_csv([HEADS, *rows])).accepted:
        assert [text for _, text in row.written] == [text for text in rows[row.line - 2] if text]


def test_a_refused_row_says_where_what_and_why():
    (refused,) = read_chronology("a.csv", as_csv([HEADS, ["as above", *ROW[1:]]])).refused
    assert (refused.table, refused.line, refused.field) == ("The file", 2, "Date")
    assert refused.cells == (
        ("Date", "as above"),
        ("Time", "2.30pm"),
        ("Source of information", "Log"),
        ("Event", "Visit"),
    )
    (refused,) = read_chronology("a.csv", as_csv([HEADS, [ROW[0], "teatime", *ROW[2:]]])).refused
    assert refused.field == "Time"


def test_a_title_above_the_headings_is_no_row():
    read = read_chronology("a.csv", as_csv([["Chronology of the Trust", "", "", ""], HEADS, ROW]))
    assert (len(read.accepted), len(read.refused), len(read.headings)) == (1, 0, 2)


def test_a_table_without_headings_goes_on_under_those_before_it():
    def go_on(document, table):
        more = document.add_table(rows=1, cols=4)
        for cell, text in zip(more.rows[0].cells, ["4 May 2006", "", "Log", "Call"], strict=True):
            cell.text = text

    read = read_chronology("a.docx", as_word([HEADS, ROW], change=go_on))
    assert told(read) == [("3 May 2006, 2:30pm", "Visit"), ("4 May 2006", "Call")]
    assert "no headings of its own" in read.notes[0]


def test_rows_under_no_headings_are_refused_each():
    read = read_chronology("a.csv", as_csv([ROW, ROW]))
    assert [one.line for one in read.refused] == [1, 2]


def test_a_day_that_is_merged_downwards_holds_for_each_row():
    rows = [HEADS, ROW, ["", "3pm", "Log", "Call"]]
    read = read_chronology(
        "a.docx", as_word(rows, change=lambda _, table: table.cell(1, 0).merge(table.cell(2, 0)))
    )
    assert told(read) == [("3 May 2006, 2:30pm", "Visit"), ("3 May 2006, 3pm", "Call")]


def test_a_cell_over_the_whole_row_is_refused_and_not_lost():
    rows = [HEADS, ROW, ["No contact in June", "", "", ""]]
    read = read_chronology(
        "a.docx", as_word(rows, change=lambda _, table: table.cell(2, 0).merge(table.cell(2, 3)))
    )
    assert [one.cells for one in read.refused] == [(("Date", "No contact in June"),)]


def test_words_under_headings_that_are_not_known_stay_with_the_row():
    (row,) = read_chronology("a.csv", as_csv([[*HEADS, "Weather"], [*ROW, "Rain"]])).accepted
    assert row.more == (("Weather", "Rain"),)


def test_who_was_told_and_when_is_read_where_the_agency_is_known():
    rows = [
        [*HEADS, "Who was told and when", "Recorded on"],
        [*ROW, "GP 4 May 2006; police; his aunt", "05/05/2006"],
    ]
    (row,) = read_chronology("a.csv", as_csv(rows), {"gp": "surgery", "police": "force"}).accepted
    assert [(agency, when.text()) for agency, when in row.told] == [
        ("surgery", "4 May 2006"),
        ("force", "3 May 2006, 2:30pm"),
    ]
    assert row.more == (("Told", "his aunt"),)
    assert row.known.text() == "5 May 2006"


@pytest.mark.parametrize(("separator", "letters"), [(";", "cp1252"), ("\t", "utf-16"), ("|", "utf-8-sig")])
def test_values_may_be_kept_apart_in_other_ways_and_letters(separator, letters):
    read = read_chronology("a.csv", as_csv([HEADS, [*ROW[:3], "Café, 2 men"]], separator, letters))
    assert told(read) == [("3 May 2006, 2:30pm", "Café, 2 men")]


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("word/document.xml", b"0" * 301_000_000)
    return out.getvalue()


def with_macros():
    out = io.BytesIO(as_excel([HEADS, ROW]))
    with zipfile.ZipFile(out, "a") as pack:
        pack.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda: b"", "empty"),
        (lambda: b"%PDF-1.7", "PDF"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, "old or a locked"),
        (lambda: b"PK\x03\x04 broken", "broken"),
        (lambda: b"\x89PNG\0\0\0", "not a file of text"),
        (bomb, "far too large"),
        (with_macros, "macros"),
        (lambda: b"a" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_opened_safely_is_refused_with_what_to_do(content, why):
    with pytest.raises(Refused, match=why) as refused:
        read_chronology("a", content())
    assert refused.value.next_step
