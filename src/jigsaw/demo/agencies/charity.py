"""The charity: a spreadsheet saved as CSV, first names, and dates as people remember them."""

from datetime import date

from jigsaw.demo.agencies.files import Broken, Columns, Folder
from jigsaw.demo.clock import DAY
from jigsaw.demo.sending import Sent, Share

CODES = {"crisis-line-call": "Night call", "charity-contact": "Drop-in", "peer-group": "Group"}


def write(folder: Folder, share: Share) -> None:
    """People, contacts, support."""
    folder.describe()
    clock = share.clock
    folder.table("people", share.register.rows, people(share))
    columns: Columns = {
        "No": lambda row: row.reference,
        "Person": lambda row: row.local_id,
        "What": lambda row: CODES[row.piece.kind],
        "When": lambda row: remembered(share, row),
        "What was said": lambda row: row.words,
        "Crossed out": lambda row: "yes" if row.deleted else "",
        "Sent": lambda row: clock.slashes(row.received),
    }
    folder.table("contacts", share.of(*CODES), columns, BROKEN)
    support: Columns = {
        "No": lambda row: row.reference,
        "Person": lambda row: row.local_id,
        "From": lambda row: f"{clock.at(row.at):%m/%Y}",
        "To": lambda row: f"{clock.at(row.until):%m/%Y}" if row.until is not None else "",
        "Why it ended": lambda row: row.noted("ended_reason"),
        "Who ended it": lambda row: row.noted("ended_by"),
        "Worker": lambda row: row.noted("worker"),
        "Ring": lambda row: row.noted("worker_telephone"),
        "Sent": lambda row: clock.slashes(row.received),
    }
    folder.table("support", share.of("charity-support"), support)


def people(share: Share) -> Columns:
    """A person's row: many give a first name and a year, and no more."""
    clock = share.clock
    return {
        "Person": lambda row: row.local_id,
        "Calls themselves": lambda row: row.known_as or row.given,
        "First name": lambda row: row.given,
        "Surname": lambda row: "" if row.local_id.endswith("3") else row.family,
        "Born": lambda row: born(row.local_id, row.born),
        "NHS number": lambda row: row.nhs_number,
        "Telephone": lambda row: row.telephone,
        "Email": lambda row: row.email,
        "Address": lambda row: row.first_line,
        "Postcode": lambda row: row.postcode,
        "UPRN": lambda row: row.uprn,
        "Sent": lambda row: clock.slashes(row.received),
    }


def born(local_id: str, day: date | None) -> str:
    """The whole date, or only its year or month for those who gave no more."""
    if day is None:
        return ""
    last = int(local_id[-1])
    return f"{day.year}" if last < 2 else f"{day:%m/%Y}" if last == 2 else f"{day:%d/%m/%Y}"


def remembered(share: Share, row: Sent) -> str:
    """Night calls to the minute; the rest as written down later: a day, a doubtful day, a month or a year."""
    moment = share.clock.at(row.at)
    last = int(row.reference[-2:])
    if row.piece.kind == "crisis-line-call" or row.piece.story:
        return share.clock.slashes(row.at)
    if last < 6:
        return f"?{moment.day} {moment:%b %Y}"
    if last < 12:
        return f"{moment:%m/%Y}"
    if last < 14 and row.at < (share.clock.days - 400) * DAY:
        return f"{moment.year}"
    return share.clock.slashes_day(row.at)


BROKEN = (
    Broken("When", "29/02/2026", "2026 is no leap year."),
    Broken("What", "Raffle", "The mapping does not know this code."),
)
