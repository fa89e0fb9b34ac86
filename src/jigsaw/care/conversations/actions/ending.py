"""Holding, closing and cancelling: the steps of the table of states."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.states import after
from jigsaw.care.conversations.models import Conversation, KindAnswer
from jigsaw.care.conversations.queries import hinders_closing
from jigsaw.care.reasons import actions as reasons
from jigsaw.foundation.core.errors import Unfinished
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer


@transaction.atomic
def hold_conversation(
    *, by: Viewer, conversation: UUID, came: Collection[str], understanding: str, ring_if_worse: str = ""
) -> Conversation:
    """Say that the conversation was held: which invited agencies came, and what is now understood together.

    The patterns of its reasons are quiet from now on, for the days that each pattern says.
    """
    found = to_change(by, conversation)
    policies.check("Holding a conversation", policies.can_take_step(by, found, "hold"))
    check_said("Holding a conversation", {"what we now understand together": understanding})
    found.state, found.held_at = after("hold", found.state), now()
    found.understanding, found.ring_if_worse = understanding, ring_if_worse
    found.save(update_fields=["state", "held_at", "understanding", "ring_if_worse"])
    found.invitations.filter(agency__in=came).update(came=True)
    found.invitations.exclude(agency__in=came).update(came=False)
    keys = list(found.reasons.values_list("reason_id", flat=True))
    there = {by.agency, *came}
    reasons.keep_quiet(by=by, conversation=found.pk, reasons=keys, agencies=there, at=found.held_at)
    tell_audit(by, "conversation held", found.pk, {"came": sorted(came)})
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
    found.save(update_fields=["state", "ended_at", "cancelled_because"])
    tell_audit(by, "conversation cancelled", found.pk)
    return found
