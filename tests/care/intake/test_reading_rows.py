"""What a row says, or every reason why it is refused."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.care.intake.domain.readers import Row
from jigsaw.care.intake.domain.rows import read_row
from jigsaw.care.intake.domain.statements import INVALID, PieceStatement, Withdrawal, Withdrawn, iso_date
from tests.care.intake.folders import CALL, MAPPING, call, patient

NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
PATIENTS, CALLS = read_mapping(MAPPING)[0].files


def read(values, said=CALLS):
    return read_row(Row("a.csv", 2, values), said, NOW)


def fault(values, said=CALLS):
    (only,) = read(values, said).refusal.faults
    return only


def test_a_call_is_a_piece_with_its_moment_place_and_people():
    (piece,) = read(call(CallerID="P2")).statements
    assert (piece.kind, piece.when.text()) == ("ambulance-call", "1 May 2024, 2:30pm")
    assert piece.subjects == (("P1", "subject"), ("P2", "caller"))
    assert piece.address.normal == "1 HIGH STREET ZZ1 1AA"
    assert piece.attributes == {"outcome": "seen-and-left"}
    assert piece.received_at == datetime(2024, 5, 2, 5, tzinfo=UTC)


def test_a_patient_is_a_record():
    (record,) = read(patient(DOB="05/1970"), PATIENTS).statements
    assert (record.local_id, record.nhs_number, iso_date(record.birth_date)) == (
        "P1",
        "9990000018",
        "1970-05",
    )
    assert record.address.lines == "1 High Street, Brannock"


def test_the_number_of_an_incident_says_whose_it_is_and_not_how_it_was_written():
    mapping = MAPPING.replace('words = "N', 'incident = "Log"\nincident_of = "police"\nwords = "N')
    with_log = read_mapping(mapping)[0].files[1]
    given = [read(call(Log=log), with_log).statements[0] for log in (" l-04 12", "L-0412", "")]
    assert [one.incident for one in given] == ["police/L-0412", "police/L-0412", ""]
    assert given[2].fingerprint == read(call()).statements[0].fingerprint != given[0].fingerprint


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"Day": "31/02/2024"}, "Day + Time", "no such day"),
        ({"Day": "05/05/2024"}, "Day + Time", "future"),
        ({"Day": "", "Time": ""}, "Day + Time", "it is empty"),
        ({"CallID": ""}, "CallID", "it is needed"),
        ({"CallID": "C" * 81}, "CallID", "longer than 80"),
        ({"Type": "TAXI"}, "Type", "no kind in feed.toml"),
        ({"Type": ""}, "Type", "it is empty"),
        ({"Sens": "Q"}, "Sens", "no restriction in feed.toml"),
        ({"Void": "perhaps"}, "Void", "neither yes nor no"),
        ({"PatientID": "", "Where": "", "PC": ""}, "PatientID", "neither whom nor which home"),
    ],
)
def test_what_cannot_be_accepted_is_refused_with_the_reason(changes, field, why):
    found = fault(call(**changes))
    assert found.field == field
    assert why in found.why
    assert found.what_to_do


def test_every_fault_of_a_row_is_told_at_once():
    refused = read(call(Day="31/02/2024", Type="TAXI", Sens="Q")).refusal
    assert {one.field for one in refused.faults} == {"Day + Time", "Type", "Sens"}
    assert refused.values == call(Day="31/02/2024", Type="TAXI", Sens="Q")


def test_no_fault_repeats_what_the_row_says():
    refused = read(patient(DOB="31/02/1970", DOD="13/13/2020", PatientID=""), PATIENTS).refusal
    told = " ".join(f"{one.why} {one.what_to_do}" for one in refused.faults)
    assert not any(value in told for value in ("31/02/1970", "13/13/2020", "Okafor"))


def test_an_nhs_number_that_is_none_is_kept_marked_invalid_and_counted():
    answer = read(patient(NHS="123 456 7890"), PATIENTS)
    (record,) = answer.statements
    assert (record.nhs_number, record.nhs_number_status) == ("123 456 7890", INVALID)
    assert answer.warnings == ("An NHS number that is none: kept as given, joins nobody",)


def test_a_service_takes_no_nhs_number_of_the_test_range():
    (record,) = read_row(Row("a", 2, patient()), PATIENTS, NOW, allow_test_numbers=False).statements
    assert record.nhs_number_status == INVALID


def test_a_two_digit_birth_year_is_never_in_the_future():
    (record,) = read(patient(DOB="22/05/31"), PATIENTS).statements
    assert iso_date(record.birth_date) == "1931-05-22"


def test_a_death_before_the_birth_is_refused():
    assert "before the birth" in fault(patient(DOD="1960"), PATIENTS).why


def test_a_withdrawal_needs_only_the_reference():
    empty = dict.fromkeys(CALL, "")
    (said,) = read(empty | {"CallID": "C1", "Void": "Y"}).statements
    assert said == Withdrawal(Withdrawn.PIECE, "C1")
    assert fault(empty | {"Void": "Y"}).field == "CallID"


def test_a_piece_about_a_home_needs_no_person():
    (piece,) = read(call(PatientID="")).statements
    assert piece.subjects == ()


def test_values_that_mean_nothing_are_nothing():
    (piece,) = read(call(CallerID="NULL", Narrative="NULL")).statements
    assert (piece.words, len(piece.subjects)) == ("", 1)


def test_a_midnight_in_the_day_gives_way_to_the_time_beside_it():
    (piece,) = read(call(Day="01/05/2024 00:00:00")).statements
    assert piece.when.text() == "1 May 2024, 2:30pm"


def test_an_attributes_code_without_a_word_is_kept_as_written_and_counted():
    answer = read(call(Outcome="XX"))
    assert answer.statements[0].attributes == {"outcome": "XX"}
    assert answer.warnings


def test_the_fingerprint_is_of_what_is_said_and_not_of_when_it_was_sent():
    (one,), (later,) = read(call()).statements, read(call(Sent="03/05/2024 06:00")).statements
    (other,) = read(call(Narrative="Fell again")).statements
    assert one.fingerprint == later.fingerprint != other.fingerprint


INVOLVEMENTS = MAPPING.replace('shape = "event"', 'shape = "involvement"\nuntil = "End"').replace(
    '{ "CALL" = "ambulance-call", "CONV" = "ambulance-conveyance" }', '{ "CALL" = "tenancy" }'
)


def involvement(end, written=INVOLVEMENTS):
    mapping, faults = read_mapping(written)
    assert not faults
    return read(call(End=end), mapping.files[1])


def test_an_end_before_the_start_is_refused_and_one_on_the_same_day_is_not():
    assert "before it begins" in involvement("30/04/2024").refusal.faults[0].why
    assert involvement("01/05/2024").statements[0].until.text() == "1 May 2024"


def test_an_end_in_the_future_has_not_come_yet_and_is_kept_as_planned():
    (piece,) = involvement("01/09/2024").statements
    assert piece.until is None
    assert piece.attributes["planned_end"] == "1 September 2024"


def test_a_thing_with_a_date_set_beforehand_keeps_that_date_as_its_end():
    arranged = INVOLVEMENTS.replace('"involvement"', '"state"').replace('"tenancy"', '"next-contact"')
    (piece,) = involvement("01/09/2024", arranged).statements
    assert piece.until.text() == "1 September 2024"
    assert "planned_end" not in piece.attributes


@given(st.fixed_dictionaries({name: st.text(max_size=12) for name in CALL}))
def test_no_row_whatever_it_says_is_a_crash(values):
    answer = read(values)
    assert answer.refusal or all(isinstance(one, PieceStatement | Withdrawal) for one in answer.statements)


def test_how_a_piece_is_handled_is_read_from_its_columns_and_what_holds_of_all():
    told = 'handling = ["P3", "Names"]\nhandlings = { "Y" = "third-party-words", "N" = "" }\n'
    told += 'handling_always = "law-enforcement"\nwords = "N'
    said = read_mapping(MAPPING.replace('words = "N', told))[0].files[1]
    given = [read(call(Names=names), said).statements[0] for names in ("Y", "N")]
    assert [one.handling for one in given] == ["law-enforcement third-party-words", "law-enforcement"]
    assert fault(call(Names="?"), said).why == "its code has no handling in feed.toml"
