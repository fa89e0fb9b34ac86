"""The housing association: semicolons, Western European text, months by name and years by two digits."""

from datetime import date

from jigsaw.demo.agencies.files import Broken, Columns, Folder
from jigsaw.demo.clock import MONTHS
from jigsaw.demo.sending import Share
from jigsaw.demo.slips import western

EVENTS = {
    "rent-arrears": "ARREARS",
    "antisocial-behaviour-report": "ASB",
    "property-damage": "DAMAGE",
    "repair-visit": "REPAIR",
    "eviction-notice": "NOSP",
    "visitors-report": "VISITORS",
    "concern-below-section-42": "CONCERN",
}
EPISODES = {"tenancy": "TEN", "housing-support": "SUPP"}


def write(folder: Folder, share: Share) -> None:
    """Tenants, tenancies and support, what happened at the home."""
    folder.describe()
    clock = share.clock
    folder.table("tenants", share.register.rows, tenants(share), delimiter=";", encoding="cp1252")
    columns: Columns = {
        "CaseNo": lambda row: row.reference,
        "TenantRef": lambda row: row.local_id,
        "Type": lambda row: EVENTS[row.piece.kind],
        "Date": lambda row: clock.short_month(row.at),
        "Property": lambda row: row.piece.home.line if row.piece.home else "",
        "Postcode": lambda row: row.piece.home.postcode if row.piece.home else "",
        "UPRN": lambda row: row.piece.home.uprn if row.piece.home else "",
        "Notes": lambda row: western(row.words),
        "Cancelled": lambda row: "Y" if row.deleted else "",
        "DateSent": lambda row: clock.slashes(row.received),
    }
    folder.table("cases", share.of(*EVENTS), columns, CASES_BROKEN, delimiter=";", encoding="cp1252")
    folder.table(
        "tenancies", share.of(*EPISODES), tenancies(share), TENANCIES_BROKEN, delimiter=";", encoding="cp1252"
    )


def tenants(share: Share) -> Columns:
    """A tenant's row, name in one cell for letters and in two for the register."""
    clock = share.clock
    return {
        "TenantRef": lambda row: row.local_id,
        "Salutation": lambda row: western(f"{row.title} {row.family}".strip()),
        "Forenames": lambda row: western(row.given),
        "Surname": lambda row: western(row.family),
        "DoB": lambda row: written_birth(row.born),
        "Gender": lambda row: row.truth.gender.capitalize(),
        "NHSNo": lambda row: row.nhs_number,
        "Phone": lambda row: row.telephone,
        "Email": lambda row: row.email,
        "Address": lambda row: row.first_line,
        "Town": lambda row: row.town,
        "Postcode": lambda row: row.postcode,
        "UPRN": lambda row: row.uprn,
        "DateSent": lambda row: clock.slashes(row.received),
    }


def written_birth(born: date | None) -> str:
    """22-May-1967: with four digits, since two would leave the century open."""
    return f"{born.day:02}-{MONTHS[born.month - 1]}-{born.year}" if born else ""


def tenancies(share: Share) -> Columns:
    """A tenancy's or a support episode's row."""
    clock = share.clock
    return {
        "AgreementNo": lambda row: row.reference,
        "TenantRef": lambda row: row.local_id,
        "Type": lambda row: EPISODES[row.piece.kind],
        "Start": lambda row: clock.short_month(row.at),
        "End": lambda row: clock.short_month(row.until) if row.until is not None else "",
        "EndReason": lambda row: row.noted("ended_reason"),
        "EndedBy": lambda row: row.noted("ended_by"),
        "Property": lambda row: row.piece.home.line if row.piece.home else "",
        "Postcode": lambda row: row.piece.home.postcode if row.piece.home else "",
        "UPRN": lambda row: row.piece.home.uprn if row.piece.home else "",
        "Officer": lambda row: western(row.noted("worker")),
        "OfficerPhone": lambda row: row.noted("worker_telephone"),
        "DateSent": lambda row: clock.slashes(row.received),
    }


CASES_BROKEN = (
    Broken("Date", "31-Sep-25", "There is no 31 September."),
    Broken("Type", "PETS", "The mapping does not know this code."),
)
TENANCIES_BROKEN = (Broken("Start", "00-Jan-25", "There is no day 0."),)
