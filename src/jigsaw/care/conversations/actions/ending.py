"""Holding, closing and cancelling: the steps of the table of states."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.kinds import lacking_quorum
from jigsaw.care.conversations.domain.states import after
from jigsaw.care.conversations.models import Conversation, KindAnswer
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.queries import hinders_closing
from jigsaw.care.conversations.telling import tell_cancelled
from jigsaw.care.reasons import actions as reasons
from jigsaw.foundation.core.errors import Unfinished
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.queries import agencies_by_key


@transaction.atomic
def hold_conversation(
    *,
    by: Viewer,
    conversation: UUID,
    came: Collection[str],
    understanding: str,
    ring_if_worse: str = "",
    without_quorum: str = "",
) -> Conversation:
    """Say that the conversation was held: which invited agencies came, and what is now understood together.

    The patterns of its reasons are quiet from now on, for the days that each pattern says. Raises Unfinished when
    fewer came than its kind takes, and nobody says why it was held all the same (without_quorum).
    """
    found = to_change(by, conversation)
    policies.check("Holding a conversation", policies.can_take_step(by, found, "hold"))
    check_said("Holding a conversation", {"what we now understand together": understanding})
    lacking = _lacking(by, found, came)
    if lacking and not without_quorum.strip():
        next_step = "Find another date, or say why it was held with those who came"
        raise Unfinished("Holding a conversation", "; ".join(lacking), next_step)
    found.state, found.held_at = after("hold", found.state), now()
    found.without_quorum = without_quorum if lacking else ""
    found.understanding, found.ring_if_worse = understanding, ring_if_worse
    found.save(update_fields=["state", "held_at", "understanding", "ring_if_worse", "without_quorum"])
    found.invitations.filter(agency__in=came).update(came=True)
    found.invitations.exclude(agency__in=came).update(came=False)
    keys = list(found.reasons.values_list("reason_id", flat=True))
    there = {by.agency, *came}
    reasons.keep_quiet(by=by, conversation=found.pk, reasons=keys, agencies=there, at=found.held_at)
    tell_audit(by, "conversation held", found.pk, {"came": sorted(came)})
    return found


def _lacking(by: Viewer, found: Conversation, came: Collection[str]) -> list[str]:
    there = {found.agency_id, by.agency, *came}
    agencies = agencies_by_key(viewer=by)
    kinds = {agencies[key].kind for key in there if key in agencies}
    return lacking_quorum(kind_of(found.kind), there, kinds)


@transaction.atomic
def begin_conversation(*, by: Viewer, conversation: UUID) -> Conversation:
    """Begin the meeting: from now on each has a turn, and all write."""
    found = to_change(by, conversation)
    policies.check("Beginning a conversation", policies.can_take_step(by, found, "begin"))
    found.state, found.begun_at = after("begin", found.state), now()
    found.save(update_fields=["state", "begun_at"])
    tell_audit(by, "conversation begun", found.pk)
    return found


@transaction.atomic
def record_test(*, by: Viewer, conversation: UUID, answers: Mapping[str, str]) -> Conversation:
    """Record the answers that its kind asks for before anything is decided. Recorded again, the latest hold."""
    found = to_change(by, conversation)
    policies.check("Recording the test", policies.can_take_part(by, found))
    asked = kind_of(found.kind).asked_when("deciding")
    told = {one.key: answers.get(one.key, "").strip() for one in asked}
    check_said("Recording the test", {one.words: told[one.key] for one in asked})
    KindAnswer.objects.bulk_create(
        KindAnswer(conversation=found, question=key, answer=answer, by_id=acting(by))
        for key, answer in told.items()
    )
    tell_audit(by, "test recorded before deciding", found.pk, {"questions": len(told)})
    return found


@transaction.atomic
def close_conversation(
    *,
    by: Viewer,
    conversation: UUID,
    outcome: str,
    note: str,
    review_on: date | None = None,
    answers: Mapping[str, str] | None = None,
    reasons_were: Mapping[UUID, str] | None = None,
) -> Conversation:
    """Close a held conversation with its outcome. Raises Unfinished with everything that stands in the way.

    reasons_were: what it made of each reason that it was called for; kept as the record of the reason's pattern.
    """
    found = to_change(by, conversation)
    policies.check("Closing a conversation", policies.can_take_step(by, found, "close"))
    told = dict(answers or {})
    in_the_way = hinders_closing(by, found, outcome=outcome, review_on=review_on, answers=told)
    if in_the_way:
        raise Unfinished("Closing a conversation", "; ".join(in_the_way), "Finish these, or hand them on")
    check_said("Closing a conversation", {"what came of it": note})
    KindAnswer.objects.bulk_create(
        KindAnswer(conversation=found, question=key, answer=answer, by_id=acting(by))
        for key, answer in told.items()
    )
    found.state, found.ended_at = after("close", found.state), now()
    found.outcome, found.outcome_note, found.review_on = outcome, note, review_on
    found.save(update_fields=["state", "ended_at", "outcome", "outcome_note", "review_on"])
    mine = set(found.reasons.values_list("reason_id", flat=True))
    said = {key: outcome for key, outcome in (reasons_were or {}).items() if key in mine}
    reasons.record_outcomes(by=by, conversation=found.pk, outcomes=said, called=found.called_at)
    tell_audit(by, "conversation closed", found.pk, {"outcome": outcome})
    return found


@transaction.atomic
def cancel_conversation(*, by: Viewer, conversation: UUID, why: str) -> Conversation:
    """Cancel a conversation that was not held, with the reason."""
    found = to_change(by, conversation)
    policies.check("Cancelling a conversation", policies.can_take_step(by, found, "cancel"))
    check_said("Cancelling a conversation", {"why": why})
    found.state, found.ended_at, found.cancelled_because = after("cancel", found.state), now(), why
    found.calendar_changes += 1
    found.save(update_fields=["state", "ended_at", "cancelled_because", "calendar_changes"])
    tell_cancelled(by, found)
    tell_audit(by, "conversation cancelled", found.pk)
    return found
