"""What stands between a conversation and its end."""

from collections.abc import Mapping
from datetime import date

from jigsaw.care.conversations.domain.closing import OpenAction, hindrances
from jigsaw.care.conversations.domain.states import WAITING_ACTIONS, ActionState
from jigsaw.care.conversations.models import Conversation, ConversationAction
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.policies import check_may_see
from jigsaw.foundation.core.viewer import Viewer


def hinders_closing(
    viewer: Viewer,
    conversation: Conversation,
    outcome: str,
    review_on: date | None,
    answers: Mapping[str, str],
) -> list[str]:
    """Everything that stands in the way of closing, as sentences; nothing when it may close."""
    return hindrances(
        kind_of(conversation.kind),
        decided=answers_given(viewer, conversation),
        open_actions=still_open(viewer, conversation),
        outcome=outcome,
        review_on=review_on,
        answers=answers,
    )


def still_open(viewer: Viewer, conversation: Conversation) -> list[OpenAction]:
    """The actions that are neither done nor taken on by somebody else, with whose they are and by when."""
    check_may_see(viewer, conversation.pk)
    rows = conversation.actions.filter(state__in=WAITING_ACTIONS).select_related("agency")
    return [OpenAction(row.what, _whose(row), row.due_on) for row in rows]


def answers_given(viewer: Viewer, conversation: Conversation) -> dict[str, str]:
    """The latest answer to each question that the kind asked so far, by key."""
    check_may_see(viewer, conversation.pk)
    return {one.question: one.answer for one in conversation.answers.order_by("at", "pk")}


def _whose(row: ConversationAction) -> str:
    if row.state == ActionState.OPEN:
        return f"{row.owner}, {row.agency.name}"
    asked = row.steps.filter(to_agency__isnull=False).select_related("to_agency").last()
    name = asked.to_agency.name if asked and asked.to_agency else row.agency.name
    return f"waits for {name} to take it on"
