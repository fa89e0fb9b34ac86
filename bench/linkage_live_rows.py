"""The rows that joined people leave in the store, by table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from jigsaw.care.intake.models import Delivery, RecordVersion, SourceRecord
from jigsaw.care.linkage.models import BlockKey, Edge, Link
from jigsaw.care.people.domain.addresses import WrittenAddress, written
from jigsaw.care.people.domain.names import name_tokens, sound
from jigsaw.care.people.models import Address, Home, Person, Residence, SearchTerm
from jigsaw.care.people.naming import BY_UPRN
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
    places = {(one.uprn, one.normal): one for records in people for one in map(_written, records)}
    numbers = _addresses_there(places)
    new = {key: one for key, one in places.items() if key not in numbers}
    start = _last_address()
    numbers |= {key: start + at for at, key in enumerate(new, 1)}
    homes = _new_homes({_uprn_of(one.lines): one for one in new.values()})
    deliveries = dict(Delivery.objects.values_list("feed__agency_id", "pk"))
    everyone = [(person_id(_id(records[0])), records) for records in people]
    return {
        Home: (
            ("id", "key", "label", "postcode", "uprn", "why"),
            [_home(uprn, one) for uprn, one in homes.items()],
        ),
        Address: (
            ("id", "uprn", "normal", "lines", "postcode", "premises", "home_id", "why"),
            [_address(numbers[key], one) for key, one in new.items()],
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
            [_stay(key, one) for key, records in everyone for one in records],
        ),
    }


def _id(one: Record) -> UUID:
    return _id_of(one.agency, one.local_id)


# Each is asked for a dozen times while its part is made.
_id_of = lru_cache(maxsize=50_000)(record_id)
_home_of = lru_cache(maxsize=50_000)(home_id)


@lru_cache(maxsize=10_000)
def _as_written(lines: str, postcode: str, uprn: str) -> WrittenAddress:
    return written(lines, postcode, uprn)


def _written(one: Record) -> WrittenAddress:
    return _as_written(one.address, one.postcode, one.uprn)


def _uprn_of(lines: str) -> str:
    """The UPRN of an invented home, by its lines, also where a record leaves it out: see `bench.arrivals`."""
    number, _, street = lines.partition(" Street ")
    return str(10_000_000 + int(street) * 12 + int(number) - 1)


def _addresses_there(places: dict[tuple[str, str], WrittenAddress]) -> dict[tuple[str, str], int]:
    wanted, found = list({normal for _, normal in places}), dict[tuple[str, str], int]()
    for start in range(0, len(wanted), 500):
        rows = Address.objects.filter(normal__in=wanted[start : start + 500])
        found |= {(uprn, normal): pk for uprn, normal, pk in rows.values_list("uprn", "normal", "pk")}
    return found


def _new_homes(homes: dict[str, WrittenAddress]) -> dict[str, WrittenAddress]:
    wanted, there = list(homes), set[str]()
    for start in range(0, len(wanted), 500):
        rows = Home.objects.filter(key__in=[f"uprn:{one}" for one in wanted[start : start + 500]])
        there.update(rows.values_list("uprn", flat=True))
    return {uprn: one for uprn, one in homes.items() if uprn not in there}


def _last_address() -> int:
    return Address.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _home(uprn: str, one: WrittenAddress) -> tuple[Any, ...]:
    key = f"uprn:{uprn}"
    return _home_of(key), key, one.lines, one.postcode, uprn, BY_UPRN


def _address(number: int, one: WrittenAddress) -> tuple[Any, ...]:
    home = _home_of(f"uprn:{_uprn_of(one.lines)}")
    return number, one.uprn, one.normal, one.lines, one.postcode, one.premises, home, BY_UPRN


def _version(one: Record, deliveries: dict[str, int], numbers: dict[tuple[str, str], int]) -> tuple[Any, ...]:
    said, where = (getattr(one, name) for name in SAID), _written(one)
    return (
        _id(one),
        1,
        deliveries[one.agency],
        one.received_at,
        one.id,
        *said,
        numbers[where.uprn, where.normal],
    )


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
        record = _id(one)
        for key in block_keys(standardise(one)):
            yield record, key


def _terms(key: UUID, records: list[Record]) -> Iterator[tuple[Any, ...]]:
    first = records[0]
    for token in name_tokens(first.given_names, first.family_name, ""):
        yield key, "name", token
        yield key, "sound", sound(token)
    for length in (4, 7, 10):
        yield key, "birth", first.birth_date[:length]
    yield key, "postcode", first.postcode


def _stay(key: UUID, one: Record) -> tuple[Any, ...]:
    return (
        key,
        _home_of(f"uprn:{_uprn_of(one.address)}"),
        one.agency,
        one.received_at,
        one.received_at + timedelta(0),
    )
