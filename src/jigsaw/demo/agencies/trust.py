"""The mental health trust: Western European text, NHS attendance codes, referrals and stays in files of their own."""

from jigsaw.demo.agencies.files import Broken, Columns, Folder
from jigsaw.demo.sending import Sent, Share
from jigsaw.demo.slips import western

ATTENDANCE = {
    "care-contact": "5",
    "contact-not-attended": "3",
    "contact-cancelled-by-person": "2",
    "contact-cancelled-by-provider": "4",
    "follow-up-contact": "5",
    "crisis-team-contact": "5",
}
CONTACTS = {
    "care-contact": "CMHT",
    "contact-not-attended": "CMHT",
    "contact-cancelled-by-person": "CMHT",
    "contact-cancelled-by-provider": "CMHT",
    "follow-up-contact": "FU72",
    "crisis-team-contact": "CRHT",
}
NOTES = {
    "referral-made": "REF",
    "referral-not-accepted": "REFREJ",
    "signpost-offered": "SIGNP",
    "safety-plan-given": "SPLAN",
    "carer-asked": "CARERQ",
    "key-worker-left": "KWLEFT",
    "first-request": "REQ1",
    "help-started": "HELP",
    "assessment-completed": "ASSESS",
    "care-plan-reviewed": "PLANREV",
    "crisis-referral-urgent": "CRISREF",
    "crisis-referral-answered": "CRISANS",
    "crisis-assessment": "CRISSEEN",
    "crisis-house-review": "CHREV",
    "crisis-house-decision": "CHDEC",
    "section-117-review": "S117REV",
    "restraint": "RI13",
    "post-incident-review": "RIREV",
    "use-of-force-recorded": "RIREC",
    "outside-personal-limits": "VWLIM",
    "news2-5-or-more": "VWN5",
    "urgent-clinical-review": "VWREV",
}
EPISODES = {
    "community-mental-health": "A03",
    "crisis-team": "A02",
    "ward-stay": "WARD",
    "crisis-house-stay": "CH",
    "camhs": "YP01",
    "substance-misuse": "D01",
    "adult-named-worker": "NAMED",
    "early-intervention": "A14",
    "virtual-ward": "VW",
}
STATES = {
    "legal-status": "MHA",
    "suicide-concern": "SUIC",
    "key-worker": "KW",
    "accommodation": "ACC",
    "carer": "CARER",
    "next-contact": "NEXT",
    "care-plan": "PLAN",
    "section-117": "S117",
    "section-117-body": "S117BODY",
    "assessment-part": "ASSPART",
}
ENDED = {
    "completed": "10",
    "own-request": "11",
    "not-attending": "12",
    "transferred": "13",
    "moved-away": "14",
}
GENDERS = {"male": "1", "female": "2", "other": "3"}


def write(folder: Folder, share: Share) -> None:
    """Patients, contacts, notes, episodes and states."""
    folder.describe()
    folder.table("patients", share.register.rows, patients(share), PATIENTS_BROKEN, encoding="cp1252")
    folder.table("contacts", share.of(*CONTACTS), contacts(share), CONTACTS_BROKEN, encoding="cp1252")
    folder.table("notes", share.of(*NOTES), events(share, NOTES), encoding="utf-8-sig")
    folder.table(
        "episodes", share.of(*EPISODES), lasting(share, EPISODES), EPISODES_BROKEN, encoding="utf-8-sig"
    )
    folder.table("states", share.of(*STATES), lasting(share, STATES), encoding="utf-8-sig")


def patients(share: Share) -> Columns:
    """A patient's row: NHS number with its status, ISO dates."""
    clock = share.clock
    return {
        "LocalPatientID": lambda row: row.local_id,
        "NHSNumber": lambda row: row.nhs_number,
        "NHSNumberStatus": lambda row: "01" if row.nhs_number else "07",
        "GivenName": lambda row: western(row.given),
        "FamilyName": lambda row: western(row.family),
        "PreferredName": lambda row: western(row.known_as),
        "BirthDate": lambda row: row.born.isoformat() if row.born else "",
        "Gender": lambda row: GENDERS[row.truth.gender],
        "EthnicCategory": lambda row: row.truth.origin.ethnicity,
        "Phone": lambda row: row.telephone,
        "Email": lambda row: row.email,
        "Address1": lambda row: row.first_line,
        "Address2": lambda row: row.locality,
        "Address3": lambda row: row.town,
        "Postcode": lambda row: row.postcode,
        "UPRN": lambda row: row.uprn,
        "DeathDate": lambda row: clock.slashes_day(row.died) if row.died is not None else "",
        "ExtractDateTime": lambda row: clock.plain(row.received),
    }


def contacts(share: Share) -> Columns:
    """A contact's row: team and attendance code apart, as national returns have them, and both in one for mapping."""
    return events(share, CONTACTS) | {
        "AttendanceCode": lambda row: ATTENDANCE[row.piece.kind],
        "TeamAndAttendance": lambda row: f"{CONTACTS[row.piece.kind]}-{_attendance(row)}",
    }


def _attendance(row: Sent) -> str:
    """Code 7 (arrived late, could not be seen) now and then in place of 3."""
    code = ATTENDANCE[row.piece.kind]
    return "7" if code == "3" and row.reference.endswith("7") else code


def events(share: Share, codes: dict[str, str]) -> Columns:
    """An event's row."""
    clock = share.clock
    return {
        "ID": lambda row: row.reference,
        "LocalPatientID": lambda row: row.local_id,
        "Code": lambda row: codes[row.piece.kind],
        "DateTime": lambda row: clock.plain(row.at),
        "Note": lambda row: western(row.words),
        "Deleted": lambda row: "1" if row.deleted else "0",
        "RecordedDateTime": lambda row: clock.plain(row.recorded),
        "ExtractDateTime": lambda row: clock.plain(row.received),
    }


def lasting(share: Share, codes: dict[str, str]) -> Columns:
    """A row of something with a start and perhaps an end."""
    clock = share.clock
    return {
        "ID": lambda row: row.reference,
        "LocalPatientID": lambda row: row.local_id,
        "Code": lambda row: codes[row.piece.kind],
        "StartDateTime": lambda row: clock.plain(row.at),
        "EndDateTime": lambda row: clock.plain(row.until) if row.until is not None else "",
        "EndReason": lambda row: ENDED.get(row.noted("ended_reason"), ""),
        "EndedBy": lambda row: row.noted("ended_by"),
        "Value": lambda row: western(row.noted("value")),
        "Ward": lambda row: row.noted("ward"),
        "Team": lambda row: row.noted("team"),
        "Worker": lambda row: western(row.noted("worker")),
        "WorkerPhone": lambda row: row.noted("worker_telephone"),
        "Note": lambda row: western(row.words),
        "ExtractDateTime": lambda row: clock.plain(row.received),
    }


PATIENTS_BROKEN = (Broken("BirthDate", "1984-13-05", "There is no thirteenth month."),)
CONTACTS_BROKEN = (
    Broken("TeamAndAttendance", "CMHT-9", "The mapping does not know this code."),
    Broken("DateTime", "2026-02-30 10:00", "There is no 30 February."),
)
EPISODES_BROKEN = (Broken("Code", "Z99", "The mapping does not know this code."),)
