"""`jigsaw feed new`: a first feed.toml for files that nobody has described yet."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.domain.guess import glob_of, guess_feed
from jigsaw.care.intake.domain.mapping_check import MappingFaults, check_folder
from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.care.intake.domain.rows import read_file
from jigsaw.foundation.core.time import now
from tests.care.intake.folders import call, patient


def put(folder, name, rows):
    with (folder / name).open("w", newline="", encoding="utf-8") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def guessed(folder):
    (folder / "feed.toml").write_text(guess_feed(folder), encoding="utf-8")
    return check_folder(folder)


def test_a_file_of_calls_is_guessed_as_pieces_and_passes_the_check(tmp_path):
    rows = [
        call(CallID=f"C{n}", Type="CALL" if n % 2 else "Taken to hospital by ambulance") for n in range(9)
    ]
    checked = guessed(put(tmp_path, "calls-2024-05-01.csv", rows))
    ((path, said),) = checked.files
    (piece,) = said.pieces
    assert piece.columns["source_reference"] == ("CallID",)
    assert piece.columns["when"] == ("Day", "Time")
    assert piece.kinds["Taken to hospital by ambulance"] == "ambulance-conveyance"
    assert all(answer.statements for answer in read_file(path, said, now()))


def test_a_file_of_people_is_guessed_as_source_records_and_passes_the_check(tmp_path):
    rows = [patient(PatientID=f"P{n}") for n in range(9)]
    ((path, said),) = guessed(put(tmp_path, "patients.csv", rows)).files
    assert said.holds == "source-records"
    assert said.record.columns["birth_date"] == ("DOB",)
    assert said.record.columns["address"] == ("Addr1", "Town")
    assert all(answer.statements for answer in read_file(path, said, now()))


def test_each_guess_is_marked(tmp_path):
    text = guess_feed(put(tmp_path, "patients.csv", [patient(PatientID=f"P{n}") for n in range(9)]))
    guesses = [
        line for line in text.splitlines() if re.match(r"(local_id|birth_date|every|holds|kind) =", line)
    ]
    assert guesses
    assert all("# guess" in line for line in guesses)


def test_what_cannot_be_guessed_is_named_for_a_person_to_fill_in(tmp_path):
    put(tmp_path, "odd.csv", [{"colour": "red", "size": "5"}])
    assert "FILL IN" in guess_feed(tmp_path)
    with pytest.raises(MappingFaults, match="local_id: it is missing"):
        guessed(tmp_path)


def test_files_of_several_days_are_one_feed(tmp_path):
    put(tmp_path, "calls-20240501.csv", [call()])
    put(tmp_path, "calls-20240502.csv", [call()])
    assert guess_feed(tmp_path).count("[[file]]") == 1
    assert glob_of("calls_2024-05-01.csv") == "calls*.csv"
    assert glob_of("calls.csv") == "calls.csv"


NAMES = st.lists(st.text(max_size=8), min_size=1, max_size=5)


@given(NAMES, st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5), max_size=4))
def test_whatever_the_file_a_mapping_comes_out_that_can_be_read(tmp_path_factory, names, rows):
    folder = tmp_path_factory.mktemp("any")
    with (folder / "any.csv").open("w", newline="", encoding="utf-8", errors="ignore") as opened:
        csv.writer(opened).writerows([names, *rows])
    mapping, faults = read_mapping(guess_feed(folder))
    assert len(mapping.files) == 1
    assert not any("TOML" in fault.why for fault in faults)


def test_a_file_of_encodings_is_guessed_as_source_records(tmp_path):
    rows = [{"local_id": f"L{n}", "encoding": f"encoded-3:{n}", "deleted": ""} for n in range(3)]
    ((_, said),) = guessed(put(tmp_path, "encoded.csv", rows)).files
    assert said.record.columns["encoding"] == ("encoding",)
    assert said.record.columns["local_id"] == ("local_id",)
