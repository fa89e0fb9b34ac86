"""What the timer does for conversations: reminding whoever has not answered, or not done what they said."""

from django.db import transaction
from django.utils import timezone

from jigsaw.care.conversations.domain.chasing import reminders_of_action, reminders_of_invitation
from jigsaw.care.conversations.domain.states import ActionState, State
from jigsaw.care.conversations.models import Conversation, ConversationAction, Invitation
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.policies import seen_by, taken_by
from jigsaw.care.conversations.telling import remind_of_action, remind_of_invitation
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer


@transaction.atomic
def chase(*, by: Viewer) -> dict[str, int]:
    """Put the reminders that are due now; each goes once, however often this is run. Returns how many are due."""
    seen = Conversation.objects.filter(seen_by(by)).values("pk")
    waiting = Invitation.objects.filter(
        conversation__in=seen, conversation__state=State.CALLED, response="waiting"
    )
    invitations = sum(_remind_of_answer(by, one) for one in waiting.select_related("conversation"))
    undone = ConversationAction.objects.filter(conversation__in=seen).exclude(state=ActionState.DONE)
    found = undone.select_related("conversation").prefetch_related("steps")
    actions = sum(_remind_of_doing(by, one) for one in found)
    return {"invitations_chased": invitations, "actions_chased": actions}


def _remind_of_answer(by: Viewer, one: Invitation) -> bool:
    row = one.conversation
    hours = kind_of(row.kind).limits.answer_hours
    number = reminders_of_invitation(one.asked_at, row.meets_at, hours, now())
    return bool(number and remind_of_invitation(by, row, one.agency_id, number))


def _remind_of_doing(by: Viewer, one: ConversationAction) -> bool:
    number = reminders_of_action(one.due_on, timezone.localdate())
    agency = taken_by(one) or one.agency_id
    return bool(number and remind_of_action(by, one, agency, number))
