"""Every wrong way to run `jigsaw link` ends in three lines, an exit code and no trace of anybody's details."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jigsaw.cli import app


def refused(code: int, *arguments: object) -> str:
    answer = CliRunner().invoke(app, ["link", *map(str, arguments)])
    assert answer.exit_code == code, answer.output
    assert "stopped by:" in answer.stderr
    assert "Traceback" not in answer.output
    return answer.stderr


def test_a_file_that_is_not_there(tmp_path):
    assert "no such file" in refused(4, tmp_path / "nobody.csv")


@pytest.mark.parametrize("text", ["", "id,name,dob\n"])
def test_a_file_without_rows(tmp_path, text):
    (tmp_path / "empty.csv").write_text(text)
    told = refused(2, tmp_path / "empty.csv")
    assert "it is empty" in told or "holds no row" in told


def test_a_mapping_that_names_a_column_which_is_not_there(council, tmp_path):
    (tmp_path / "m.toml").write_text('format = 1\n[[file]]\nfamily_name = "Lastname"\n')
    assert "'Lastname'" in refused(2, council, "--mapping", tmp_path / "m.toml")


def test_a_mapping_with_a_field_that_nobody_knows(council, tmp_path):
    (tmp_path / "m.toml").write_text('format = 1\n[[file]]\nsurname = "Surname"\n')
    assert "'surname' is no field" in refused(2, council, "--mapping", tmp_path / "m.toml")


def test_ids_that_repeat(tmp_path):
    (tmp_path / "twice.csv").write_text("key,surname,dob\n1,Nowak,1980-01-02\n1,Mbeki,1981-01-02\n")
    (tmp_path / "m.toml").write_text('format = 1\n[[file]]\nid = "key"\nfamily_name = "surname"\n')
    told = refused(2, tmp_path / "twice.csv", "--mapping", tmp_path / "m.toml")
    assert "1 repeated" in told
    assert "Nowak" not in told


def test_columns_that_say_nothing_of_anybody(tmp_path):
    (tmp_path / "stock.csv").write_text("shelf,amount\n1,20\n2,30\n")
    assert "no column seems to hold a name" in refused(2, tmp_path / "stock.csv")


def test_a_model_that_is_no_model(council, tmp_path):
    (tmp_path / "model.json").write_text("[]")
    assert "no comparisons" in refused(2, council, "--model", tmp_path / "model.json")
    assert "is missing" in refused(2, council, "--model", tmp_path / "nowhere.json")


def test_a_model_with_a_level_that_cannot_be_scored(council, tmp_path):
    level = {
        "sql_condition": "soundex_of(dob_l) = soundex_of(dob_r)",
        "m_probability": 0.9,
        "u_probability": 0.1,
    }
    rest = {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}
    model = {
        "probability_two_random_records_match": 0.01,
        "comparisons": [{"output_column_name": "DOB", "comparison_levels": [level, rest]}],
    }
    (tmp_path / "model.json").write_text(json.dumps(model))
    assert "soundex_of" in refused(2, council, "--model", tmp_path / "model.json")


def test_birth_dates_that_cannot_be_read_stay_empty_and_are_counted(tmp_path):
    (tmp_path / "old.csv").write_text(
        "id,name,dob\n1,Ann Lee,yesterday\n2,Bo Li,1777-89-09\n3,Cy Ma,1/2/1950\n"
    )
    answer = CliRunner().invoke(
        app, ["link", str(tmp_path / "old.csv"), "--out", str(tmp_path / "o"), "--json"]
    )
    noticed = json.loads(answer.stdout)["files"][0]["noticed"]
    assert noticed == {"birth dates not read": 1, "birth dates that no calendar has, compared as written": 1}


def test_two_files_of_one_name(council, tmp_path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    Path(other / council.name).write_bytes(council.read_bytes())
    assert "same name" in refused(2, council, other / council.name)


def test_a_model_of_columns_that_the_files_do_not_give(council, tmp_path):
    level = {"sql_condition": "shoe_size_l = shoe_size_r", "m_probability": 0.9, "u_probability": 0.1}
    rest = {"sql_condition": "ELSE", "m_probability": 0.1, "u_probability": 0.9}
    model = {
        "probability_two_random_records_match": 0.01,
        "comparisons": [{"output_column_name": "shoe_size", "comparison_levels": [level, rest]}],
    }
    (tmp_path / "model.json").write_text(json.dumps(model))
    assert "'shoe_size'" in refused(2, council, "--model", tmp_path / "model.json")
