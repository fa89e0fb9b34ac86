"""Columns of files never seen before: told by their names in several languages, else by what stands in them."""

import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from jigsaw.interfaces.analysts.entries import entries_of, several
from jigsaw.interfaces.analysts.guessing import guess
from jigsaw.interfaces.analysts.mapping import mapping_for
from jigsaw.interfaces.analysts.tables import read_table


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("D.O.B.", "birth_date"), ("Geburtsdatum", "birth_date"), ("Date de naissance", "birth_date"),
        ("Prénom", "given_names"), ("Apellidos", "family_name"), ("NI number", "identifiers"),
        ("PLZ", "postcode"), ("Mobile", "telephone"), ("E-mail", "email"), ("Company name", "organisation"),
        ("Birth place", "words"), ("Ethnicity", None), ("Start date", None),
    ],
)  # fmt: skip
def test_a_header_says_what_its_column_is(header, ours):
    found = guess([header], [{header: "x"}, {header: "x"}]).columns
    assert found == ({ours: (header,)} if ours else {})


def test_without_telling_headers_the_values_tell():
    rows = [
        {
            "a": f"{at}",
            "b": "Anna Nowak",
            "c": "12/03/1958",
            "d": "anna@post.example",
            "e": "07700 900123",
        }
        for at in range(3)
    ]
    found = guess(list("abcde"), rows)
    assert found.id == "a"
    assert found.columns == {"email": ("d",), "birth_date": ("c",), "telephone": ("e",), "name": ("b",)}


def test_three_columns_of_a_birth_date_are_put_together():
    rows = [{"BIRTH YEAR": "1958", "BIRTH DAY": "3", "BIRTH MONTH": "12"}]
    assert guess(list(rows[0]), rows).columns == {"birth_date": ("BIRTH DAY", "BIRTH MONTH", "BIRTH YEAR")}


def test_a_name_beside_a_first_name_is_the_family_name():
    rows = [{"Vorname": "Anna", "Name": "Nowak"}]
    assert guess(list(rows[0]), rows).columns == {"given_names": ("Vorname",), "family_name": ("Name",)}


@pytest.mark.parametrize(
    "written", ["Ann Lee; Nan Lee", "Ann Lee|Nan Lee", '["Ann Lee", "Nan Lee"]', "['Ann Lee', 'Nan Lee']"]
)
def test_a_cell_may_hold_several_names(written):
    assert several(written) == ("Ann Lee", "Nan Lee")


def test_lists_in_parquet_and_json_lines_are_several_values(tmp_path: Path):
    row = {
        "uid": "1",
        "names": ["Ann Lee", "Nan Lee"],
        "phones": [{"number": "07700 900123"}, {"number": None}],
    }
    (tmp_path / "a.ndjson").write_text(json.dumps(row) + "\n")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([row]), tmp_path / "a.parquet")
    for name in ("a.ndjson", "a.parquet"):
        table = read_table(tmp_path / name)
        mapping = mapping_for(
            name, "a", table.headers, table.rows, [{"name": "names", "telephone": "phones.number"}]
        )
        entry = entries_of(table, mapping).entries[0]
        assert (entry.names, entry.telephones) == (("Ann Lee", "Nan Lee"), ("07700 900123",))


def test_numbers_of_one_kind_meet_whatever_files_call_them(tmp_path: Path):
    for name, header in (("a.csv", "NI number"), ("b.csv", "National Insurance")):
        (tmp_path / name).write_text(f"name,{header}\nAnn Lee,AB123456C\n")
        table = read_table(tmp_path / name)
        entry = entries_of(table, mapping_for(name, "a", table.headers, table.rows, [])).entries[0]
        assert entry.identifiers == {"national_insurance": "AB123456C"}
