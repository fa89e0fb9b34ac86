"""General practices: FHIR R4 with UK Core's identifiers. Most practices send NDJSON; the smallest sends a bundle."""

import json
from typing import Any, TypeVar

from jigsaw.demo.agencies.files import Folder
from jigsaw.demo.records import RecordRow
from jigsaw.demo.sending import Sent, Share

PRACTICES = ("mill-green", "harbourside", "northfield", "upper-town", "saltmarsh", "ferry-end")
BUNDLED = "ferry-end"
CLASSES = {"gp-contact": "AMB", "out-of-hours-contact": "EMER", "gp-weight-loss": "AMB"}
Row = TypeVar("Row", RecordRow, Sent)
UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
ACT_CODES = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


def write(folder: Folder, share: Share) -> None:
    """Patients and encounters of each practice, later versions in later files."""
    folder.describe()
    bundles: dict[int, list[dict[str, Any]]] = {}
    people, seen = by_practice(share.register.rows), by_practice(share.of(*CLASSES))
    for practice in PRACTICES:
        for name, made in (
            ("patients", ((row.version, patient(share, row)) for row in people.get(practice, []))),
            ("encounters", ((row.version, encounter(share, row)) for row in seen.get(practice, []))),
        ):
            held: dict[int, list[dict[str, Any]]] = {}
            for version, resource in made:
                held.setdefault(version, []).append(resource)
            if practice == BUNDLED:
                for version, resources in held.items():
                    bundles.setdefault(version, []).extend(resources)
            else:
                _ndjson(folder, f"{name}-{practice}", held)
    for version, resources in bundles.items():
        _bundle(folder, version, resources)


def practice_of(local_id: str) -> str:
    """Which practice keeps a record: the number decides, and the smallest keeps few."""
    number = int(local_id)
    return BUNDLED if number % 40 == 0 else PRACTICES[number % 5]


def by_practice(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each practice, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(practice_of(row.local_id), []).append(row)
    return found


def patient(share: Share, row: RecordRow) -> dict[str, Any]:
    """A Patient of UK Core."""
    clock = share.clock
    made: dict[str, Any] = {
        "resourceType": "Patient",
        "id": row.local_id,
        "meta": {"lastUpdated": clock.iso(row.received)},
        "extension": [_coded("EthnicCategory", row.truth.origin.ethnicity)],
        "name": [
            {
                "use": "official",
                "family": row.family,
                "given": row.given.split(),
                "prefix": [row.title or "Mx"],
            }
        ],
        "gender": row.truth.gender,
        "address": [_address(row)],
    }
    if row.nhs_number:
        status = _coded("NHSNumberVerificationStatus", "01")
        system = "https://fhir.nhs.uk/Id/nhs-number"
        made["identifier"] = [
            {"extension": [status], "system": system, "value": row.nhs_number.replace(" ", "")}
        ]
    if row.born:
        made["birthDate"] = row.born.isoformat()
    if row.known_as:
        made["name"].append({"use": "nickname", "given": [row.known_as]})
    contact = [("phone", row.telephone), ("email", row.email)]
    if any(value for _, value in contact):
        made["telecom"] = [{"system": system, "value": value} for system, value in contact if value]
    if row.died is not None:
        made["deceasedDateTime"] = clock.at(row.died).date().isoformat()
    return made


def _coded(name: str, code: str) -> dict[str, Any]:
    system = f"https://fhir.hl7.org.uk/CodeSystem/UKCore-{name}"
    return {"url": UK_CORE + name, "valueCodeableConcept": {"coding": [{"system": system, "code": code}]}}


def _address(row: RecordRow) -> dict[str, Any]:
    made: dict[str, Any] = {
        "use": "home",
        "line": [line for line in (row.first_line, row.locality) if line],
        "city": row.town,
    }
    if row.postcode:
        made["postalCode"] = row.postcode
    if row.uprn:
        system = "https://fhir.hl7.org.uk/CodeSystem/UKCore-AddressKeyType"
        kind = {"url": "type", "valueCoding": {"system": system, "code": "UPRN"}}
        made["extension"] = [
            {"url": f"{UK_CORE}AddressKey", "extension": [kind, {"url": "value", "valueString": row.uprn}]}
        ]
    return made


def encounter(share: Share, row: Sent) -> dict[str, Any]:
    """An Encounter; one entered in error is sent again with that status."""
    made: dict[str, Any] = {
        "resourceType": "Encounter",
        "id": row.reference,
        "meta": {"lastUpdated": share.clock.iso(row.received)},
        "status": "entered-in-error" if row.deleted else "finished",
        "class": {"system": ACT_CODES, "code": CLASSES[row.piece.kind]},
        "subject": {"reference": f"Patient/{row.local_id}"},
        "period": {"start": share.clock.iso(row.at)},
        "reasonCode": [{"text": row.words}],
    }
    if row.piece.kind == "gp-weight-loss":
        made["type"] = [{"coding": [{"system": "https://example.org/local-codes", "code": "WTLOSS"}]}]
    return made


def _ndjson(folder: Folder, name: str, held: dict[int, list[dict[str, Any]]]) -> None:
    write_one = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for version, resources in held.items():
        with (folder.path / f"{name}-{version}.ndjson").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{write_one(resource)}\n" for resource in resources)


def _bundle(folder: Folder, version: int, resources: list[dict[str, Any]]) -> None:
    entries = [{"resource": resource} for resource in resources]
    if version == 1 and resources and folder.broken:
        first = next((made for made in resources if made["resourceType"] == "Patient"), resources[0])
        entries += [{"resource": extra} for extra in unread_and_broken(folder, first["id"])]
    made = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    path = folder.path / f"bundle-{BUNDLED}-{version}.json"
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")


def unread_and_broken(folder: Folder, patient_id: str) -> list[dict[str, Any]]:
    """A condition, which Jigsaw does not read, and an encounter on a day that never was."""
    subject = {"reference": f"Patient/{patient_id}"}
    name = f"bundle-{BUNDLED}-1"
    why = "There is no 31 February."
    folder.faults.append((folder.agency.key, name, "GP-1", "period.start", "2026-02-31T09:00:00+00:00", why))
    return [
        {"resourceType": "Condition", "id": "C-1", "subject": subject, "code": {"text": "Asthma"}},
        {
            "resourceType": "Encounter", "id": "GP-1", "status": "finished", "subject": subject,
            "class": {"system": ACT_CODES, "code": "AMB"}, "period": {"start": "2026-02-31T09:00:00+00:00"},
        },
    ]  # fmt: skip
