"""What a person decides about a reason, and what a conversation made of it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.care.reasons import following, quieting, worth
from jigsaw.care.reasons.models import Quieting, Reason, ReasonDecision, ReasonOutcome, WeeksConversation
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.care.reasons.queries import reason as reason_for
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind

# What a conversation may make of a reason, in the order in which it is asked: key and words.
OUTCOMES = tuple(ReasonOutcome.Kind.choices)
WRONG_PERSON = ReasonOutcome.Kind.WRONG_PERSON.value


@transaction.atomic
def decide(*, by: Viewer, reason_id: UUID, kind: str, why: str, until: date | None = None) -> ReasonDecision:
    """Record what `by` decided about a reason: muted until a day, already in hand, or no conversation needed,
    and why.

    Raises NotFound for a reason that `by` may not know of, Refused when muting has no end or a decision has
    no why.
    """
    found = reason_for(viewer=by, reason_id=reason_id)
    if kind not in ReasonDecision.Kind.values:
        raise Refused("Deciding about a reason", "there is no such decision", "Choose one of those offered")
    if not why.strip():
        raise Refused("Deciding about a reason", "no why was given", "Say why in a sentence")
    if kind == ReasonDecision.Kind.MUTED and until is None:
        raise Refused("Muting a reason", "no end was given", "Give the day on which it may come back")
    kept = why.strip()[:300]
    decision = ReasonDecision.objects.create(
        reason_id=reason_id,
        pattern=found.pattern,
        version=found.version,
        subject_kind=found.subject_kind,
        raised_at=found.raised_at,
        kind=kind,
        why=kept,
        until=until,
        by_id=person_behind(by),
        agency=by.agency,
    )
    following.keep(following.subject_of(Reason.objects.get(pk=reason_id)), decision=decision)
    record_act(by=by, act=f"reason {kind}", subject_kind="reason", subject_id=reason_id)
    return decision


@transaction.atomic
def keep_quiet(
    *, by: Viewer, conversation: UUID, reasons: Iterable[UUID], agencies: Collection[str], at: datetime
) -> None:
    """After a conversation about these reasons: their patterns are quiet about their subjects for the pattern's days.

    agencies: those that were there. at: when it was held. What has a time limit is never quiet, nor is a reason whose
    pattern says no days, or is no longer in force.
    """
    for key in reasons:
        row = Reason.objects.filter(pk=key).first()
        pattern = pack_in_force().pattern(row.pattern) if row else None
        if row is None or pattern is None or row.statutory or not pattern.quiet_days:
            continue
        pieces, holders = quieting.what_is_seen(row, at)
        subject = following.subject_of(row)
        made = Quieting.objects.create(
            conversation=conversation,
            reason_id=key,
            pattern=row.pattern,
            version=row.version,
            subject_kind=row.subject_kind,
            subject=subject.id,
            other=subject.other,
            since=at,
            until=timezone.localdate(at) + timedelta(days=pattern.quiet_days),
            pieces=pieces,
            agencies=sorted({*holders, *agencies}),
            by_id=person_behind(by),
        )
        following.keep(subject, quieting=made)
        record_act(by=by, act="reason quiet", subject_kind="reason", subject_id=key)


@transaction.atomic
def record_outcomes(
    *, by: Viewer, conversation: UUID, outcomes: Mapping[UUID, str], called: datetime
) -> None:
    """Keep what a conversation made of each reason: the record of the pattern, with the numbers that raised it.

    called: when the conversation was. With it is kept which place among a week's conversations the subject then had. A
    reason that was worked out anew since, under another id, is passed over. Raises Refused for an outcome that there
    is not.
    """
    if strange := set(outcomes.values()) - set(ReasonOutcome.Kind.values):
        said = ", ".join(sorted(strange))
        raise Refused(
            "Saying what came of a reason", f"there is no outcome {said}", "Choose one of those offered"
        )
    for key, outcome in outcomes.items():
        try:
            found = reason_for(viewer=by, reason_id=key)
        except NotFound:
            continue
        ReasonOutcome.objects.create(
            conversation=conversation,
            reason_id=key,
            pattern=found.pattern,
            version=found.version,
            pattern_hash=worth.numbers_that_raised(key, found.pattern),
            place=_place(Reason.objects.get(pk=key), called),
            outcome=outcome,
            by_id=person_behind(by),
            agency=by.agency,
        )
        record_act(by=by, act=f"reason was {outcome}", subject_kind="reason", subject_id=key)


def _place(row: Reason, called: datetime) -> WeeksConversation | None:
    """What has a time limit competes for no place."""
    if row.statutory:
        return None
    return worth.place_of(following.every_id_of(following.subject_of(row)), row.raised_at, called)
