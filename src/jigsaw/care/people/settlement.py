"""Writes of people and homes as linkage works them out. Callers hold the transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.care.people.domain import addresses
from jigsaw.care.people.domain.addresses import Placed, WrittenAddress
from jigsaw.care.people.models import Address, Home, Person, Redirect, Residence
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.identity import home_id
from jigsaw.foundation.core.inserting import insert_rows

NAME_NOT_GIVEN = "Name not given"


@dataclass(frozen=True, slots=True)
class Settled:
    """A person as settled: the id, what each of their records says (first received first), and the last news."""

    id: UUID
    said: tuple[Mapping[str, str], ...]
    changed_at: datetime


@dataclass(slots=True)
class Stay:
    """A person at a home as one agency says, from when, until when, and since when that is known."""

    person: UUID
    home: UUID
    agency: str
    since: datetime
    until: datetime | None
    known_at: datetime


def note_addresses(written: Collection[WrittenAddress]) -> dict[tuple[str, str], int]:
    """The rows of these written addresses, added where they are new, by UPRN and normal form."""
    wanted = {(one.uprn, one.normal): one for one in written if one.uprn or one.normal}
    rows = [
        Address(uprn=one.uprn, normal=one.normal, lines=one.lines, postcode=one.postcode)
        for one in wanted.values()
    ]
    Address.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    found: dict[tuple[str, str], int] = {}
    for part in batches(wanted, 400):
        # Two lists in one question would have the database try every UPRN with every normal form.
        by_uprn = Address.objects.filter(uprn__in={uprn for uprn, _ in part if uprn})
        without = Address.objects.filter(uprn="", normal__in={normal for uprn, normal in part if not uprn})
        for rows_there in (by_uprn, without):
            found |= {
                (uprn, normal): pk for pk, uprn, normal in rows_there.values_list("pk", "uprn", "normal")
            }
    return found


def place(new: Iterable[int]) -> set[UUID]:
    """Give these written addresses, and those they bear upon, their homes. Returns the homes that changed.

    An address with a UPRN can tell where one without belongs, so all that share a normal form or a UPRN with
    a new one are placed again.
    """
    rows = _bearing_upon(new)
    uprns = addresses.uprns_by_normal((row.uprn, row.normal) for row in rows)
    placed = [(row, addresses.place(row.uprn, row.normal, uprns)) for row in rows]
    _put_homes(placed)
    moved = [(row, row.home_id, where) for row, where in placed if row.home_id != _id_of(where)]
    for row, before, where in moved:
        after = _id_of(where)
        if before and after and where and where.uprn and not row.uprn:
            why = "The address was given a UPRN"
            Redirect.objects.create(kind="home", old=before, new=after, why=why)
    columns = ("id", "uprn", "normal", "lines", "postcode", "home")
    now_at = (
        (row.pk, row.uprn, row.normal, row.lines, row.postcode, _id_of(where)) for row, _, where in moved
    )
    insert_rows(Address, columns, now_at, write_over=("home",))
    left = {before for _, before, _ in moved if before}
    Home.objects.filter(pk__in=left, addresses__isnull=True).delete()
    return left | {home for _, _, where in moved if (home := _id_of(where))}


def every_address() -> list[int]:
    """Every written address."""
    return list(Address.objects.values_list("pk", flat=True))


def forget_everything() -> None:
    """Throw away every person and home: all of it is worked out, and is about to be worked out again."""
    Address.objects.update(home=None)
    for model in (Residence, Person, Home):
        model.objects.all().delete()


def _bearing_upon(new: Iterable[int]) -> list[Address]:
    """The new addresses, all that share a normal form or a UPRN with one of them, with one of those, and so on.

    To the end of the chain: a home's name is chosen among all its addresses, whichever of them came last.
    """
    rows = _with("pk", new)
    while True:
        before = len(rows)
        for field in ("normal", "uprn"):
            rows |= _with(field, {getattr(row, field) for row in rows.values()} - {""})
        if len(rows) == before:
            return sorted(rows.values(), key=lambda row: (row.uprn, row.normal))


def _with(field: str, values: Iterable[object]) -> dict[int, Address]:
    return {
        row.pk: row for part in batches(values) for row in Address.objects.filter(**{f"{field}__in": part})
    }


def _id_of(where: Placed | None) -> UUID | None:
    return home_id(where.key) if where else None


def _put_homes(placed: Iterable[tuple[Address, Placed | None]]) -> None:
    homes: dict[str, Home] = {}
    for row, where in placed:
        # The longest writing is the label, the first in order among equals, so that arrival makes no
        # difference.
        if where and (where.key not in homes or len(row.lines) > len(homes[where.key].label)):
            homes[where.key] = Home(
                id=home_id(where.key),
                key=where.key,
                label=row.lines or row.postcode or f"UPRN {row.uprn}",
                postcode=row.postcode,
                uprn=where.uprn,
                why=where.why,
            )
    told = ("label", "postcode", "uprn", "why")
    rows = ((one.pk, one.key, one.label, one.postcode, one.uprn, one.why) for one in homes.values())
    insert_rows(Home, ("id", "key", *told), rows, write_over=told)


def drop_people(gone: Mapping[UUID, UUID | None], why: str) -> None:
    """Take away people who are no more; a link to one leads to whoever has the record that named them, if
    any.
    """
    Redirect.objects.bulk_create(
        Redirect(kind="person", old=old, new=new, why=why) for old, new in gone.items() if new and new != old
    )
    for ids in batches(gone):
        Person.objects.filter(pk__in=ids).delete()


def settle_people(people: Iterable[Settled]) -> None:
    """Add these people, or bring what is known of them up to date."""
    told = [field.name for field in Person._meta.fields if not field.primary_key]
    settled = (_row(one) for one in people)
    rows = ([row.pk, *(getattr(row, name) for name in told)] for row in settled)
    insert_rows(Person, ("id", *told), rows, write_over=told)


def settle_residences(people: Iterable[UUID], stays: Iterable[Stay]) -> None:
    """Replace where these people live and lived."""
    for ids in batches(people):
        Residence.objects.filter(person_id__in=ids).delete()
    fields = ("person_id", "home_id", "agency_id", "since", "until", "known_at")
    rows = ((one.person, one.home, one.agency, one.since, one.until, one.known_at) for one in stays)
    insert_rows(Residence, fields, rows)


def _row(settled: Settled) -> Person:
    def most_given(field: str) -> str:
        # What most records say; of equals, what was received first, so that the answer does not depend on
        # order.
        said = Counter(one[field] for one in settled.said if one.get(field))
        return said.most_common(1)[0][0] if said else ""

    given, family = most_given("given_names"), most_given("family_name")
    valid = [
        one for one in settled.said if one.get("nhs_number") and one.get("nhs_number_status") != "invalid"
    ]
    numbers = Counter(one["nhs_number"] for one in valid)
    return Person(
        id=settled.id,
        name=" ".join(filter(None, (given, family))) or most_given("known_as") or NAME_NOT_GIVEN,
        given_names=given,
        family_name=family,
        birth_date=_full_date(settled)
        or max((one["birth_date"] for one in settled.said), key=len, default=""),
        nhs_number=numbers.most_common(1)[0][0][:10] if numbers else "",
        gender=most_given("gender"),
        died_on=most_given("died_on"),
        changed_at=settled.changed_at,
    )


def _full_date(settled: Settled) -> str:
    """The full birth date that most records give, or nothing when all are partial."""
    said = Counter(one["birth_date"] for one in settled.said if len(one["birth_date"]) == len("2006-05-22"))
    return said.most_common(1)[0][0] if said else ""
