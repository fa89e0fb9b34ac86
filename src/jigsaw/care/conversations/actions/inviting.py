"""Inviting, answering, and moving the date."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, keep_in_hand, tell_audit, to_change
from jigsaw.care.conversations.domain.calling import Meeting
from jigsaw.care.conversations.domain.inviting import Response, faults_of_response
from jigsaw.care.conversations.models import Conversation, Invitation
from jigsaw.care.conversations.telling import tell_caller, tell_invited, tell_moved
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check as check_access
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer


@transaction.atomic
def invite_agency(*, by: Viewer, conversation: UUID, agency: str, because: str) -> Invitation:
    """Invite one more agency, because of what. One that takes part already is refused."""
    found = to_change(by, conversation)
    policies.check("Inviting an agency", policies.can_take_part(by, found))
    check_said("Inviting an agency", {"why it should come": because})
    if agency == found.agency_id or found.invitations.filter(agency_id=agency).exists():
        raise Refused("Inviting an agency", "it takes part already", "Choose another agency")
    made = Invitation.objects.create(conversation=found, agency_id=agency, because=because)
    tell_invited(by, found, [agency])
    tell_audit(by, "agency invited", found.pk, {"agency": agency})
    return made


@transaction.atomic
def answer_invitation(
    *, by: Viewer, conversation: UUID, response: Response, words: str = "", sends: str = ""
) -> Invitation:
    """Answer for the agency of `by`. words: why it declines, or its written answer. sends: who comes instead."""
    found = to_change(by, conversation)
    invitation = found.invitations.filter(agency_id=by.agency).first()
    policies.check("Answering an invitation", policies.can_answer(by, found, invitation))
    if faults := faults_of_response(response, words=words, sends=sends):
        raise Refused("Answering an invitation", "; ".join(faults.values()), "Fill it in and try again")
    assert invitation is not None  # noqa: S101 (the policy refuses one that is not there)
    invitation.response, invitation.response_words = response, words
    invitation.sends = sends if response is Response.SENDING_ANOTHER else ""
    invitation.responded_by_id, invitation.responded_at = acting(by), now()
    invitation.save()
    if by.agency != found.agency_id:
        key = f"{by.agency}/{invitation.responded_at.isoformat()}"
        tell_caller(by, found, key, "An agency has answered your invitation to a conversation.")
    tell_audit(by, "invitation answered", found.pk, {"response": str(response)})
    return invitation


@transaction.atomic
def move_conversation(*, by: Viewer, conversation: UUID, meeting: Meeting) -> Conversation:
    """Give the conversation another date, way or place; only the chair, and only until it is held."""
    found = to_change(by, conversation)
    policies.check("Moving a conversation", policies.can_take_step(by, found, "hold"))
    check_access(by, Act.CALL_CONVERSATION)
    found.meets_at, found.meets_way, found.meets_place = meeting.at, meeting.way, meeting.place
    found.calendar_changes += 1
    found.save(update_fields=["meets_at", "meets_way", "meets_place", "calendar_changes"])
    tell_moved(by, found)
    keep_in_hand(by, found.reasons.values_list("reason_id", flat=True), meeting)
    tell_audit(by, "conversation moved", found.pk, {"meets_at": meeting.at.isoformat()})
    return found
