"""FHIR R4 bundles and NDJSON of resources."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.domain.readers import Layout, NotRead, Row, read_rows
from jigsaw.care.intake.domain.readers.fhir_strict import check_strictly
from jigsaw.care.intake.domain.refusals import Refusal

FHIR = Layout("fhir", codes=frozenset({"WTLOSS"}))
SAMPLE = Path(__file__).parents[2] / "data" / "fhir-r4" / "transaction-bundle.json"
PATIENT = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [
        {
            "system": "https://fhir.nhs.uk/Id/nhs-number",
            "value": "999 000 0018",
            "extension": [
                {
                    "url": "https://fhir.hl7.org.uk/StructureDefinition/"
                    "Extension-UKCore-NHSNumberVerificationStatus",
                    "valueCodeableConcept": {"coding": [{"code": "01"}]},
                }
            ],
        }
    ],
    "name": [
        {"use": "old", "family": "Before", "given": ["Ann"]},
        {"use": "official", "family": "Okafor", "given": ["Ann", "Ngozi"], "prefix": ["Ms"]},
    ],
    "birthDate": "1970-05",
    "address": [{"use": "home", "line": ["1 High Street"], "city": "Brannock", "postalCode": "ZZ1 1AA"}],
    "telecom": [{"system": "phone", "value": "01632 960001", "use": "mobile"}],
}
ENCOUNTER = {
    "resourceType": "Encounter",
    "id": "e1",
    "status": "finished",
    "class": {"code": "AMB"},
    "type": [{"coding": [{"code": "WTLOSS", "display": "Weight loss"}]}],
    "subject": {"reference": "Patient/p1"},
    "period": {"start": "2024-05-01T10:00:00+01:00"},
}


def bundle(path, *resources):
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}))
    return list(read_rows(path, FHIR))


def test_a_patient_is_a_row_with_the_current_name_and_the_nhs_numbers_status(tmp_path):
    (row,) = bundle(tmp_path / "a.json", PATIENT)
    assert (row.values["given"], row.values["family"], row.values["title"]) == ("Ann Ngozi", "Okafor", "Ms")
    assert (row.values["nhs_number"], row.values["nhs_number_status"]) == ("999 000 0018", "01")
    assert row.values["address"] == "1 High Street, Brannock"
    assert row.values["birthDate"] == "1970-05"


def test_an_encounter_is_a_row_that_names_its_patient_and_the_code_the_mapping_knows(tmp_path):
    _, row = bundle(tmp_path / "a.json", PATIENT, ENCOUNTER)
    assert (row.line, row.values["patient"], row.values["code"]) == (2, "p1", "WTLOSS")
    assert row.values["words"] == "Weight loss"


def test_a_reference_to_an_entrys_address_leads_to_the_patients_own_id(tmp_path):
    entries = [
        {"fullUrl": "urn:uuid:77", "resource": PATIENT},
        {"resource": ENCOUNTER | {"subject": {"reference": "urn:uuid:77"}}},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"entry": entries, "resourceType": "Bundle"}))
    assert list(read_rows(tmp_path / "a.json", FHIR))[1].values["patient"] == "p1"


@pytest.mark.parametrize(
    ("change", "expression"),
    [
        ({"status": "done"}, "Encounter.status"),
        ({"subject": {}}, "Encounter.subject.reference"),
        ({"subject": "p1"}, "Encounter.subject"),
        ({"id": None}, "Encounter.id"),
        ({"period": []}, "Encounter.period"),
        ({"type": [{"coding": ["x"]}]}, "Encounter.type.coding"),
    ],
)
def test_a_faulty_entry_is_refused_by_its_expression_and_the_rest_go_on(tmp_path, change, expression):
    refused, row = bundle(tmp_path / "a.json", ENCOUNTER | change, ENCOUNTER)
    assert (refused.line, refused.faults[0].field) == (1, expression)
    assert isinstance(row, Row)


def test_what_did_not_happen_is_not_read_and_what_was_entered_in_error_is_withdrawn(tmp_path):
    planned, error = bundle(
        tmp_path / "a.json", ENCOUNTER | {"status": "planned"}, ENCOUNTER | {"status": "entered-in-error"}
    )
    assert planned == NotRead("a.json", 1, "Encounter, planned")
    assert error.values["deleted"] == "true"


def test_a_deletion_in_a_transaction_is_a_withdrawal(tmp_path):
    entry = {"request": {"method": "DELETE", "url": "Encounter/e1"}}
    (tmp_path / "a.json").write_text(json.dumps({"resourceType": "Bundle", "entry": [entry]}))
    (row,) = read_rows(tmp_path / "a.json", FHIR)
    assert row.values == {"resource": "Encounter", "id": "e1", "deleted": "true"}


def test_resources_one_a_line_are_read_too(tmp_path):
    lines = [json.dumps(PATIENT), "{", json.dumps(ENCOUNTER), json.dumps({"resourceType": "Condition"})]
    (tmp_path / "a.ndjson").write_text("\n".join(lines))
    found = list(read_rows(tmp_path / "a.ndjson", FHIR))
    assert [type(one) for one in found] == [Row, Refusal, Row, NotRead]


def test_a_bundle_cut_short_gives_what_stood_before_the_cut(tmp_path):
    text = json.dumps({"resourceType": "Bundle", "entry": [{"resource": PATIENT}, {"resource": ENCOUNTER}]})
    (tmp_path / "a.json").write_text(text[:-40])
    row, refused = read_rows(tmp_path / "a.json", FHIR)
    assert isinstance(row, Row)
    assert "Export it again" in refused.faults[0].what_to_do


def test_a_published_bundle_of_an_invented_person_is_read():
    found = Counter(type(one).__name__ for one in read_rows(SAMPLE, FHIR))
    assert found["Row"] > 5
    assert found["NotRead"] > 10
    assert not found["Refusal"]


def test_the_strict_check_tells_what_loading_does_not_mind(tmp_path):
    path = tmp_path / "a.json"
    bundle(path, PATIENT, ENCOUNTER | {"length": "long"}, ENCOUNTER)
    (refused,) = check_strictly(path, FHIR)
    assert refused.line == 2
    assert refused.faults[0].field == "Encounter.length"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ELEMENTS = st.sampled_from(sorted(set(PATIENT) | set(ENCOUNTER)))


@given(st.sampled_from([PATIENT, ENCOUNTER]), ELEMENTS, JSON)
def test_no_entry_whatever_its_faults_is_a_crash(tmp_path_factory, resource, element, value):
    path = tmp_path_factory.mktemp("any") / "any.json"
    (found,) = bundle(path, resource | {element: value})
    assert isinstance(found, Row | Refusal | NotRead)


@given(st.text(max_size=60))
def test_no_text_crashes_the_bundle_reader(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "any.json"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    assert list(read_rows(path, FHIR))
