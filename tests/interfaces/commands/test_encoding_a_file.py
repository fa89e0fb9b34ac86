"""`jigsaw encode`: an agency encodes its people on its own machine, and nothing of them is told."""

import csv
import json
import shlex

import pytest
from typer.testing import CliRunner

from jigsaw.cli import app

MAPPING = """format = 1
[agency]
key = "lantern"
name = "Lantern"
kind = "charity"
[[file]]
name = "people*.csv"
feed = "people"
holds = "source-records"
received = "Sent"
[file.record]
local_id = "Id"
nhs_number = "NHS"
given_names = "First"
family_name = "Last"
birth_date = "Born"
telephone = "Ring"
postcode = "PC"
deleted = "Gone"
"""
HEADER = "Id,NHS,First,Last,Born,Ring,PC,Gone,Sent\n"
ROW = "L1,9990000018,Zebedee,Quillfeather,1958-03-02,01632 960123,ZZ1 2AB,,2026-01-05\n"
PLAIN = ("zebedee", "quillfeather", "1958", "03-02", "960123", "zz1", "2ab", "9990000018")
ENCODE = "encode people.csv --key-file key --mapping feed.toml --out out.ndjson --allow-test-numbers"


@pytest.fixture
def jigsaw(tmp_path, monkeypatch):
    """Runs a command line in a folder with a file of people, its mapping and a key, and no database."""
    monkeypatch.chdir(tmp_path)

    def run(line):
        return CliRunner().invoke(app, shlex.split(line), env={"COLUMNS": "400"})

    (tmp_path / "feed.toml").write_text(MAPPING)
    (tmp_path / "people.csv").write_text(HEADER + ROW)
    assert run("encode new-key --key-file key").exit_code == 0
    return run


def rows(tmp_path):
    return [json.loads(line) for line in (tmp_path / "out.ndjson").read_text().splitlines()]


def test_a_file_is_encoded_and_no_plain_value_is_written_or_told(jigsaw, tmp_path):
    answer = jigsaw(ENCODE)
    assert answer.exit_code == 0
    assert [one["local_id"] for one in rows(tmp_path)] == ["L1"]
    said = ((tmp_path / "out.ndjson").read_text() + answer.output).casefold()
    # A tag could hold "zz1" by chance, one time in thousands: with this key-less check only longer values count.
    assert not [value for value in PLAIN if len(value) > 3 and value in said]


def test_the_output_is_its_owners_alone_and_nothing_half_written_is_left(jigsaw, tmp_path):
    jigsaw(ENCODE)
    assert (tmp_path / "out.ndjson").stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["feed.toml", "key", "out.ndjson", "people.csv"]


def test_one_key_encodes_alike_on_two_machines_and_two_keys_do_not(jigsaw, tmp_path):
    jigsaw(ENCODE)
    first = rows(tmp_path)
    jigsaw(f"{ENCODE} --replace")
    assert rows(tmp_path) == first
    jigsaw("encode new-key --key-file other")
    jigsaw(ENCODE.replace("--key-file key", "--key-file other") + " --replace")
    assert rows(tmp_path) != first


def test_it_writes_csv_too(jigsaw, tmp_path):
    jigsaw(ENCODE.replace("ndjson", "csv"))
    with (tmp_path / "out.csv").open() as opened:
        assert [one["encoding"][:10] for one in csv.DictReader(opened)] == ["encoded-3:"]


def test_a_row_sent_again_is_encoded_once_and_a_withdrawal_goes_along(jigsaw, tmp_path):
    (tmp_path / "people.csv").write_text(HEADER + ROW + ROW + ROW.replace(",,2026", ",Y,2026"))
    jigsaw(ENCODE)
    assert [(one["local_id"], one["deleted"]) for one in rows(tmp_path)] == [("L1", ""), ("L1", "Y")]


def test_an_unsound_row_is_named_by_line_and_left_out(jigsaw, tmp_path):
    (tmp_path / "people.csv").write_text(HEADER + ROW + ROW.replace("L1", "L2").replace("1958-03-02", "soon"))
    answer = jigsaw(ENCODE)
    assert answer.exit_code == 1
    assert "line 3: Born" in answer.output
    assert "soon" not in answer.output
    assert len(rows(tmp_path)) == 1


@pytest.mark.parametrize("told", ["9990000018", "quillfeather-7", "Zebedee 1"])
def test_an_id_that_says_who_it_is_is_refused(jigsaw, tmp_path, told):
    (tmp_path / "people.csv").write_text(HEADER + ROW.replace("L1", told))
    answer = jigsaw(ENCODE)
    assert answer.exit_code == 1
    assert "in the clear" in answer.output
    assert rows(tmp_path) == []


def test_records_that_can_join_nobody_are_counted(jigsaw, tmp_path):
    (tmp_path / "people.csv").write_text(HEADER + "L9,,Ann,Other,,,,,2026-01-05\n")
    assert "1 of them have neither" in jigsaw(ENCODE).output


WRONG = {
    "no such file": ENCODE.replace("people.csv", "people-9.csv"),
    "a folder": ENCODE.replace("people.csv", "."),
    "no mapping given": "encode people.csv --key-file key --out out.ndjson",
    "no such mapping": ENCODE.replace("feed.toml", "none.toml"),
    "the file as its own mapping": ENCODE.replace("feed.toml", "people.csv"),
    "no output given": "encode people.csv --key-file key --mapping feed.toml",
    "an output of no known format": ENCODE.replace("out.ndjson", "out.docx"),
    "an output in no folder": ENCODE.replace("out.ndjson", "none/out.ndjson"),
    "the output written over the input": ENCODE.replace("out.ndjson", "people.csv --replace"),
    "no key": ENCODE.replace("--key-file key", "--key-file none"),
    "a key that is no key": ENCODE.replace("--key-file key", "--key-file feed.toml"),
    "a key made over another": "encode new-key --key-file key",
    "a key in no folder": "encode new-key --key-file none/key",
    "no key named": "encode people.csv",
}


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG.keys())
def test_what_is_asked_wrongly_is_refused_with_what_to_do(jigsaw, tmp_path, line):
    answer = jigsaw(line)
    assert answer.exit_code == 2
    assert "next:" in answer.output or "Missing option" in answer.output
    assert not (tmp_path / "out.ndjson").exists()
    assert (tmp_path / "people.csv").read_text() == HEADER + ROW


def test_a_column_that_the_mapping_names_and_the_file_lacks_stops_it(jigsaw, tmp_path):
    (tmp_path / "people.csv").write_text((HEADER + ROW).replace("Last", "Surname"))
    answer = jigsaw(ENCODE)
    assert answer.exit_code == 2
    assert "there is no column 'Last'" in answer.output


def test_a_result_is_not_written_over_unasked(jigsaw, tmp_path):
    jigsaw(ENCODE)
    assert jigsaw(ENCODE).exit_code == 2
    assert jigsaw(f"{ENCODE} --replace").exit_code == 0


def test_a_file_of_other_letters_tells_nothing_of_itself(jigsaw, tmp_path):
    (tmp_path / "people.csv").write_bytes(bytes(range(256)) * 4)
    answer = jigsaw(ENCODE)
    assert answer.exit_code in (1, 2)
    assert not answer.exception or isinstance(answer.exception, SystemExit)
