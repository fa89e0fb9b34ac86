"""Homes, who lives in them as agencies say, and where somebody lived."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jigsaw.care.people.models import Address, Home, Residence
from jigsaw.care.people.queries.following import followed
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.time import end_of_day
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Resident:
    """Somebody at a home: since when, until when (None: some agency says still), and who says so."""

    id: UUID
    name: str
    birth_date: str
    since: datetime
    until: datetime | None
    agencies: tuple[str, ...]


@dataclass(frozen=True)
class Dwelling:
    """A home of somebody's, with the same times and agencies."""

    id: UUID
    label: str
    since: datetime
    until: datetime | None
    agencies: tuple[str, ...]


def home(viewer: Viewer, key: UUID) -> Home:
    """The home under this id, following redirects. Raises NotFound, also for those who may not know."""
    return followed(viewer, "home", key, lambda one: Home.objects.filter(pk=one).first())


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
    return list(Home.objects.filter(postcode=postcode).order_by("label")[:most]) if postcode else []


def address_ids(viewer: Viewer, key: UUID) -> tuple[int, ...]:
    """The ids of a home's written addresses."""
    check_may_know_of_people(viewer)
    return tuple(Address.objects.filter(home=key).values_list("pk", flat=True))


def residents(viewer: Viewer, key: UUID, as_known_on: date | None = None) -> tuple[Resident, ...]:
    """Who lives or lived at a home, those still there first; what agencies say is merged."""
    check_may_know_of_people(viewer)
    rows = _residences(as_known_on, home=key).values_list(
        "person_id", "person__name", "person__birth_date", "since", "until", "agency__name"
    )
    return _merged(Resident, rows, as_known_on)


def homes_of(viewer: Viewer, key: UUID, as_known_on: date | None = None) -> tuple[Dwelling, ...]:
    """Where somebody lives or lived, present homes first."""
    check_may_know_of_people(viewer)
    rows = _residences(as_known_on, person=key).values_list(
        "home_id", "home__label", "since", "until", "agency__name"
    )
    return _merged(Dwelling, rows, as_known_on)


def _residences(as_known_on: date | None, **of: object) -> Any:
    rows = Residence.objects.filter(**of).order_by("since", "pk")
    return rows.filter(known_at__lt=end_of_day(as_known_on)) if as_known_on else rows


def _merged(kind: type, rows: Iterable[tuple], as_known_on: date | None) -> tuple[Any, ...]:
    said: dict[tuple, list[tuple]] = defaultdict(list)
    for *who, since, until, agency in rows:
        said[tuple(who)].append((since, _known_end(until, as_known_on), agency))
    merged = [kind(*who, *_together(spans)) for who, spans in said.items()]
    return tuple(sorted(merged, key=lambda one: (one.until is not None, -one.since.timestamp())))


def _known_end(until: datetime | None, as_known_on: date | None) -> datetime | None:
    return None if until and as_known_on and until >= end_of_day(as_known_on) else until


def _together(spans: list[tuple]) -> tuple[datetime, datetime | None, tuple[str, ...]]:
    ends = [until for _, until, _ in spans]
    until = None if None in ends else max(ends)
    return min(since for since, _, _ in spans), until, tuple(sorted({agency for _, _, agency in spans}))


def is_home_known_to_agency(viewer: Viewer, key: UUID) -> bool:
    """Whether the viewer's agency has a source record of somebody who lives at this home."""
    check_may_know_of_people(viewer)
    living = Residence.objects.filter(home=key, until__isnull=True)
    return living.filter(person__links__record__agency=viewer.agency).exists()


@dataclass(frozen=True)
class Stay:
    """Somebody's time at a home, as one agency says it."""

    person: UUID
    home: UUID
    label: str
    since: datetime
    until: datetime | None


def stays_at(viewer: Viewer, homes: Iterable[UUID], as_known_on: date | None = None) -> tuple[Stay, ...]:
    """Everybody's times at these homes: who may have lived together. One query."""
    check_may_know_of_people(viewer)
    rows = _residences(as_known_on, home__in=set(homes))
    told = rows.values_list("person_id", "home_id", "home__label", "since", "until")
    return tuple(
        Stay(person, place, label, since, _known_end(until, as_known_on))
        for person, place, label, since, until in told
    )
