"""Excel sheets and NDJSON."""

import json
from datetime import date, datetime, time

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.domain.readers import Layout, Row, read_headers, read_rows
from jigsaw.care.intake.domain.refusals import Refusal

EXCEL = Layout("excel")
NDJSON = Layout("ndjson")


def workbook(path, *rows, sheet="People"):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_sheets_cells_become_text_without_losing_what_they_were(tmp_path):
    cells = [9434765919, 1.5, date(2006, 5, 22), datetime(2006, 5, 22, 14, 30), time(9, 5), True, None, " x "]
    path = workbook(tmp_path / "a.xlsx", list("abcdefgh"), cells)
    (row,) = read_rows(path, EXCEL)
    assert list(row.values.values()) == [
        *("9434765919", "1.5", "2006-05-22", "2006-05-22 14:30:00", "09:05:00", "true", "", "x"),
    ]


def test_a_sheets_rows_keep_their_numbers_past_empty_ones(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [], ["id"], [], ["1"])
    assert list(read_rows(path, EXCEL)) == [Row("a.xlsx", 4, {"id": "1"})]
    assert read_headers(path, EXCEL) == ["id"]


def test_a_bare_number_is_a_day_count_only_in_a_column_of_dates(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["born", "seen", "year", "number"], [38859, 38859.5, 2006, 38859])
    (row,) = read_rows(path, Layout("excel", date_columns=frozenset({"born", "seen", "year"})))
    assert list(row.values.values()) == ["2006-05-22", "2006-05-22 12:00:00", "2006", "38859"]


def test_a_workbook_that_cannot_be_read_is_one_refusal(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"not a workbook")
    (refused,) = read_rows(tmp_path / "a.xlsx", EXCEL)
    assert isinstance(refused, Refusal)


NAMES = st.text(st.characters(codec="ascii", categories=("L",)), min_size=1, max_size=5)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=3))
)


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=4), max_size=6))
def test_every_line_of_ndjson_is_a_row_with_its_number(tmp_path_factory, objects):
    path = tmp_path_factory.mktemp("any") / "any.ndjson"
    path.write_text("".join(json.dumps(one) + "\n" for one in objects))
    found = list(read_rows(path, NDJSON))
    assert [one.line for one in found] == list(range(1, len(objects) + 1))
    assert all(isinstance(one, Row | Refusal) for one in found)


def test_what_is_nested_is_named_with_dots_and_numbers_stay_as_written(tmp_path):
    (tmp_path / "a.ndjson").write_text(
        '{"name": {"family": "Adeyemi", "given": ["Ade", "B"]}, "id": 0012.50}\n'
    )
    (refused,) = read_rows(tmp_path / "a.ndjson", NDJSON)
    assert isinstance(refused, Refusal)
    (tmp_path / "a.ndjson").write_text(
        '{"name": {"family": "Adeyemi", "given": ["Ade", "B"]}, "id": 12.50}\n'
    )
    (row,) = read_rows(tmp_path / "a.ndjson", NDJSON)
    assert row.values == {"name.family": "Adeyemi", "name.given": "Ade B", "id": "12.50"}


def test_a_line_that_is_no_object_is_refused_and_the_rest_go_on(tmp_path):
    (tmp_path / "a.ndjson").write_text('{"id": "1"}\n[1]\n{"id": \n\n{"id": "\\ud800"}\n{"id": "5"}\n')
    found = list(read_rows(tmp_path / "a.ndjson", NDJSON))
    assert [(one.line, type(one)) for one in found] == [
        *((1, Row), (2, Refusal), (3, Refusal), (5, Refusal), (6, Row)),
    ]
