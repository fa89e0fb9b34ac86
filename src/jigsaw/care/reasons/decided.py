"""What people decided about a reason, to narrow reasons by: also about one that has another id since (`following`)."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jigsaw.care.reasons import following
from jigsaw.care.reasons.models import ReasonDecision

Kind = ReasonDecision.Kind


def is_put_aside_by(agency: str) -> Q:
    """Muted by this agency until a day to come, or found by it to need no conversation."""
    holds = Q(kind=Kind.NOT_NEEDED) | Q(kind=Kind.MUTED, until__gt=timezone.localdate())
    return _decided(holds & Q(agency=agency))


def is_not_needed() -> Q:
    """Found by anybody to need no conversation."""
    return _decided(Q(kind=Kind.NOT_NEEDED))


def is_in_hand() -> Q:
    """In hand; until a day, when one was given: what was never held must not hide its reason for ever."""
    return _decided(Q(kind=Kind.IN_HAND) & (Q(until__isnull=True) | Q(until__gt=timezone.localdate())))


def _decided(holds: Q) -> Q:
    told = ReasonDecision.objects.filter(holds)
    same = told.filter(
        pk=OuterRef("decision"),
        version=OuterRef(OuterRef("version")),
        raised_at=OuterRef(OuterRef("raised_at")),
    )
    people, homes = following.about_the_subject("decision"), following.about_the_home("decision")
    by_id = Exists(told.filter(reason_id=OuterRef("pk")))
    return Q(by_id) | Q(Exists(people.filter(Exists(same)))) | Q(Exists(homes.filter(Exists(same))))
