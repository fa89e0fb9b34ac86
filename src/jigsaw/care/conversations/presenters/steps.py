"""What may be done next with a conversation, and by when."""

from datetime import timedelta

from django.urls import reverse

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.domain.kinds import Kind
from jigsaw.care.conversations.domain.states import OPEN_STATES, WAITING_ACTIONS, State
from jigsaw.care.conversations.models import Conversation, Invitation
from jigsaw.care.conversations.pack import kinds
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import can
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.parts import Fact

_ROOMS = {
    "panel": ("panel_from_conversation", "Go to the quality panel’s case"),
    "review": ("review_from_conversation", "Go to the joint review"),
}
_SOON = timedelta(hours=12)
"""From so long before it meets, beginning is what is done next."""


def buttons_of(viewer: Viewer, row: Conversation) -> list[Link]:
    """What the viewer may do next; the first is what most do now."""
    mine = next((one for one in row.invitations.all() if one.agency_id == viewer.agency), None)
    leads = policies.can_take_step
    offered = [
        ("live", "Go to the meeting", row.state == State.UNDER_WAY),
        ("add_action", "Add an action", row.state == State.HELD),
        ("contribute", "Add what your agency knows", bool(policies.can_take_part(viewer, row))),
        ("pack", "Read the agenda pack", row.state in OPEN_STATES),
        ("answer", _answer_words(mine), bool(policies.can_answer(viewer, row, mine))),
        ("begin", "Begin the conversation", bool(leads(viewer, row, "begin"))),
        ("minutes", "Read the minutes", row.held_at is not None),
        ("hold", "Say that it was held", bool(leads(viewer, row, "hold"))),
        ("tell_person", "Tell the person", bool(policies.can_look_back(viewer, row))),
        ("look_back", "Look back: was it useful?", row.state == State.CLOSED),
        ("close", "Close the conversation", bool(leads(viewer, row, "close"))),
        ("move", "Change the date or place", bool(leads(viewer, row, "hold"))),
        ("cancel", "Cancel the conversation", bool(leads(viewer, row, "cancel"))),
    ]
    first = _first(viewer, row, mine)
    in_order = sorted((one for one in offered if one[2]), key=lambda one: one[0] != first)
    found = [Link(words, reverse(f"conversation_{name}", args=[row.pk])) for name, words, _ in in_order]
    return [*found, *_work_elsewhere(viewer, row)]


def _work_elsewhere(viewer: Viewer, row: Conversation) -> list[Link]:
    """The way to the panel's case or the joint review that this conversation belongs to, or to begin one."""
    room = kinds()[row.kind].opens if row.kind in kinds() else ""
    if not room or row.state == State.CANCELLED or not can(viewer, Act.CALL_CONVERSATION):
        return []
    name, words = _ROOMS[room]
    return [Link(words, reverse(name, args=[row.pk]))]


def _first(viewer: Viewer, row: Conversation, mine: Invitation | None) -> str:
    if row.state == State.CALLED:
        return _first_before(viewer, row, mine)
    states = {one.state for one in row.actions.all()}
    if row.state == State.HELD and states and not states & {*WAITING_ACTIONS}:
        return "close"
    return {State.UNDER_WAY: "live", State.HELD: "add_action"}.get(State(row.state), "look_back")


def _first_before(viewer: Viewer, row: Conversation, mine: Invitation | None) -> str:
    if mine is not None and mine.response == Response.WAITING:
        return "answer"
    if policies.can_take_step(viewer, row, "begin") and row.meets_at - _SOON <= now():
        return "begin"
    spoke = viewer.agency in {one.agency_id for one in row.contributions.all()}
    return "pack" if spoke else "contribute"


def _answer_words(invitation: Invitation | None) -> str:
    answered = invitation is not None and invitation.response != "waiting"
    return "Change your answer" if answered else "Answer the invitation"


def next_step_of(row: Conversation, *, is_late: bool) -> str:
    """What comes next, in a sentence."""
    if is_late:
        return "Its date is past. If it was held, say so; if not, find another date."
    return {
        State.CALLED: "Each agency answers, and writes down its own piece before it meets.",
        State.UNDER_WAY: "Each who is there has a turn, the person first; then all talk.",
        State.HELD: "It closes when every action is done, or somebody else has taken it on.",
        State.CLOSED: "It is closed. Anybody may call another if things change.",
        State.CANCELLED: "It was cancelled. Anybody may call another if things change.",
    }[State(row.state)]


def limits_of(row: Conversation, kind: Kind) -> tuple[Fact, ...]:
    """The time limits of its kind, as days and times of this conversation; those that are past are left out."""
    limits = kind.limits
    told = [Fact("Takes", f"{limits.minutes} minutes")]
    if row.state == State.CALLED:
        told.append(Fact("Agencies answer by", row.called_at + timedelta(hours=limits.answer_hours)))
        told.append(Fact("Meets by", row.called_at + timedelta(days=limits.meet_days)))
    if row.state == State.HELD and row.held_at:
        told.append(Fact("Closes by", row.held_at + timedelta(days=limits.close_days)))
    return tuple(told)
