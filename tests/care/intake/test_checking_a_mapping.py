"""A mapping is checked as a whole before anything loads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.domain.mapping import AGENCY_KINDS
from jigsaw.care.intake.domain.mapping_check import MappingFaults, check_folder
from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.foundation.core.errors import FaultyMapping
from jigsaw.foundation.organisations.models import Agency
from tests.care.intake.folders import MAPPING, call, patient, write


def faults(folder, *, change, **columns):
    mapping = MAPPING.replace(*change, 1)
    assert mapping != MAPPING
    with pytest.raises(MappingFaults) as raised:
        check_folder(write(folder, "calls.csv", [call(**columns)], mapping))
    return raised.value.faults


def test_a_sound_folder_gives_its_files_in_order_and_names_what_is_left_over(tmp_path):
    write(tmp_path, "calls-2.csv", [call()])
    write(tmp_path, "calls-1.csv", [call()])
    (tmp_path / "notes.txt").write_text("hello")
    checked = check_folder(tmp_path)
    assert [path.name for path, _ in checked.files] == ["calls-1.csv", "calls-2.csv"]
    assert checked.unmapped == ("notes.txt",)
    assert checked.absent == ("patients*.csv",)


@pytest.mark.parametrize(
    ("change", "key", "mend"),
    [
        (('"ambulance-call"', '"ambulance-cal"'), "file[calls].piece[1].kinds.CALL", "'ambulance-call'"),
        (('"ambulance-call"', '"tenancy"'), "file[calls].piece[1].kinds.CALL", 'shape = "involvement"'),
        (('when = ["Day", "Time"]', 'when = "Dat"'), "file[calls].piece[1].when", "'Day'"),
        (('words = "Narrative"', 'word = "Narrative"'), "file[calls].piece[1].word", "'words'"),
        (('role = "caller"', 'role = "calller"'), "file[calls].piece[1].subject[2].role", "'caller'"),
        (('every = "1 day"', 'every = "daily"'), "file[patients].every", "1 day"),
        (('"content-withheld"', '"secret"'), "file[calls].piece[1].restrictions.S", "content-withheld"),
        (('kind = "ambulance"', 'kind = "ambulence"'), "agency.kind", "'ambulance'"),
        (('key = "brannock-ambulance"', 'key = "Brannock A"'), "agency.key", "north-housing"),
        (('local_id = "PatientID"\nnhs', "nhs"), "file[patients].record.local_id", "Add local_id"),
        (("[file.piece.values.outcome]", "[file.piece.values.outcom]"), "values.outcom", "'outcome'"),
        (('name = "calls*.csv"', 'name = "../calls*.csv"'), "file[calls].name", "this folder"),
        (("format = 1", "format = 2"), "format", "format = 1"),
        (('words = "Narrative"', 'incident = "Narrative"'), "file[calls].piece[1].incident", "incident_of"),
    ],
)
def test_each_fault_is_told_with_its_key_and_the_mend(tmp_path, change, key, mend):
    found = [one for one in faults(tmp_path, change=change) if one.key.endswith(key)]
    assert any(mend in one.mend for one in found), found


def test_all_faults_are_listed_together_in_one_error(tmp_path):
    mapping = (
        MAPPING.replace('"CallID"', '"CallId"').replace('kind = "ambulance"', "").replace('"Void"', '"V"')
    )
    with pytest.raises(MappingFaults) as raised:
        check_folder(write(tmp_path, "calls.csv", [call()], mapping))
    assert len(raised.value.faults) == 3
    assert all(str(fault) in str(raised.value) for fault in raised.value.faults)


def test_a_column_that_two_bear_is_a_fault_of_that_file(tmp_path):
    write(tmp_path, "calls.csv", [call()])
    text = (tmp_path / "calls.csv").read_text().replace("Narrative", "CallID")
    (tmp_path / "calls.csv").write_text(text)
    with pytest.raises(MappingFaults, match=r"calls.csv, file\[calls\].*two columns are named 'CallID'"):
        check_folder(tmp_path)


def test_two_pieces_of_one_row_need_references_of_their_own(tmp_path):
    second = MAPPING[MAPPING.index("[[file.piece]]") :]
    write(tmp_path, "calls.csv", [call()], MAPPING + second)
    with pytest.raises(MappingFaults, match="with the same reference"):
        check_folder(tmp_path)
    told = second.replace("[[file.piece]]", '[[file.piece]]\nsuffix = "again"', 1)
    assert check_folder(write(tmp_path, "calls.csv", [call()], MAPPING + told))


def test_a_folder_without_a_mapping_says_how_to_make_one(tmp_path):
    with pytest.raises(FaultyMapping, match="jigsaw feed new"):
        check_folder(tmp_path)


def test_a_mapping_that_is_not_toml_names_the_line(tmp_path):
    assert "line 2" in faults(tmp_path, change=("[agency]", "[agency"))[0].why


def test_two_names_that_match_one_file_are_a_fault(tmp_path):
    found = faults(tmp_path, change=('"patients*.csv"', '"*.csv"'), **patient())
    assert any("2 of the [[file]] names match" in one.why for one in found)


def test_the_kinds_of_agency_are_those_of_the_table():
    assert set(AGENCY_KINDS) == set(Agency.Kind.values)


LINES = MAPPING.splitlines()


@given(st.lists(st.sampled_from(range(len(LINES))), max_size=4), st.text(max_size=6))
def test_no_mapping_however_mangled_is_a_crash(gone, junk):
    kept = [junk if number in gone and number % 2 else line for number, line in enumerate(LINES)]
    mapping, found = read_mapping("\n".join(kept))
    assert found or mapping.files
