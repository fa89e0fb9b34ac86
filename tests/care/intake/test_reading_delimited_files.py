"""CSV and its kin, as agencies' systems write them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.domain.readers import Layout, Row, read_headers, read_rows
from jigsaw.care.intake.domain.refusals import Refusal

CSV = Layout("csv")
LETTERS = st.characters(codec="cp1252", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))
WORDS = st.text(st.one_of(LETTERS, st.sampled_from([" ", '"', ",", ";", "|", "\n", "\r"])), max_size=12)
CELLS = WORDS.map(str.strip)
TABLES = st.lists(st.tuples(st.integers(1, 999).map(str), CELLS, CELLS), min_size=1, max_size=12)


def write(path, table, delimiter, encoding, newline):
    out = io.StringIO(newline="")
    csv.writer(out, csv.unix_dialect, delimiter=delimiter, lineterminator=newline).writerows(
        [("id", "words", "more"), *table]
    )
    path.write_bytes(out.getvalue().encode(encoding))
    return out.getvalue()


def lines_where_rows_begin(table, newline):
    line = 2
    for row in table:
        yield line
        text = "".join(row)
        line += 1 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@given(
    TABLES,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_rows_come_back_with_their_lines_whatever_the_delimiter_encoding_and_newlines(
    tmp_path_factory, table, delimiter, encoding, newline
):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    write(path, table, delimiter, encoding, newline)
    known = Layout("csv", encoding=encoding, delimiter=delimiter)
    rows = list(read_rows(path, known))
    assert [tuple(row.values.values()) for row in rows] == table
    assert [row.line for row in rows] == list(lines_where_rows_begin(table, newline))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(tmp_path, encoding, delimiter):
    table = [("1", "Zoë’s café", "a, b; c"), ("2", "£5 owed", "x|y")]
    write(tmp_path / "a.csv", table, delimiter, encoding, "\r\n")
    assert read_headers(tmp_path / "a.csv", CSV) == ["id", "words", "more"]
    assert [tuple(row.values.values()) for row in read_rows(tmp_path / "a.csv", CSV)] == table


def test_a_row_with_quoted_newlines_keeps_the_line_where_it_begins(tmp_path):
    (tmp_path / "a.csv").write_text('id,words\n1,"one\ntwo\nthree"\n\n2,four\n')
    rows = list(read_rows(tmp_path / "a.csv", CSV))
    assert [(row.line, row.values["words"]) for row in rows] == [(2, "one\ntwo\nthree"), (6, "four")]


def test_a_row_with_a_wrong_number_of_columns_is_refused_and_the_rest_go_on(tmp_path):
    (tmp_path / "a.csv").write_text("id,words\n1\n2,two,too many\n3,three\n4,four,,\n")
    found = list(read_rows(tmp_path / "a.csv", CSV))
    assert [type(one) for one in found] == [Refusal, Refusal, Row, Row]
    assert "1 values and the header has 2" in found[0].faults[0].why
    assert found[1].values == {"id": "2", "words": "two", "column 3": "too many"}


def test_a_quotation_mark_that_is_never_closed_is_told_by_the_lines_it_swallowed(tmp_path):
    (tmp_path / "a.csv").write_text('id,words,more\n1,"oops,x\n2,two,y\n3,three,z\n')
    (refused,) = read_rows(tmp_path / "a.csv", CSV)
    assert refused.line == 2
    assert "quotation mark may not be closed" in refused.faults[0].why


def test_a_cell_beyond_all_length_is_refused_and_the_rows_after_it_are_read(tmp_path):
    long = "x" * 200_000
    (tmp_path / "a.csv").write_text(f"id,words\n1,{long}\n2,two\n")
    refused, row = read_rows(tmp_path / "a.csv", CSV)
    assert "longer than any cell" in refused.faults[0].why
    assert row == Row("a.csv", 3, {"id": "2", "words": "two"})


def test_a_row_with_stray_bytes_is_refused_by_itself(tmp_path):
    lines = ["id,words", *(f"{n},Zoë" for n in range(1, 5))]
    (tmp_path / "a.csv").write_bytes("\n".join(lines).encode() + b"\n5,bad \xff byte\n6,good\n")
    found = list(read_rows(tmp_path / "a.csv", CSV))
    assert [type(one) for one in found] == [Row, Row, Row, Row, Refusal, Row]
    assert found[0].values["words"] == "Zoë"
    assert found[4].faults[0].field == "words"
    found[4].values["words"].encode()


def test_a_zero_letter_is_refused_because_no_database_keeps_it(tmp_path):
    (tmp_path / "a.csv").write_text("id,words\n1,a\x00b\n")
    (refused,) = read_rows(tmp_path / "a.csv", CSV)
    assert refused.faults[0].field == "words"


def test_excels_own_line_about_the_delimiter_is_obeyed(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\nid;words\n1;a,b\n")
    assert list(read_rows(tmp_path / "a.csv", CSV)) == [Row("a.csv", 3, {"id": "1", "words": "a,b"})]


def test_lines_above_the_header_are_passed_over(tmp_path):
    (tmp_path / "a.csv").write_text("Report of 1 May\n\nid,words\n1,a\n")
    rows = list(read_rows(tmp_path / "a.csv", Layout("csv", header_line=3)))
    assert rows == [Row("a.csv", 4, {"id": "1", "words": "a"})]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe", b"id,words\n"])
def test_an_empty_file_has_no_rows(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    assert list(read_rows(tmp_path / "a.csv", CSV)) == []


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(content)
    assert all(isinstance(one, Row | Refusal) for one in read_rows(path, CSV))
