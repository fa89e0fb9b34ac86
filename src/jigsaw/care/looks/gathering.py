"""What the rules of odd looks read: the looks of some days, whom they were at, and what workers told of themselves."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from jigsaw.care.looks.domain.odd import Known, Look, Somebody, Worker
from jigsaw.care.looks.domain.telling import rule_of
from jigsaw.care.looks.models import FamousName, OwnTie
from jigsaw.care.people.queries import Compared, compared_of, people_of_records
from jigsaw.foundation.audit.whose import opened_since
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Practitioner


def looks_since(viewer: Viewer, since: datetime) -> list[Look]:
    """Every opening of a person's record since a moment, by London's clocks."""
    return [
        Look(
            key=one.key,
            at=localtime(one.at),
            by=one.by,
            agency=one.agency,
            team=str(one.detail.get("team", "")),
            role=str(one.detail.get("role", "")),
            person=UUID(one.subject_id),
            rule=rule_of(str(one.detail.get("rule", "")), one.why),
        )
        for one in opened_since(viewer=viewer, since=since)
        if one.by is not None
    ]


def known_about(viewer: Viewer, looks: Collection[Look]) -> Known:
    """All that the rules ask about those who looked and those who were looked at. A handful of queries, by batches."""
    workers = _workers(viewer)
    wanted = {one.person for one in looks} | {one.own for one in workers.values() if one.own}
    told = {one.person: _somebody(one) for one in compared_of(viewer, wanted)}
    rows = FamousName.objects.filter(ended_at__isnull=True).values_list("name", "birth_year")
    return Known(told, workers, frozenset((_plain(name), year) for name, year in rows))


def _somebody(one: Compared) -> Somebody:
    return Somebody(
        person=one.person,
        family_name=_plain(one.family_name),
        name=_plain(f"{one.given_names.split(' ')[0]} {one.family_name}"),
        birth_year=one.birth_date[:4],
        homes=one.homes,
        postcodes=one.postcodes,
        known_to=one.agencies,
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _workers(viewer: Viewer) -> dict[int, Worker]:
    """Those who told anything of themselves, and everybody else as they are."""
    ties = OwnTie.objects.filter(ended_at__isnull=True).order_by("pk")
    rows = list(ties.values_list("practitioner_id", "kind", "record", "home"))
    whose = people_of_records(viewer, [record for _, _, record, _ in rows if record])
    own: dict[int, UUID] = {}
    relatives: dict[int, set[UUID]] = defaultdict(set)
    near: dict[int, set[UUID]] = defaultdict(set)
    for who, kind, record, home in rows:
        person = whose[record].id if record in whose else None
        if kind == OwnTie.Kind.OWN and person:
            own[who] = person
        elif kind == OwnTie.Kind.RELATIVE and person:
            relatives[who].add(person)
        elif home:
            near[who].add(home)
    return {
        key: Worker(key, agency, own.get(key), frozenset(relatives[key]), frozenset(near[key]))
        for key, agency in _agencies({*own, *relatives, *near})
    }


def _agencies(keys: Iterable[int]) -> list[tuple[int, str]]:
    return list(Practitioner.objects.filter(pk__in=list(keys)).values_list("pk", "agency_id"))
