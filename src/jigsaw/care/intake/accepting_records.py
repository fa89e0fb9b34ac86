"""Taking in what source records say: a version for each change, a retracted version for a withdrawal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.standing import Effect, Held
from jigsaw.care.intake.domain.statements import RecordStatement, Statement, Withdrawal, iso_date
from jigsaw.care.intake.models import RecordVersion, SourceRecord
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.time import now as this_moment

CORRECTED = "Corrected by its agency"
WITHDRAWN = "Withdrawn by its agency"
_TEXTS = (
    *("title", "given_names", "family_name", "known_as", "nhs_number", "nhs_number_status"),
    "former_nhs_numbers",
    *("gender", "ethnicity", "telephone", "email", "encoding"),
)
_KEPT = (*_TEXTS, "birth_date", "birth_date_uncertain", "died_on", "address_id")
_ADDRESS = _KEPT.index("address_id")


_WRITTEN = tuple(field.attname for field in RecordVersion._meta.concrete_fields if not field.primary_key)
_UNSAID = {
    field.attname: field.get_default()
    for field in RecordVersion._meta.concrete_fields
    if field.attname in {*_KEPT, "retracted", "reason", "recorded_at"}
}
_VERSIONS = Question(
    f"""SELECT v.record_id, v.version, v.fingerprint, v.received_at, v.retracted,
        d.feed_id, v.delivery_id, d.file_sha256, {", ".join(f"v.{name}" for name in _KEPT)}
    FROM intake_recordversion v JOIN intake_delivery d ON d.id = v.delivery_id
    WHERE v.record_id = ANY(%s) ORDER BY v.record_id, v.version""",  # noqa: S608 (names of our own columns)
    *(
        UUID,
        int,
        str,
        datetime,
        bool,
        int,
        int,
        str,
        *(bool if name == "birth_date_uncertain" else str for name in _KEPT),
    ),
)


@dataclass(slots=True)
class _Record:
    """What is held of one source record, the particulars of its latest version, and the addresses of every version."""

    held: Held[UUID] = field(default_factory=Held)
    particulars: dict[str, Any] = field(default_factory=dict)
    addresses: set[int] = field(default_factory=set)


def accept_records(acceptance: Acceptance, statements: Sequence[Statement], counts: Counts) -> None:
    """Add a version for each statement that changes what its record says."""
    if not statements:
        return
    ids = {_local_id(one): acceptance.record_id(_local_id(one)) for one in statements}
    records = _records(acceptance, ids.values())
    first: dict[str, datetime] = {}
    versions = []
    for one in statements:
        key, received = ids[_local_id(one)], acceptance.received(_received(one))
        version = _version(acceptance, one, key, records.setdefault(key, _Record()), received, counts)
        if version is not None:
            versions.append(version)
            known = acceptance.known(received)
            first[_local_id(one)] = min(known, first.get(_local_id(one), known))
    ensure_records(acceptance, first)
    insert_rows(RecordVersion, _WRITTEN, ([one[name] for name in _WRITTEN] for one in versions))
    _tell_news(acceptance, versions, records)


def _tell_news(
    acceptance: Acceptance, versions: Iterable[Mapping[str, Any]], records: Mapping[UUID, _Record]
) -> None:
    for version in versions:
        key, address = version["record_id"], version["address_id"]
        acceptance.news.records.add(key)
        acceptance.news.addresses |= records[key].addresses | ({address} if address else set())


def ensure_records(acceptance: Acceptance, first: dict[str, datetime]) -> None:
    """The source records of these local ids, added where they are new, with when each was first received."""
    new = {acceptance.record_id(local_id): local_id for local_id in first}
    came = this_moment()
    rows = (
        (key, acceptance.agency, local_id, first[local_id], came)
        for key, local_id in new.items()
        if key not in acceptance.there
    )
    columns = ("id", "agency", "local_id", "first_received_at", "came_at")
    insert_rows(SourceRecord, columns, rows, pass_over=True)
    acceptance.there.update(new)


def _local_id(statement: Statement) -> str:
    match statement:
        case RecordStatement():
            return statement.local_id
        case Withdrawal():
            return statement.reference
    raise TypeError(type(statement))


def _received(statement: Statement) -> datetime | None:
    return statement.received_at


def _records(acceptance: Acceptance, ids: Iterable[UUID]) -> dict[UUID, _Record]:
    records: dict[UUID, _Record] = {}
    for row in _VERSIONS.ask(list(ids)):
        key, version, fingerprint, received, retracted, feed, delivery, sha256, *kept = row
        record = records.setdefault(key, _Record())
        record.particulars = {} if retracted else dict(zip(_KEPT, kept, strict=True))
        if kept[_ADDRESS]:
            record.addresses.add(kept[_ADDRESS])
        one = record.held
        one.key, one.version, one.is_withdrawn = key, version, retracted
        # Two feeds of one agency may say different things of one person: each is compared with itself.
        if feed == acceptance.delivery.feed_id:
            one.fingerprint, one.latest = fingerprint, received
            if acceptance.is_the_same_file(delivery, sha256):
                one.from_this_file.add(fingerprint)
    return records


def _version(
    acceptance: Acceptance,
    statement: Statement,
    key: UUID,
    record: _Record,
    received: datetime,
    counts: Counts,
) -> dict[str, Any] | None:
    held = record.held
    is_dated = acceptance.is_dated(_received(statement))
    if isinstance(statement, Withdrawal):
        effect = held.effect_of_withdrawal(received, is_dated)
    else:
        effect = held.effect_of(_fingerprint(statement), received, is_dated)
    if effect is Effect.UNCHANGED or effect is Effect.OLDER:
        setattr(counts, effect, getattr(counts, effect) + 1)
        return None
    setattr(counts, f"records_{effect}", getattr(counts, f"records_{effect}") + 1)
    known = acceptance.known(received)
    held.put(key, _fingerprint(statement), known)
    shared: dict[str, Any] = {
        "record_id": key,
        "version": held.version,
        "delivery_id": acceptance.delivery.pk,
        "received_at": known,
        "fingerprint": held.fingerprint,
    }
    if isinstance(statement, RecordStatement):
        # What this feed never speaks of stays as another feed of the agency has said it.
        record.particulars |= _particulars(acceptance, statement)
        reason = CORRECTED if effect is Effect.CORRECTED else ""
        recorded = statement.recorded.at if statement.recorded else None
        return {**_UNSAID, **shared, "reason": reason, "recorded_at": recorded, **record.particulars}
    held.withdraw(known)
    record.particulars = {}
    return {**_UNSAID, **shared, "reason": WITHDRAWN, "retracted": True}


def _fingerprint(statement: Statement) -> str:
    return "" if isinstance(statement, Withdrawal) else statement.fingerprint


def _particulars(acceptance: Acceptance, said: RecordStatement) -> dict[str, Any]:
    """The columns that the statement speaks of."""
    found: dict[str, Any] = {name: getattr(said, name) for name in _TEXTS if name in said.gives}
    if "nhs_number" in said.gives:
        found["nhs_number_status"] = said.nhs_number_status
    if "birth_date" in said.gives:
        found["birth_date"] = iso_date(said.birth_date)
        found["birth_date_uncertain"] = bool(said.birth_date and said.birth_date.uncertain)
    if "died_on" in said.gives:
        found["died_on"] = iso_date(said.died_on)
    if said.gives & {"address", "postcode", "uprn"}:
        found["address_id"] = acceptance.address_id(said.address)
    return found
