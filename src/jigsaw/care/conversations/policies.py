"""Who sees a conversation, and who may do what in it. Nobody stands above another; the chair keeps the order.

Seen by the agencies that called, lead or are invited; for everybody else it is not there. The chair is the
caller's agency or the lead's: it says that the conversation was held, and closes it.
"""

from uuid import UUID

from django.db.models import Q, QuerySet

from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.domain.states import ACTION_STEPS, OPEN_STATES, ActionState, State, may_take
from jigsaw.care.conversations.models import Conversation, ConversationAction, Invitation, OutsideInvitation
from jigsaw.foundation.access.domain import Decision, Outcome
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

COMING = frozenset({Response.ACCEPTED, Response.SENDING_ANOTHER})
_YES = Decision(Outcome.PERMIT, "Your agency takes part in this conversation.")


def _no(sentence: str) -> Decision:
    return Decision(Outcome.DENY, sentence)


def seen_by(viewer: Viewer) -> Q:
    """The conversations that a viewer sees, as a condition. Raises NotFound for those who may see nobody."""
    check_may_know_of_people(viewer)
    if viewer.is_jigsaw:
        return Q()
    about = about_whom_may_be_known(viewer)
    invited = Invitation.objects.filter(agency_id=viewer.agency)
    mine = (
        Q(agency_id=viewer.agency)
        | Q(lead_agency_id=viewer.agency)
        | Q(pk__in=invited.values("conversation"))
    )
    return about & mine & (Q(seen_by="agencies") | _named(viewer, invited))


def about_whom_may_be_known(viewer: Viewer) -> Q:
    """The conversations about nobody whom a seal keeps from the viewer, as a condition."""
    hidden = hidden_from(viewer).people
    return ~Q(subject__in=hidden) & ~Q(other__in=hidden) if hidden else Q()


def _named(viewer: Viewer, invited: QuerySet[Invitation]) -> Q:
    # Until somebody there is named or answers, anybody who may see people in the agency asked can do so.
    nobody_yet = Q(practitioner=None, responded_by=None)
    mine = invited.filter(nobody_yet | Q(practitioner=viewer.key) | Q(responded_by=viewer.key))
    return Q(called_by=viewer.key) | Q(pk__in=mine.values("conversation"))


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
    if conversation.state in OPEN_STATES:
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


def check_may_see_area(viewer: Viewer) -> None:
    """Raise NotFound for those who may see neither people nor counts of them. Nobody is in the area's counts."""
    if viewer.role != "analyst":
        check_may_know_of_people(viewer)


def can_look_back(viewer: Viewer, conversation: Conversation) -> Decision:
    """Whether the viewer may say what came of it: all who see it, once it was held."""
    if conversation.held_at is None:
        return _no("It was not held yet.")
    return _YES if viewer.key is not None else _no("People look back, Jigsaw does not.")


def can_lead_meeting(viewer: Viewer, conversation: Conversation) -> Decision:
    """Whether the viewer may say whose turn it is: the chair, while the meeting is under way."""
    if not is_chair(viewer, conversation):
        return _no("Only the agency that called the conversation, or leads it, gives turns.")
    if conversation.state != State.UNDER_WAY:
        return _no(f"The conversation is {conversation.state}: nobody has a turn.")
    return _YES


def taking_part(conversation: Conversation) -> list[str]:
    """The keys of the agencies that are there, as far as they said: the caller's, and those that come."""
    coming = [one.agency_id for one in conversation.invitations.all() if one.response in COMING]
    return [conversation.agency_id, *coming]


def can_invite_outside(viewer: Viewer, conversation: Conversation) -> Decision:
    """Whether the viewer may make or withdraw a link for an outside agency: the chair, while it is open."""
    if not is_chair(viewer, conversation):
        return _no("Only the agency that called the conversation, or leads it, invites from outside.")
    return can_take_part(viewer, conversation)


def opens(link: OutsideInvitation) -> bool:
    """Whether a link still opens: not withdrawn, not expired, and its conversation has not ended."""
    open_still = link.conversation.state in OPEN_STATES
    return open_still and link.withdrawn_at is None and now() < link.expires_at


def taken_by(action: ConversationAction) -> str:
    """The key of the agency that an action was handed on to last; empty when it was not, or was refused."""
    for step in sorted(action.steps.all(), key=lambda one: (one.at, one.pk), reverse=True):
        if step.state == ActionState.OPEN:
            return ""
        if step.to_agency_id:
            return step.to_agency_id
    return ""


def can_settle(viewer: Viewer, action: ConversationAction, verb: str = "finish") -> Decision:
    """Whether the viewer may finish an action or hand it on: its agency, who took it on, or the chair."""
    if not may_take(verb, action.state, ACTION_STEPS):
        return _no(f"This action is {action.state}.")
    if viewer.agency in {action.agency_id, taken_by(action)} or is_chair(viewer, action.conversation):
        return _YES
    return _no("Only the agency whose action it is, or the chair, settles it.")


def can_answer_for(viewer: Viewer, action: ConversationAction) -> Decision:
    """Whether the viewer may say yes or no to an action handed on to their agency."""
    if action.state != ActionState.HANDED_ON:
        return _no("Nobody is asked to take this action on.")
    if viewer.agency == taken_by(action):
        return _YES
    return _no("Only the agency that is asked to take this action on answers.")


def check(asked: str, decision: Decision) -> None:
    """Raise Refused with the deciding sentence unless the decision permits."""
    if not decision:
        raise Refused(asked, decision.sentence.rstrip("."), "Ask the agency that called the conversation")
