"""Writes of sharing agreements, of what people wish about sharing, and of broken glasses."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.models import (
    AgreementParty,
    BrokenGlass,
    BrokenGlassRecord,
    GlassReview,
    GuardianNotice,
    SharingAgreement,
    Wish,
)
from jigsaw.foundation.access.policies import check, glass_over
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind

MINUTES = (15, 30, 60)
"""For how long a glass may be broken."""
REVIEW_DAYS = 7
"""Within how many days it is looked at afterwards."""


@transaction.atomic
def note_agreement(
    *,
    by: Viewer,
    key: str,
    name: str,
    purpose: str,
    basis: str,
    starts_on: date,
    ends_on: date,
    agencies: Iterable[str],
    why: str = "",
) -> SharingAgreement:
    """Record an agreement and its parties; one with this key is brought up to date. why: where it was signed, if not
    in Jigsaw.
    """
    told = {"name": name, "purpose": purpose, "basis": basis, "starts_on": starts_on, "ends_on": ends_on}
    agreement, _ = SharingAgreement.objects.update_or_create(key=key, defaults=told)
    agreement.parties.all().delete()
    parties = sorted(set(agencies))
    AgreementParty.objects.bulk_create(AgreementParty(agreement=agreement, agency_id=one) for one in parties)
    detail = {"parties": parties, "until": str(ends_on)}
    record_act(by=by, act="agreement noted", subject_kind="agreement", subject_id=key, why=why, detail=detail)
    return agreement


@transaction.atomic
def note_wish(
    *, by: Viewer, person: UUID, records: Collection[UUID], kind: str, holds: bool, words: str = ""
) -> None:
    """Record what a person said about sharing, with each of their source records; `holds` is no when they took it back.

    Raises Refused for somebody of whom no agency holds a record.
    """
    check(by, Act.SEE_PEOPLE)
    if not records:
        raise Refused(
            "Recording a wish", "no agency holds a record of this person", "Record it with their first record"
        )
    Wish.objects.bulk_create(
        Wish(record=record, kind=kind, holds=holds, words=words, by_id=by.key) for record in sorted(records)
    )
    act = f"wish noted: {kind}" if holds else f"wish taken back: {kind}"
    record_act(by=by, act=act, subject_kind="person", subject_id=person, detail={"records": len(records)})


@transaction.atomic
def break_glass(
    *, by: Viewer, person: UUID, records: Collection[UUID], reason: str, minutes: int
) -> BrokenGlass:
    """Open a person's record to the viewer for some minutes, although the rules keep it from them; tell the Guardian.

    It ends by itself. A glass that the viewer broke and that still holds is not broken twice.
    Raises Refused without a reason, for other minutes than MINUTES, or for somebody of whom there is no record.
    """
    who = person_behind(by)
    check(by, Act.SEE_PEOPLE)
    if minutes not in MINUTES or not reason.strip() or not records:
        raise Refused(
            "Breaking the glass",
            "it needs a reason, its minutes and a record to open",
            "Say why, and for how long",
        )
    if not hidden_from(by).records.isdisjoint(records):
        raise NotFound("Opening this page", "there is nothing here that you can see", "Check the address")
    if held := glass_over(by, records):
        return held
    at = now()
    glass = BrokenGlass.objects.create(
        by_id=who,
        agency_id=by.agency,
        person=person,
        reason=reason.strip(),
        at=at,
        ends_at=at + timedelta(minutes=minutes),
    )
    BrokenGlassRecord.objects.bulk_create(
        BrokenGlassRecord(glass=glass, record=one) for one in sorted(records)
    )
    review_by = at.date() + timedelta(days=REVIEW_DAYS)
    GuardianNotice.objects.create(glass=glass, agency_id=by.agency, at=at, review_by=review_by)
    told = {"minutes": minutes, "records": len(records), "glass": str(glass.pk)}
    record_act(
        by=by,
        act="broke the glass",
        subject_kind="person",
        subject_id=person,
        why=reason.strip(),
        detail=told,
    )
    return glass


@transaction.atomic
def review_glass(*, by: Viewer, glass: UUID, was_needed: bool, words: str) -> GlassReview:
    """Record what was made of a broken glass afterwards. Raises NotFound for one of another agency, Refused for
    one's own, and for one that was looked at already.
    """
    who = person_behind(by)
    check(by, Act.REVIEW_BROKEN_GLASS)
    found = BrokenGlass.objects.select_for_update().filter(pk=glass, agency_id=by.agency).first()
    if found is None:
        raise NotFound(
            "Looking at a broken glass", "there is none here that you can see", "Go back to the list"
        )
    if found.by_id == who:
        raise Refused("Looking at a broken glass", "you broke it yourself", "Ask another manager")
    if GlassReview.objects.filter(glass=found).exists():
        raise Refused("Looking at a broken glass", "it was looked at already", "Go back to the list")
    review = GlassReview.objects.create(glass=found, by_id=who, was_needed=was_needed, words=words)
    record_act(
        by=by,
        act="looked at a broken glass",
        subject_kind="person",
        subject_id=found.person,
        detail={"glass": str(found.pk), "was_needed": was_needed},
    )
    return review
