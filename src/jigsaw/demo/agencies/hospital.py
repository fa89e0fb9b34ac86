"""The general hospital: one sheet of attendances, tabs between columns, in UTF-16; each row says who the patient is."""

from typing import Any

from jigsaw.demo.agencies.files import Broken, Columns, Folder
from jigsaw.demo.places import agencies
from jigsaw.demo.records import RecordRow
from jigsaw.demo.sending import Sent, Share

DEPARTMENTS = {
    "ed-attendance": "01",
    "miu-attendance": "03",
    "self-harm": "01",
    "injury-without-explanation": "01",
}
FINDINGS = {"self-harm": "SH", "injury-without-explanation": "INJ-NK"}


def write(folder: Folder, share: Share) -> None:
    """Attendances, each with the patient as known then."""
    folder.describe(ambulance=agencies()["ambulance"].key)
    rows = share.of(*DEPARTMENTS)
    folder.table(
        "attendances", rows, attendances(share), BROKEN, ending="tsv", delimiter="\t", encoding="utf-16"
    )


def attendances(share: Share) -> Columns:
    """An attendance and its patient. A finding (self-harm, an injury nobody explains) has a reference of its own."""
    clock, known = share.clock, as_known(share.register.rows)

    def patient(row: Sent) -> RecordRow:
        versions = [version for version in known[row.local_id] if version.received <= row.received]
        return versions[-1] if versions else known[row.local_id][0]

    def of_patient(name: str) -> Any:
        return lambda row: getattr(patient(row), name)

    return {
        "AttendanceRef": lambda row: row.reference,
        "FindingRef": lambda row: f"{row.reference}F" if row.piece.kind in FINDINGS else "",
        "MRN": lambda row: row.local_id,
        "NHS Number": of_patient("nhs_number"),
        "Forename": of_patient("given"),
        "Surname": of_patient("family"),
        "DOB": lambda row: f"{patient(row).born:%d.%m.%Y}" if patient(row).born else "",
        "Sex": lambda row: row.piece.person.gender[0].upper(),
        "Ethnic Origin": lambda row: row.piece.person.origin.ethnicity,
        "Telephone": of_patient("telephone"),
        "Address": lambda row: ", ".join(
            part for part in (patient(row).first_line, patient(row).locality, patient(row).town) if part
        ),
        "Postcode": of_patient("postcode"),
        "UPRN": of_patient("uprn"),
        "Ambulance CAD": lambda row: row.noted("call"),
        "Dept Type": lambda row: DEPARTMENTS[row.piece.kind],
        "Arrival Date": lambda row: clock.slashes(row.at)[:10],
        "Arrival Time": lambda row: clock.slashes(row.at)[11:],
        "Finding": lambda row: FINDINGS.get(row.piece.kind, ""),
        "Comment": lambda row: row.words,
        "Deleted": lambda row: "Y" if row.deleted else "N",
        "Sent": lambda row: clock.slashes(row.received),
    }


def as_known(rows: list[RecordRow]) -> dict[str, list[RecordRow]]:
    """The versions of each record, by its id."""
    found: dict[str, list[RecordRow]] = {}
    for row in rows:
        found.setdefault(row.local_id, []).append(row)
    return found


BROKEN = (
    Broken("Arrival Date", "32/01/2026", "There is no 32 January."),
    Broken("Dept Type", "07", "The mapping does not know this code."),
    Broken("MRN", "", "It does not say whom it is about."),
)
