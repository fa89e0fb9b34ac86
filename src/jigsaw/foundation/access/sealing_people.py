"""Sealing that somebody is known here, and lifting it: the writes, and the list for whoever answers for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.hiding import GUARDIAN, forget_seals, hidden_from
from jigsaw.foundation.access.models import PersonSeal, PersonSealLetIn, PersonSealLift, PersonSealRecord
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.models import Agency, Team

_ASKED = "Sealing a person"


@dataclass(frozen=True)
class SealSeen:
    """A seal in force: whom (by the id of then), since when, by whom, why, and whom it lets in, in words."""

    id: UUID
    person: UUID
    at: datetime
    by: str
    reason: str
    let_in: tuple[str, ...]


def letting_in(named: Iterable[str]) -> list[tuple[str, int | None]]:
    """Agencies and teams by how they are named: "refuge", or "refuge/Outreach". Raises Refused for one unknown."""
    found: list[tuple[str, int | None]] = []
    for one in dict.fromkeys(named):
        agency, _, team = one.partition("/")
        rows = Team.objects.filter(agency=agency, name__iexact=team).values_list("pk", flat=True)
        key = rows.first() if team else None
        if not Agency.objects.filter(pk=agency).exists() or (team and key is None):
            raise Refused(_ASKED, "an agency or team that it should let in is not known", "Check the names")
        found.append((agency, key))
    return found


@transaction.atomic
def seal_person(
    *,
    by: Viewer,
    person: UUID,
    records: Collection[UUID],
    reason: str,
    let_in: Collection[tuple[str, int | None]],
) -> PersonSeal:
    """Seal that a person is known here: from now they are there for those let in, for whoever sealed it, and for the
    Caldicott Guardian of that agency. let_in: agencies, each whole or with the key of one team.

    Raises Refused without a reason, for somebody of whom no agency holds a record, or letting nobody in.
    """
    who = person_behind(by)
    check(by, Act.SEAL_PEOPLE)
    if not reason.strip() or not records or not let_in:
        raise Refused(
            _ASKED, "it needs a reason, a record, and somebody whom it lets in", "Say why, and whom"
        )
    seal = PersonSeal.objects.create(by_id=who, agency_id=by.agency, person=person, reason=reason.strip())
    PersonSealRecord.objects.bulk_create(PersonSealRecord(seal=seal, record=one) for one in sorted(records))
    PersonSealLetIn.objects.bulk_create(
        PersonSealLetIn(seal=seal, agency_id=agency, team_id=team) for agency, team in let_in
    )
    told = {"records": len(records), "seal": str(seal.pk), "let_in": sorted({one for one, _ in let_in})}
    record_act(
        by=by,
        act="sealed a person",
        subject_kind="person",
        subject_id=person,
        why=reason.strip(),
        detail=told,
    )
    forget_seals()
    return seal


@transaction.atomic
def lift_seal(*, by: Viewer, seal: UUID, reason: str) -> None:
    """Lift a seal: the person is there again for whoever else may know. Raises NotFound, Refused without a reason."""
    who = person_behind(by)
    found = _rows(by).select_for_update(of=("self",)).filter(pk=seal).first()
    if found is None:
        raise NotFound("Lifting a seal", "there is none here that you can see", "Go back to the list")
    if not reason.strip():
        raise Refused("Lifting a seal", "it needs a reason", "Say why")
    PersonSealLift.objects.create(seal=found, by_id=who, reason=reason.strip())
    record_act(
        by=by,
        act="lifted a seal",
        subject_kind="person",
        subject_id=found.person,
        why=reason.strip(),
        detail={"seal": str(found.pk)},
    )
    forget_seals()


def seals(*, viewer: Viewer) -> list[SealSeen]:
    """The seals that the viewer's agency set and that the viewer is let into, the latest first. Raises Refused."""
    rows = _rows(viewer).select_related("by").prefetch_related("let_in__agency", "let_in__team")
    return [_seen(row) for row in rows.order_by("-at")]


def _rows(viewer: Viewer) -> QuerySet[PersonSeal]:
    check(viewer, Act.SEAL_PEOPLE)
    rows = PersonSeal.objects.filter(agency=viewer.agency, lift__isnull=True)
    if viewer.role == GUARDIAN:
        return rows
    hidden = hidden_from(viewer).records
    return rows.exclude(Q(records__record__in=hidden)) if hidden else rows


def _seen(row: PersonSeal) -> SealSeen:
    names = (
        f"{one.agency.name}: {one.team.name}" if one.team else one.agency.name for one in row.let_in.all()
    )
    return SealSeen(row.pk, row.person, row.at, row.by.name, row.reason, tuple(sorted(names)))
