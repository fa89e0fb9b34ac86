"""What stands between a conversation and its end."""

from collections.abc import Mapping
from datetime import date

from jigsaw.care.conversations.domain.closing import OpenAction, hindrances
from jigsaw.care.conversations.domain.kinds import kind_of
from jigsaw.care.conversations.domain.states import ActionState
from jigsaw.care.conversations.models import Conversation
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
        open_actions=still_open(viewer, conversation),
        outcome=outcome,
        review_on=review_on,
        answers=answers,
    )


def still_open(viewer: Viewer, conversation: Conversation) -> list[OpenAction]:
    """The actions that are neither done nor handed on, with whose they are and by when."""
    check_may_see(viewer, conversation.pk)
    rows = conversation.actions.filter(state=ActionState.OPEN).select_related("agency")
    return [OpenAction(row.what, f"{row.owner}, {row.agency.name}", row.due_on) for row in rows]
