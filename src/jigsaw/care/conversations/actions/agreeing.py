"""What is agreed: who does what by when, done, or handed on with a reason."""

from datetime import date
from uuid import UUID

from django.db import transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import acting, check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.states import ACTION_STEPS, ActionState, after
from jigsaw.care.conversations.models import ActionStep, Conversation, ConversationAction, Invitation
from jigsaw.care.conversations.policies import not_there, seen_by
from jigsaw.care.conversations.telling import tell_answered_handing, tell_handed_on
from jigsaw.foundation.core.viewer import Viewer


@transaction.atomic
def agree_action(
    *,
    by: Viewer,
    conversation: UUID,
    what: str,
    agency: str,
    owner: str,
    due_on: date,
    how_we_know: str,
    decided: str = "",
    practitioner: int | None = None,
) -> ConversationAction:
    """Agree that one agency, by a named person or role, does something by a day. Any agency taking part may add it.

    decided: the decision that it carries out.
    """
    found = to_change(by, conversation)
    policies.check("Agreeing an action", policies.can_take_part(by, found))
    told = {"what will be done": what, "who does it": owner, "how we will know": how_we_know}
    check_said("Agreeing an action", told)
    made = ConversationAction.objects.create(
        conversation=found,
        what=what,
        decided=decided,
        agency_id=agency,
        owner=owner,
        practitioner_id=practitioner,
        due_on=due_on,
        how_we_know=how_we_know,
    )
    _bring_in(found, agency, "has an action to do")
    ActionStep.objects.create(action=made, state=ActionState.OPEN, by_id=acting(by))
    tell_audit(by, "action agreed", found.pk, {"action": str(made.pk), "agency": agency})
    return made


@transaction.atomic
def finish_action(*, by: Viewer, action: UUID, why: str) -> ConversationAction:
    """Say that an action is done, and how we know."""
    found = _to_settle(by, action, "finish", "Finishing an action")
    check_said("Finishing an action", {"what was done": why})
    found.state = after("finish", found.state, ACTION_STEPS)
    ActionStep.objects.create(action=found, state=found.state, why=why, by_id=acting(by))
    found.save(update_fields=["state"])
    tell_audit(by, "action done", found.conversation_id, {"action": str(found.pk)})
    return found


@transaction.atomic
def hand_on_action(*, by: Viewer, action: UUID, agency: str, whom: str, why: str) -> ConversationAction:
    """Hand an action on to somebody, by agency and name or role, with the reason. That agency then takes part.

    Another agency is asked, and says yes or no; within the agency of `by` it is taken on at once.
    """
    found = _to_settle(by, action, "hand on", "Handing on an action")
    check_said("Handing on an action", {"who takes it on": whom, "why": why})
    found.state = after("hand on", found.state, ACTION_STEPS)
    step = ActionStep.objects.create(
        action=found, state=found.state, why=why, to_agency_id=agency, to_whom=whom, by_id=acting(by)
    )
    found.save(update_fields=["state"])
    _bring_in(found.conversation, agency, "takes on an action")
    tell_audit(by, "action handed on", found.conversation_id, {"action": str(found.pk), "agency": agency})
    if agency == by.agency:
        return _answer(by, found, "take on", "Within the same agency")
    tell_handed_on(by, found, agency, step.pk)
    return found


@transaction.atomic
def take_on_action(*, by: Viewer, action: UUID, words: str = "") -> ConversationAction:
    """Say yes for the agency of `by` to an action that was handed on to it."""
    found = _seen(by, action)
    policies.check("Taking on an action", policies.can_answer_for(by, found))
    return _answer(by, found, "take on", words.strip() or "Yes")


@transaction.atomic
def refuse_action(*, by: Viewer, action: UUID, why: str) -> ConversationAction:
    """Say no, with the reason: the action is again that of the agency which had it."""
    found = _seen(by, action)
    policies.check("Refusing an action", policies.can_answer_for(by, found))
    check_said("Refusing an action", {"why": why})
    return _answer(by, found, "refuse", why)


def _answer(by: Viewer, found: ConversationAction, verb: str, why: str) -> ConversationAction:
    found.state = after(verb, found.state, ACTION_STEPS)
    step = ActionStep.objects.create(action=found, state=found.state, why=why, by_id=acting(by))
    found.save(update_fields=["state"])
    tell_answered_handing(by, found, step.pk)
    told = {"take on": "action taken on", "refuse": "action refused"}[verb]
    tell_audit(by, told, found.conversation_id, {"action": str(found.pk), "agency": by.agency})
    return found


def _to_settle(by: Viewer, key: UUID, verb: str, asked: str) -> ConversationAction:
    found = _seen(by, key)
    policies.check(asked, policies.can_settle(by, found, verb))
    return found


def _seen(by: Viewer, key: UUID) -> ConversationAction:
    seen = Conversation.objects.filter(seen_by(by)).values("pk")
    rows = ConversationAction.objects.select_for_update(of=("self",)).filter(conversation__in=seen, pk=key)
    found = rows.select_related("conversation").first()
    if found is None:
        raise not_there()
    return found


def _bring_in(conversation: Conversation, agency: str, because: str) -> None:
    # Whoever has something to do must be able to see what it is for.
    if agency != conversation.agency_id:
        Invitation.objects.get_or_create(
            conversation=conversation, agency_id=agency, defaults={"because": because}
        )
