"""The rows that joined people leave in the store, by table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from jigsaw.care.intake.models import Delivery, RecordVersion, SourceRecord
from jigsaw.care.linkage.models import BlockKey, Edge, Link
from jigsaw.care.people.domain.names import name_tokens, sound
from jigsaw.care.people.models import Address, Home, Person, Residence, SearchTerm
from jigsaw.engine.linkage.blocking import block_keys
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import standardise
from jigsaw.foundation.core.identity import home_id, person_id, record_id

Rows = dict[Any, tuple[Sequence[str], list[Sequence[Any]]]]
SAID = ("given_names", "family_name", "birth_date", "nhs_number", "gender", "telephone", "email")
WHY = "Same NHS number"


def rows_of_people(people: Iterable[list[Record]]) -> Rows:
    """Everything about these people, each given by their records: tables in the order in which rows may be added."""
    people = list(people)
    places = {one.uprn: one for records in people for one in records if one.uprn}
    numbers = _addresses_there(places)
    new = {uprn: one for uprn, one in places.items() if uprn not in numbers}
    start = _last_address()
    numbers |= {uprn: start + at for at, uprn in enumerate(new, 1)}
    deliveries = dict(Delivery.objects.values_list("feed__agency_id", "pk"))
    everyone = [(person_id(_id(records[0])), records) for records in people]
    return {
        Home: (("id", "key", "label", "postcode", "uprn", "why"), [_home(one) for one in new.values()]),
        Address: (
            ("id", "uprn", "normal", "lines", "postcode", "home_id"),
            [_address(numbers[uprn], one) for uprn, one in new.items()],
        ),
        SourceRecord: (
            ("id", "agency_id", "local_id", "first_received_at", "came_at"),
            [
                (_id(one), one.agency, one.local_id, one.received_at, one.received_at)
                for _, r in everyone
                for one in r
            ],
        ),
        RecordVersion: (
            ("record_id", "version", "delivery_id", "received_at", "fingerprint", *SAID, "address_id"),
            [_version(one, deliveries, numbers) for _, records in everyone for one in records],
        ),
        Person: (
            ("id", "name", "given_names", "family_name", "birth_date", "nhs_number", "gender", "changed_at"),
            [_person(key, records) for key, records in everyone],
        ),
        Link: (("record_id", "person_id", "why"), [(_id(one), key, WHY) for key, r in everyone for one in r]),
        Edge: (("left_id", "right_id", "kind", "weight", "why"), [e for _, r in everyone for e in _edges(r)]),
        BlockKey: (("record_id", "key"), [row for _, records in everyone for row in _keys(records)]),
        SearchTerm: (("person_id", "kind", "term"), [row for key, r in everyone for row in _terms(key, r)]),
        Residence: (
            ("person_id", "home_id", "agency_id", "since", "known_at"),
            [_stay(key, one) for key, records in everyone for one in records if one.uprn],
        ),
    }


def _id(one: Record) -> UUID:
    return record_id(one.agency, one.local_id)


def _addresses_there(places: dict[str, Record]) -> dict[str, int]:
    wanted, found = list(places), dict[str, int]()
    for start in range(0, len(wanted), 500):
        found |= dict(Address.objects.filter(uprn__in=wanted[start : start + 500]).values_list("uprn", "pk"))
    return found


def _last_address() -> int:
    return Address.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _home(one: Record) -> tuple[Any, ...]:
    key = f"uprn:{one.uprn}"
    return home_id(key), key, one.address, one.postcode, one.uprn, "Same UPRN"


def _address(number: int, one: Record) -> tuple[Any, ...]:
    normal = f"{one.address.upper()} {one.postcode}"
    return number, one.uprn, normal, one.address, one.postcode, home_id(f"uprn:{one.uprn}")


def _version(one: Record, deliveries: dict[str, int], numbers: dict[str, int]) -> tuple[Any, ...]:
    said = (getattr(one, name) for name in SAID)
    return _id(one), 1, deliveries[one.agency], one.received_at, one.id, *said, numbers.get(one.uprn)


def _person(key: UUID, records: list[Record]) -> tuple[Any, ...]:
    first = records[0]
    number = next((one.nhs_number for one in records if one.nhs_number), "")
    told = (first.given_names, first.family_name, first.birth_date, number, first.gender)
    return key, f"{first.given_names} {first.family_name}", *told, records[-1].received_at


def _edges(records: list[Record]) -> Iterator[tuple[Any, ...]]:
    for at, one in enumerate(records):
        for other in records[at + 1 :]:
            left, right = sorted((_id(one), _id(other)), key=str)
            yield left, right, "automatic", 20.0, WHY


def _keys(records: list[Record]) -> Iterator[tuple[Any, ...]]:
    for one in records:
        for key in block_keys(standardise(one)):
            yield _id(one), key


def _terms(key: UUID, records: list[Record]) -> Iterator[tuple[Any, ...]]:
    first = records[0]
    for token in name_tokens(first.given_names, first.family_name, ""):
        yield key, "name", token
        yield key, "sound", sound(token)
    for length in (4, 7, 10):
        yield key, "birth", first.birth_date[:length]
    yield key, "postcode", first.postcode


def _stay(key: UUID, one: Record) -> tuple[Any, ...]:
    return key, home_id(f"uprn:{one.uprn}"), one.agency, one.received_at, one.received_at + timedelta(0)
