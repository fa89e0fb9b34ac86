"""Who sees a conversation, and who may do what in it. Nobody stands above another; the chair keeps the order.

Seen by the agencies that called, lead or are invited; for everybody else it is not there. The chair is the
caller's agency or the lead's: it says that the conversation was held, and closes it.
"""

from uuid import UUID

from django.db.models import Q

from jigsaw.care.conversations.domain.states import ActionState, State, may_take
from jigsaw.care.conversations.models import Conversation, ConversationAction, Invitation
from jigsaw.foundation.access.domain import Decision, Outcome
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer

_YES = Decision(Outcome.PERMIT, "Your agency takes part in this conversation.")


def _no(sentence: str) -> Decision:
    return Decision(Outcome.DENY, sentence)


def seen_by(viewer: Viewer) -> Q:
    """The conversations that a viewer sees, as a condition. Raises NotFound for those who may see nobody."""
    check_may_know_of_people(viewer)
    if viewer.is_jigsaw:
        return Q()
    invited = Invitation.objects.filter(agency_id=viewer.agency).values("conversation")
    return Q(agency_id=viewer.agency) | Q(lead_agency_id=viewer.agency) | Q(pk__in=invited)


def not_there() -> NotFound:
    """What those who may not know are told: the same as of what is not there."""
    return NotFound(
        "Opening a conversation", "there is none here that you can see", "Go back to your conversations"
    )


def check_may_see(viewer: Viewer, key: UUID) -> None:
    """Raise NotFound unless the viewer sees this conversation."""
    if not Conversation.objects.filter(seen_by(viewer), pk=key).exists():
        raise not_there()


def is_chair(viewer: Viewer, conversation: Conversation) -> bool:
    """Whether the viewer's agency called the conversation or leads it."""
    return viewer.agency in {conversation.agency_id, conversation.lead_agency_id}


def can_take_part(viewer: Viewer, conversation: Conversation) -> Decision:
    """Whether the viewer may contribute, disagree, invite and agree actions: all who see it, while open."""
    if conversation.state in {State.CALLED, State.HELD}:
        return _YES
    return _no(f"This conversation is {conversation.state}: nothing is added to it.")


def can_answer(viewer: Viewer, conversation: Conversation, invitation: Invitation | None) -> Decision:
    """Whether the viewer may answer for their agency: it is invited, and the meeting is still to come."""
    if invitation is None or invitation.agency_id != viewer.agency:
        return _no("Your agency is not invited.")
    if conversation.state != State.CALLED:
        return _no(f"This conversation is already {conversation.state}.")
    return _YES


def can_take_step(viewer: Viewer, conversation: Conversation, verb: str) -> Decision:
    """Whether the viewer may hold, close or cancel the conversation: the chair, when the state allows it."""
    if not is_chair(viewer, conversation):
        return _no("Only the agency that called the conversation, or leads it, does this.")
    if not may_take(verb, conversation.state):
        return _no(f"A conversation that is {conversation.state} cannot take this step.")
    return _YES


def can_settle(viewer: Viewer, action: ConversationAction, taken_by: str = "") -> Decision:
    """Whether the viewer may finish an action or hand it on: its agency, who took it on, or the chair.

    taken_by: the agency to which it was handed on.
    """
    if action.state == ActionState.DONE:
        return _no("This action is done.")
    if viewer.agency in {action.agency_id, taken_by} or is_chair(viewer, action.conversation):
        return _YES
    return _no("Only the agency whose action it is, or the chair, settles it.")


def check(asked: str, decision: Decision) -> None:
    """Raise Refused with the deciding sentence unless the decision permits."""
    if not decision:
        raise Refused(asked, decision.sentence.rstrip("."), "Ask the agency that called the conversation")
