"""A FHIR Patient as a row of a source record."""

from typing import Any

from jigsaw.care.intake.domain.readers.fhir_parts import (
    Malformed,
    codes_of,
    current,
    extension,
    part,
    parts,
    word,
    words,
)

NHS_NUMBERS = "https://fhir.nhs.uk/Id/nhs-number"
_VERIFICATION = "NHSNumberVerificationStatus"

# UK Core writes the verification status in words, other systems in the data dictionary's numbers: one form is kept.
_STATUSES = {
    "number-present-and-verified": "01",
    "number-present-but-not-traced": "02",
    "trace-required": "03",
    "trace-attempted-no-match-or-multiple-match-found": "04",
    "trace-needs-to-be-resolved": "05",
    "trace-in-progress": "06",
    "number-not-present-and-trace-not-required": "07",
    "trace-postponed": "08",
}


def patient_values(patient: dict[str, Any], local_id: str) -> dict[str, str]:
    """The row's values. Raises Malformed for an element that is read and is not as R4 says."""
    if not local_id:
        raise Malformed("Patient.id", "it is missing")
    names = parts(patient, "Patient", "name")
    name = current(names, ("official", "usual")) or (names[-1] if names else {})
    nickname = next((one for one in names if one.get("use") == "nickname"), {})
    return {
        "resource": "Patient",
        "id": local_id,
        "title": " ".join(words(name, "Patient.name", "prefix")),
        "given": " ".join(words(name, "Patient.name", "given")),
        "family": word(name, "Patient.name", "family"),
        "known_as": " ".join(words(nickname, "Patient.name", "given")),
        "birthDate": word(patient, "Patient", "birthDate"),
        "gender": word(patient, "Patient", "gender"),
        "ethnicity": _ethnicity(patient),
        "telephone": _telecom(patient, "phone"),
        "email": _telecom(patient, "email"),
        "deceased": word(patient, "Patient", "deceasedDateTime"),
        "lastUpdated": word(part(patient, "Patient", "meta"), "Patient.meta", "lastUpdated"),
        "deleted": "",
        **_nhs_number(patient),
        **_address(patient),
    }


def _nhs_number(patient: dict[str, Any]) -> dict[str, str]:
    for one in parts(patient, "Patient", "identifier"):
        if one.get("system") == NHS_NUMBERS:
            status = extension(one, "Patient.identifier", _VERIFICATION)
            concept = part(status, "Patient.identifier.extension", "valueCodeableConcept")
            codes = codes_of(concept, "Patient.identifier.extension.value")
            number = word(one, "Patient.identifier", "value")
            code = codes[0] if codes else ""
            return {"nhs_number": number, "nhs_number_status": _STATUSES.get(code, code)}
    return {"nhs_number": "", "nhs_number_status": ""}


def _ethnicity(patient: dict[str, Any]) -> str:
    found = part(extension(patient, "Patient", "EthnicCategory"), "Patient.extension", "valueCodeableConcept")
    codes = codes_of(found, "Patient.extension.value")
    return codes[0] if codes else ""


def _telecom(patient: dict[str, Any], system: str) -> str:
    of_system = [one for one in parts(patient, "Patient", "telecom") if one.get("system") == system]
    return word(current(of_system, ("mobile", "home")), "Patient.telecom", "value")


def _address(patient: dict[str, Any]) -> dict[str, str]:
    home = current(parts(patient, "Patient", "address"), ("home", "temp"))
    lines = [*words(home, "Patient.address", "line"), word(home, "Patient.address", "city")]
    return {
        "address": ", ".join(line for line in lines if line),
        "postalCode": word(home, "Patient.address", "postalCode"),
        "uprn": _uprn(home),
    }


def _uprn(home: dict[str, Any]) -> str:
    key = extension(home, "Patient.address", "AddressKey")
    said = {one.get("url"): one for one in parts(key, "Patient.address.extension", "extension")}
    kind = part(said.get("type", {}), "Patient.address.extension", "valueCodeableConcept")
    coding = part(said.get("type", {}), "Patient.address.extension", "valueCoding")
    if "UPRN" not in (*codes_of(kind, "Patient.address.extension.value"), coding.get("code")):
        return ""
    return word(said.get("value", {}), "Patient.address.extension", "valueString")
