"""Homes, who lives in them as agencies say, and where somebody lived."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jigsaw.care.people.domain.residences import LivesAt, as_known, intervals, notes_on
from jigsaw.care.people.models import Address, Home
from jigsaw.care.people.queries.following import followed
from jigsaw.care.people.queries.hidden import known_homes, known_residences
from jigsaw.care.people.queries.objecting import objecting_elsewhere
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.time import end_of_day
from jigsaw.foundation.core.viewer import Viewer

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Resident:
    """Somebody at a home: since when, until when (None: some agency says still), who says so, and what agencies do not
    agree on, or earlier times there, in words.
    """

    id: UUID
    name: str
    birth_date: str
    since: datetime
    until: datetime | None
    agencies: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dwelling:
    """A home of somebody's, with the same times, agencies and notes."""

    id: UUID
    label: str
    since: datetime
    until: datetime | None
    agencies: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddressAsWritten:
    """One way in which a home's address was written, and why it is taken to be this home, in words."""

    lines: str
    postcode: str
    why: str


def home(viewer: Viewer, key: UUID) -> Home:
    """The home under this id, following redirects. Raises NotFound, also for those who may not know."""
    return followed(viewer, "home", key, lambda one: known_homes(viewer).filter(pk=one).first())


def home_label(viewer: Viewer, key: UUID) -> str:
    """What screens call a home: its address. Raises NotFound."""
    return home(viewer, key).label


def home_labels(viewer: Viewer, homes: Iterable[UUID]) -> dict[UUID, str]:
    """The addresses of homes by id, in one query."""
    check_may_know_of_people(viewer)
    return dict(Home.objects.filter(pk__in=set(homes)).values_list("pk", "label"))


def homes_at(viewer: Viewer, postcode: str, most: int = 30) -> list[Home]:
    """The homes of a postcode."""
    check_may_know_of_people(viewer)
    return list(known_homes(viewer).filter(postcode=postcode).order_by("label")[:most]) if postcode else []


def address_ids(viewer: Viewer, key: UUID) -> tuple[int, ...]:
    """The ids of a home's written addresses."""
    check_may_know_of_people(viewer)
    return tuple(Address.objects.filter(home=key).values_list("pk", flat=True))


def addresses_as_written(viewer: Viewer, key: UUID) -> tuple[AddressAsWritten, ...]:
    """The ways in which a home's address was written, each once, and why each is taken to be this home."""
    check_may_know_of_people(viewer)
    rows = Address.objects.filter(home=key).order_by("-uprn", "lines", "pk")
    told = rows.values_list("lines", "postcode", "why")
    return tuple(dict.fromkeys(AddressAsWritten(*row) for row in told))


def residents(viewer: Viewer, key: UUID, as_known_on: date | None = None) -> tuple[Resident, ...]:
    """Who lives or lived at a home, those still there first; what agencies say is merged.

    Somebody who objects to sharing is named to agencies alone that hold a record of theirs.
    """
    check_may_know_of_people(viewer)
    rows = (
        known_residences(viewer)
        .filter(home=key)
        .exclude(person__in=objecting_elsewhere(viewer))
        .order_by("since", "pk")
    )
    told = rows.values_list("person_id", "person__name", "person__birth_date", "home_id", *_SAID)
    return _read(Resident, ((row[0], row[:3], row[3:]) for row in told), as_known_on)


def homes_of(viewer: Viewer, key: UUID, as_known_on: date | None = None) -> tuple[Dwelling, ...]:
    """Where somebody lives or lived, present homes first."""
    check_may_know_of_people(viewer)
    rows = known_residences(viewer).filter(person=key).order_by("since", "pk")
    told = rows.values_list("person_id", "home_id", "home__label", "home_id", *_SAID)
    return _read(Dwelling, ((row[0], row[1:3], row[3:]) for row in told), as_known_on)


_SAID = ("agency__name", "since", "until", "known_at", "end_known_at")
Who = tuple[Any, ...]


def _read(kind: type, rows: Iterable[tuple[UUID, Who, tuple]], as_known_on: date | None) -> tuple[Any, ...]:
    """One line for each person and home, present ones first: the last time there, and notes on the rest."""
    said: dict[Who, list[LivesAt]] = defaultdict(list)
    for person, who, lives in rows:
        said[who].append(LivesAt(person, *lives))
    read = {who: intervals(_as_known(lives, as_known_on)) for who, lives in said.items()}
    merged = [
        kind(*who, times[-1].since, times[-1].until, times[-1].agencies, notes_on(times))
        for who, times in read.items()
        if times
    ]
    return tuple(sorted(merged, key=lambda one: (one.until is not None, -one.since.timestamp())))


def _as_known(lives: list[LivesAt], day: date | None) -> tuple[LivesAt, ...]:
    if day is None:
        return tuple(lives)
    end = end_of_day(day)
    known = as_known(lives, end - MOMENT)
    return tuple(replace(one, until=None) if one.until and one.until >= end else one for one in known)


def living_at(viewer: Viewer, key: UUID) -> frozenset[UUID]:
    """The ids of those who live at a home now, as far as any agency says. One query."""
    check_may_know_of_people(viewer)
    living = known_residences(viewer).filter(home=key, until__isnull=True)
    return frozenset(living.values_list("person_id", flat=True))


@dataclass(frozen=True)
class Stay:
    """Somebody's time at a home, as one agency says it."""

    person: UUID
    home: UUID
    label: str
    since: datetime
    until: datetime | None


def stays_at(viewer: Viewer, homes: Iterable[UUID], as_known_on: date | None = None) -> tuple[Stay, ...]:
    """Everybody's times at these homes: who may have lived together. Three queries; as for `residents`."""
    check_may_know_of_people(viewer)
    kept_back = objecting_elsewhere(viewer)
    rows = (
        known_residences(viewer)
        .filter(home__in=set(homes))
        .exclude(person__in=kept_back)
        .order_by("since", "pk")
    )
    labels = dict(Home.objects.filter(pk__in=set(homes)).values_list("pk", "label"))
    lives = [LivesAt(*row) for row in rows.values_list("person_id", "home_id", *_SAID)]
    return tuple(
        Stay(one.person, one.home, labels[one.home], one.since, one.until)
        for one in _as_known(lives, as_known_on)
    )
