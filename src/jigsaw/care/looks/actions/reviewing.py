"""The review of odd looks: finding them, closing each, and quieting what was innocent again and again."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.care.looks.domain.odd import Finding, odd_looks
from jigsaw.care.looks.gathering import known_about, looks_since
from jigsaw.care.looks.models import OddLook, OddLookClosed, OddQuiet
from jigsaw.care.looks.shipped import rules_in_force
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind

SPARE_DAYS = 3
"""How long a review may be late before a look is too old to be read again."""
MOST_QUIET_DAYS = 366


@transaction.atomic
def review_looks(*, by: Viewer) -> dict[str, int]:
    """Read the looks of the last days by the rules, and keep each new finding. Safe to run again at any time."""
    check(by, Act.REVIEW_LOOKS)
    rules, at = rules_in_force(), now()
    looks = looks_since(by, at - timedelta(days=rules.days + SPARE_DAYS))
    found = odd_looks(looks, known_about(by, looks), rules, at)
    new = _kept(found)
    if new:
        detail = {"looks": len(looks), "found": new, "version": rules.version}
        record_act(
            by=by, act="odd looks reviewed", subject_kind="list", subject_id="odd looks", detail=detail
        )
    return {"looks_reviewed": len(looks), "odd_looks_found": new}


def _kept(found: Iterable[Finding]) -> int:
    quiet = _Quiet()
    rows = [
        OddLook(
            rule=one.rule,
            version=rules_in_force().version,
            look_id=one.look.key,
            by_id=one.look.by,
            agency_id=one.look.agency,
            person=one.look.person,
            on=one.look.at.date(),
            evidence=list(one.evidence),
        )
        for one in found
        if not quiet.holds(one)
    ]
    before = OddLook.objects.count()
    OddLook.objects.bulk_create(rows, ignore_conflicts=True)
    return OddLook.objects.count() - before


class _Quiet:
    """What was quieted by hand and holds today."""

    def __init__(self) -> None:
        rows = OddQuiet.objects.filter(until__gte=timezone.localdate())
        self.held = set(rows.values_list("rule", "practitioner_id", "person"))

    def holds(self, one: Finding) -> bool:
        """Whether the rule says nothing about this worker, or this worker and this person."""
        whole, of_one = (one.rule, one.look.by, None), (one.rule, one.look.by, one.look.person)
        return whole in self.held or of_one in self.held


@transaction.atomic
def close_odd_look(*, by: Viewer, odd: int, made: str, words: str) -> OddLookClosed:
    """Keep what was made of a finding. Raises NotFound for one of another agency, Refused for one about oneself,
    for one that was closed and without a reason.
    """
    who, row = person_behind(by), _of_agency(by, odd)
    if row.by_id == who:
        raise Refused("Closing an odd look", "it is about your own look", "Ask another privacy officer")
    if not words.strip() or OddLookClosed.objects.filter(odd=row).exists():
        raise Refused("Closing an odd look", "it is closed already, or no reason was given", "Say why")
    closed = OddLookClosed.objects.create(odd=row, made=made, words=words.strip(), by_id=who)
    detail = {"odd": row.pk, "made": made}
    record_act(by=by, act="odd look closed", subject_kind="person", subject_id=row.person, detail=detail)
    return closed


@transaction.atomic
def keep_quiet(*, by: Viewer, odd: int, until: date, why: str, whomever: bool = False) -> OddQuiet:
    """From now until a day the rule of this finding says nothing about its worker and its person; or about the worker,
    whomever they look at. Raises Refused without a reason, for no end within a year, and about oneself.
    """
    who, row = person_behind(by), _of_agency(by, odd)
    last = timezone.localdate() + timedelta(days=MOST_QUIET_DAYS)
    if row.by_id == who or not why.strip() or not timezone.localdate() < until <= last:
        raise Refused(
            "Quieting a rule", "it needs a reason and an end within a year", "Say why, and until when"
        )
    person: UUID | None = None if whomever else row.person
    told = {"rule": row.rule, "practitioner_id": row.by_id, "person": person, "until": until}
    quiet = OddQuiet.objects.create(**told, why=why.strip(), by_id=who)
    detail = {"odd": row.pk, "until": until.isoformat()}
    record_act(
        by=by, act="odd looks quieted", subject_kind="practitioner", subject_id=row.by_id, detail=detail
    )
    return quiet


def _of_agency(by: Viewer, odd: int) -> OddLook:
    check(by, Act.REVIEW_LOOKS)
    row = OddLook.objects.filter(pk=odd, agency_id=by.agency).first()
    if row is None:
        raise NotFound("Looking at an odd look", "there is none here that you can see", "Go back to the list")
    return row
