"""Writes of people and homes as linkage works them out. Callers hold the transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jigsaw.care.people.derivation import family_names, residents_of
from jigsaw.care.people.domain.communal import MANY, many_since
from jigsaw.care.people.models import Address, Home, Person, Redirect, Residence
from jigsaw.care.people.placing import every_address, note_addresses, place
from jigsaw.foundation.core.asking import Awaited, Question, Row
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows

__all__ = [
    "Settled", "Stay", "ask_residences", "drop_people", "every_address", "forget_everything", "lead_old_links",
    "note_addresses", "place", "settle_people", "settle_residences",
]  # fmt: skip

NAME_NOT_GIVEN = "Name not given"
SENT_ENCODED = "Identity sent encoded by its agency"


@dataclass(frozen=True, slots=True)
class Settled:
    """A person as settled: the id, what each of their records says (first received first), and the last news."""

    id: UUID
    said: tuple[Mapping[str, str], ...]
    changed_at: datetime


@dataclass(slots=True)
class Stay:
    """A person at a home as one agency says, from when, until when, and since when each of these is known."""

    person: UUID
    home: UUID
    agency: str
    since: datetime
    until: datetime | None
    known_at: datetime
    end_known_at: datetime | None = None


def forget_everything() -> None:
    """Throw away every person and home: all of it is worked out, and is about to be worked out again."""
    Address.objects.update(home=None, why="")
    for model in (Residence, Person, Home):
        model.objects.all().delete()


def drop_people(gone: Mapping[UUID, UUID | None], why: str) -> None:
    """Take away people who are no more; a link to one leads to whoever has the record that named them, if
    any.
    """
    Redirect.objects.bulk_create(
        Redirect(kind="person", old=old, new=new, why=why) for old, new in gone.items() if new and new != old
    )
    for ids in batches(gone):
        for question in _FORGET_PEOPLE:
            question.tell(ids)


def lead_old_links(now: Mapping[UUID, UUID], why: str) -> None:
    """Links to these ids of former people lead to these people now; an id that nothing was ever led from stays so."""
    for ids in batches(now):
        rows = Redirect.objects.filter(kind="person", old__in=ids).order_by("at", "pk")
        led = dict(rows.values_list("old", "new"))
        Redirect.objects.bulk_create(
            Redirect(kind="person", old=old, new=now[old], why=why)
            for old, new in sorted(led.items())
            if new != now[old]
        )


def settle_people(people: Iterable[Settled]) -> None:
    """Add these people, or bring what is known of them up to date."""
    told = [field.name for field in Person._meta.fields if not field.primary_key]
    settled = (_row(one) for one in people)
    rows = ([row.pk, *(getattr(row, name) for name in told)] for row in settled)
    insert_rows(Person, ("id", *told), rows, write_over=told)


def ask_residences(people: Collection[UUID]) -> Awaited:
    """Ask where these people are said to live, for `settle_residences`: now, to be read when called. For few."""
    return _RESIDENCES.ahead(people)


def settle_residences(
    people: Iterable[UUID], stays: Iterable[Stay], rows: Iterable[Row] | None = None
) -> set[UUID]:
    """Bring up to date where these people live and lived. Returns the homes where they do and did.

    rows: what `ask_residences` says of them, where it was asked.
    """
    stored: dict[Values, list[int]] = {}
    for row in rows if rows is not None else (row for ids in batches(people) for row in _RESIDENCES.ask(ids)):
        stored.setdefault(row[1:], []).append(row[0])
    homes: set[UUID] = {values[1] for values in stored}
    new: list[Values] = []
    for one in stays:
        values = (one.person, one.home, one.agency, one.since, one.until, one.known_at, one.end_known_at)
        homes.add(one.home)
        if stored.get(values):
            stored[values].pop()
        else:
            new.append(values)
    for gone in batches(row for rows in stored.values() for row in rows):
        _FORGET_RESIDENCES.tell(gone)
    insert_rows(Residence, _RESIDENCE, new)
    _mark_those_of_many(homes)
    return homes


Values = tuple[Any, ...]
_RESIDENCE = ("person_id", "home_id", "agency_id", "since", "until", "known_at", "end_known_at")
_RESIDENCES = Question(
    """SELECT id, person_id, home_id, agency_id, since, until, known_at, end_known_at
    FROM people_residence WHERE person_id = ANY(%s)""",
    *(int, UUID, UUID, str, datetime, datetime, datetime, datetime),
)
_FORGET_RESIDENCES = Question("DELETE FROM people_residence WHERE id = ANY(%s)")
_FORGET_PEOPLE = (
    Question("DELETE FROM people_residence WHERE person_id = ANY(%s)"),
    Question("DELETE FROM people_searchterm WHERE person_id = ANY(%s)"),
    Question("DELETE FROM people_person WHERE id = ANY(%s)"),
)
_HOW_MANY = Question(
    """SELECT h.id, h.many, COUNT(DISTINCT r.person_id) FROM people_home h
    LEFT JOIN people_residence r ON r.home_id = h.id WHERE h.id = ANY(%s) GROUP BY h.id, h.many""",
    *(UUID, bool, int),
)


def _mark_those_of_many(homes: Iterable[UUID]) -> None:
    """Say of these homes whether many people of several families live or lived there at once."""
    for ids in batches(homes):
        counted = _HOW_MANY.ask(ids)
        crowded = [home for home, _, people in counted if people >= MANY]
        lives = residents_of(crowded) if crowded else {}
        families = family_names({one.person for mine in lives.values() for one in mine}) if crowded else {}
        many = {home for home, mine in lives.items() if many_since(mine, families)}
        for home, marked, _ in counted:
            if marked != (home in many):
                Home.objects.filter(pk=home).update(many=home in many)


def _row(settled: Settled) -> Person:
    def most_given(field: str) -> str:
        # What most records say; of equals, what was received first, so that the answer does not depend on
        # order.
        said = Counter(one[field] for one in settled.said if one.get(field))
        return said.most_common(1)[0][0] if said else ""

    unnamed = SENT_ENCODED if most_given("encoding") else NAME_NOT_GIVEN
    given, family = most_given("given_names"), most_given("family_name")
    valid = [
        one for one in settled.said if one.get("nhs_number") and one.get("nhs_number_status") != "invalid"
    ]
    numbers = Counter(one["nhs_number"] for one in valid)
    return Person(
        id=settled.id,
        name=" ".join(filter(None, (given, family))) or most_given("known_as") or unnamed,
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
