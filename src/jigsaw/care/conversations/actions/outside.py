"""Inviting an agency outside the agreement by a link, and what it answers and brings through it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.inviting import Response, faults_of_response
from jigsaw.care.conversations.domain.links import hash_of, new_token
from jigsaw.care.conversations.domain.states import State
from jigsaw.care.conversations.models import OutsideInvitation, OutsideWords
from jigsaw.care.conversations.telling import tell_caller
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check as check_access
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

_ASKED = "Inviting an outside agency"
MOST_DAYS = 30


@transaction.atomic
def invite_outside(
    *,
    by: Viewer,
    conversation: UUID,
    agency_name: str,
    asked_of: str,
    because: str,
    tells_why: bool,
    tells_whom: bool,
    basis: str,
    days: int,
) -> tuple[OutsideInvitation, str]:
    """Make a link for one outside agency. Returns the invitation and the token, which is shown once and never kept."""
    found = to_change(by, conversation)
    check_access(by, Act.CALL_CONVERSATION)
    policies.check(_ASKED, policies.can_invite_outside(by, found))
    check_said(_ASKED, {"the agency": agency_name, "who there": asked_of, "why it should come": because})
    if tells_whom:
        check_said(_ASKED, {"why they may be told whom it is about": basis})
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_ASKED, f"a link lasts 1 to {MOST_DAYS} days", "Choose fewer days")
    token = new_token()
    made = OutsideInvitation.objects.create(
        conversation=found,
        agency_name=agency_name,
        asked_of=asked_of,
        because=because,
        tells_why=tells_why,
        tells_whom=tells_whom,
        basis=basis if tells_whom else "",
        token_hash=hash_of(token),
        made_by_id=acting(by),
        agency_id=by.agency,
        expires_at=now() + timedelta(days=days),
    )
    tell_audit(by, "outside agency invited", found.pk, {"link": str(made.pk), "tells_whom": tells_whom})
    return made, token


@transaction.atomic
def withdraw_outside(*, by: Viewer, link: UUID) -> OutsideInvitation:
    """Withdraw a link: from now on it opens nothing."""
    found = OutsideInvitation.objects.select_for_update(of=("self",)).filter(pk=link).first()
    if found is None:
        raise policies.not_there()
    row = to_change(by, found.conversation_id)
    policies.check("Withdrawing a link", policies.can_invite_outside(by, row))
    found.withdrawn_at = found.withdrawn_at or now()
    found.save(update_fields=["withdrawn_at"])
    tell_audit(by, "outside link withdrawn", row.pk, {"link": str(found.pk)})
    return found


@transaction.atomic
def open_outside(*, by: Viewer, token: str) -> OutsideInvitation:
    """The invitation that a link opens, its first opening noted. Raises NotFound for a link that opens nothing."""
    found = _opened(token)
    if found.opened_at is None:
        found.opened_at = now()
        found.save(update_fields=["opened_at"])
        tell_audit(by, "outside link opened", found.conversation_id, {"link": str(found.pk)})
    return found


@transaction.atomic
def answer_outside(
    *, by: Viewer, token: str, name: str, response: Response, words: str = ""
) -> OutsideInvitation:
    """Answer for an outside agency: it comes, declines with a reason, or answers in writing."""
    found = _opened(token)
    check_said("Answering", {"your name": name})
    if found.conversation.state != State.CALLED:
        raise Refused("Answering", "it has met already", "Ring those who asked you")
    if faults := faults_of_response(response, words=words, sends="-"):
        raise Refused("Answering", "; ".join(faults.values()), "Fill it in and try again")
    found.response, found.response_words = response, words
    found.answered_by, found.answered_at = name, now()
    found.save(update_fields=["response", "response_words", "answered_by", "answered_at"])
    words = "An agency outside the agreement has answered your invitation."
    tell_caller(by, found.conversation, f"outside/{found.pk}/{response}", words)
    told = {"link": str(found.pk), "response": str(response)}
    tell_audit(by, "outside agency answered", found.conversation_id, told)
    return found


@transaction.atomic
def bring_outside(
    *, by: Viewer, token: str, name: str, knows: str, worries: str, doing: str, person_wants: str
) -> OutsideWords:
    """Keep what an outside agency brings. What it brought before is kept too."""
    found = _opened(token)
    check_said("Bringing what you know", {"your name": name})
    if not any(text.strip() for text in (knows, worries, doing, person_wants)):
        raise Refused(
            "Bringing what you know", "nothing was given", "Write what you know, or what worries you"
        )
    told = {"knows": knows, "worries": worries, "doing": doing, "person_wants": person_wants}
    made = OutsideWords.objects.create(invitation=found, name=name, **told)
    tell_audit(by, "outside agency contributed", found.conversation_id, {"link": str(found.pk)})
    return made


def _opened(token: str) -> OutsideInvitation:
    rows = OutsideInvitation.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token))
    found = rows.select_related("conversation__agency", "conversation__called_by").first()
    if found is None or not policies.opens(found):
        # The same answer to what never was, what is over and what was taken back.
        raise NotFound("Opening this link", "it opens nothing, or no longer", "Ask those who sent it to you")
    return found
