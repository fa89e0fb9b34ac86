"""The ambulance service: a call-taking system that writes pipes between columns and keeps line breaks in narratives."""

from jigsaw.demo.agencies.files import Broken, Columns, Folder
from jigsaw.demo.sending import Share
from jigsaw.demo.slips import plain_letters

CODES = {"ambulance-call": "CALL", "ambulance-conveyance": "CONV"}


def write(folder: Folder, share: Share) -> None:
    """Patients, calls and journeys, warning markers."""
    folder.describe()
    clock = share.clock
    folder.table("patients", share.register.rows, patients(share), PATIENTS_BROKEN, delimiter="|")
    calls = share.of(*CODES)
    columns: Columns = {
        "CallID": lambda row: row.reference,
        "PatientID": lambda row: row.local_id,
        "CAD": lambda row: row.noted("call"),
        "CallerID": lambda row: row.other_id if row.piece.role == "caller" else "",
        "CallType": lambda row: CODES[row.piece.kind],
        "CallStart": lambda row: clock.slashes(row.at),
        "IncidentAddress": lambda row: row.piece.home.line if row.piece.home else "",
        "IncidentPostcode": lambda row: row.piece.home.postcode if row.piece.home else "",
        "IncidentUPRN": lambda row: row.piece.home.uprn if row.piece.home else "",
        "Narrative": lambda row: row.words,
        "Void": lambda row: "Y" if row.deleted else "",
        "Entered": lambda row: clock.slashes(row.recorded),
        "Extracted": lambda row: clock.slashes(row.received),
    }
    folder.table("calls", calls, columns, CALLS_BROKEN, delimiter="|")
    folder.table("markers", share.of("warning-marker"), marker_columns(share), delimiter="|")


def patients(share: Share) -> Columns:
    """A patient's row: capitals without accents, day first."""
    clock = share.clock
    return {
        "PatientID": lambda row: row.local_id,
        "NHS": lambda row: row.nhs_number,
        "Title": lambda row: row.title,
        "Forename": lambda row: plain_letters(row.given).upper(),
        "Surname": lambda row: plain_letters(row.family).upper(),
        "KnownAs": lambda row: plain_letters(row.known_as),
        "DOB": lambda row: row.born.strftime("%d/%m/%Y") if row.born else "",
        "Sex": lambda row: {"male": "M", "female": "F"}.get(row.truth.gender, "U"),
        "Tel": lambda row: row.telephone,
        "Addr1": lambda row: row.first_line,
        "Addr2": lambda row: row.locality,
        "Town": lambda row: row.town,
        "PC": lambda row: row.postcode,
        "UPRN": lambda row: row.uprn,
        "Extracted": lambda row: clock.slashes(row.received),
    }


def marker_columns(share: Share) -> Columns:
    """A marker's row."""
    clock = share.clock
    return {
        "MarkerID": lambda row: row.reference,
        "PatientID": lambda row: row.local_id,
        "Marker": lambda row: row.noted("value"),
        "Author": lambda row: row.noted("author"),
        "ReviewAfter": lambda row: row.noted("review"),
        "SetOn": lambda row: clock.slashes(row.at),
        "RemovedOn": lambda row: clock.slashes(row.until) if row.until is not None else "",
        "Address": lambda row: row.piece.home.line if row.piece.home else "",
        "Postcode": lambda row: row.piece.home.postcode if row.piece.home else "",
        "UPRN": lambda row: row.piece.home.uprn if row.piece.home else "",
        "Reason": lambda row: row.words,
        "Extracted": lambda row: clock.slashes(row.received),
    }


PATIENTS_BROKEN = (Broken("DOB", "30/02/1971", "There is no 30 February."),)
CALLS_BROKEN = (
    Broken("CallStart", "31/06/2026 02:10", "There is no 31 June."),
    Broken("CallType", "XFER", "The mapping does not know this code."),
)
