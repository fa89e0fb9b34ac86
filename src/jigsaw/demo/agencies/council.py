"""The council's adult social care: people in an Excel workbook, services, contacts and statuses in CSV."""

from datetime import datetime

from jigsaw.demo.agencies.files import Broken, Columns, Folder
from jigsaw.demo.agencies.workbook import write_workbook
from jigsaw.demo.sending import Share

EVENTS = {
    "social-work-visit": "Visit",
    "missed-care-visit": "No reply",
    "safeguarding-concern": "Safeguarding concern",
    "concern-below-section-42": "Concern, no s42",
    "support-declined": "Declined",
    "self-neglect-observed": "Self-neglect",
    "homelessness-approach": "Homeless approach",
    "carer-strain": "Carer strain",
}
SERVICES = {"care-package": "Home care", "social-work": "Social work", "safeguarding-enquiry": "S42 enquiry"}
STATES = {
    "accommodation": "Accommodation",
    "capacity-decision": "Capacity",
    "carer": "Carer",
    "relationship": "Relationship",
    "assessment-accepted": "Assessment part taken over",
}
ENDED = {
    "completed": "Outcome met",
    "own-request": "Client req",
    "not-attending": "No engagement",
    "transferred": "Transfer",
    "moved-away": "Moved",
}


def write(folder: Folder, share: Share) -> None:
    """Adults, services, contacts and statuses."""
    folder.describe()
    columns = adults(share)
    for stem, table in folder.versions("adults", share.register.rows, columns, ADULTS_BROKEN).items():
        write_workbook(folder.path / f"{stem}.xlsx", "Adults", list(columns), table)
    folder.table("services", share.of(*SERVICES), services(share), SERVICES_BROKEN)
    folder.table("contacts", share.of(*EVENTS), contacts(share), CONTACTS_BROKEN)
    folder.table("statuses", share.of(*STATES), statuses(share))


def adults(share: Share) -> Columns:
    """An adult's row, with birth dates as Excel's own dates."""
    clock = share.clock
    return {
        "Person ID": lambda row: row.local_id,
        "NHS No": lambda row: row.nhs_number,
        "Title": lambda row: row.title,
        "First name": lambda row: row.given,
        "Last name": lambda row: row.family,
        "Known as": lambda row: row.known_as,
        "Date of birth": lambda row: (
            datetime(row.born.year, row.born.month, row.born.day) if row.born else ""
        ),
        "Gender": lambda row: row.truth.gender.capitalize(),
        "Ethnicity": lambda row: row.truth.origin.ethnicity,
        "Phone": lambda row: row.telephone,
        "Email": lambda row: row.email,
        "Address": lambda row: row.first_line,
        "Area": lambda row: row.locality,
        "Town": lambda row: row.town,
        "Postcode": lambda row: row.postcode,
        "UPRN": lambda row: row.uprn,
        "Date of death": lambda row: clock.slashes_day(row.died) if row.died is not None else "",
        "Extract date": lambda row: clock.slashes(row.received),
    }


def services(share: Share) -> Columns:
    """A service's row."""
    clock = share.clock
    return {
        "Service ID": lambda row: row.reference,
        "Person ID": lambda row: row.local_id,
        "Service": lambda row: SERVICES[row.piece.kind],
        "Start": lambda row: clock.slashes_day(row.at),
        "End": lambda row: clock.slashes_day(row.until) if row.until is not None else "",
        "Closure reason": lambda row: ENDED.get(row.noted("ended_reason"), ""),
        "Closed by": lambda row: row.noted("ended_by"),
        "Hours a week": lambda row: row.noted("hours"),
        "Team": lambda row: row.noted("team"),
        "Worker": lambda row: row.noted("worker"),
        "Worker tel": lambda row: row.noted("worker_telephone"),
        "Note": lambda row: row.words,
        "Extract date": lambda row: clock.slashes(row.received),
    }


def contacts(share: Share) -> Columns:
    """A contact's row."""
    clock = share.clock
    return {
        "Contact ID": lambda row: row.reference,
        "Person ID": lambda row: row.local_id,
        "Contact type": lambda row: EVENTS[row.piece.kind],
        "Contact date": lambda row: clock.slashes(row.at),
        "Address": lambda row: row.piece.home.line if row.piece.home else "",
        "Postcode": lambda row: row.piece.home.postcode if row.piece.home else "",
        "UPRN": lambda row: row.piece.home.uprn if row.piece.home else "",
        "Note": lambda row: row.words,
        "Entered": lambda row: clock.slashes(row.recorded),
        "Deleted": lambda row: "Y" if row.deleted else "",
        "Extract date": lambda row: clock.slashes(row.received),
    }


def statuses(share: Share) -> Columns:
    """A status's row. A carer or relative is a second person, known by their own id."""
    clock = share.clock
    return {
        "Status ID": lambda row: row.reference,
        "Person ID": lambda row: row.local_id,
        "Carer ID": lambda row: row.other_id if row.piece.role == "carer" else "",
        "Relative ID": lambda row: row.other_id if row.piece.role == "relative" else "",
        "Status type": lambda row: STATES[row.piece.kind],
        "Status": lambda row: row.noted("value"),
        "From": lambda row: clock.slashes_day(row.at),
        "To": lambda row: clock.slashes_day(row.until) if row.until is not None else "",
        "Note": lambda row: row.words,
        "Extract date": lambda row: clock.slashes(row.received),
    }


ADULTS_BROKEN = (Broken("Date of birth", "31/11/1958", "There is no 31 November."),)
SERVICES_BROKEN = (
    Broken("Service", "Blue badge", "The mapping does not know this code."),
    Broken("Start", "45/01/2026", "There is no 45 January."),
)
CONTACTS_BROKEN = (Broken("Contact date", "29/02/2025 10:00", "2025 was no leap year."),)
