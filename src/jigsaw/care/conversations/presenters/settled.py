"""What was agreed, and what became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.models import Conversation, ConversationAction
from jigsaw.care.conversations.presenters.shared import action_tag, badge
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.parts import Agency, Tag


@dataclass(frozen=True)
class ActionPart:
    """One action. became: sentences of what became of it. links: what the viewer may do with it."""

    id: UUID
    decided: str
    what: str
    owner: str
    agency: Agency
    due_on: date
    how_we_know: str
    tag: Tag
    became: tuple[str, ...]
    links: tuple[Link, ...]


def action_parts(viewer: Viewer, row: Conversation) -> tuple[ActionPart, ...]:
    """The actions, the earliest due first."""
    return tuple(_part(viewer, row, one) for one in row.actions.all())


def _part(viewer: Viewer, row: Conversation, action: ConversationAction) -> ActionPart:
    # The conversation is at hand already: asking the action for it would read it again for each.
    action.conversation = row
    return ActionPart(
        id=action.pk,
        decided=action.decided,
        what=action.what,
        owner=action.owner,
        agency=badge(action.agency),
        due_on=action.due_on,
        how_we_know=action.how_we_know,
        tag=action_tag(action.state, is_late=action.due_on < timezone.localdate()),
        became=tuple(_became(action)),
        links=_links(viewer, action),
    )


def _became(action: ConversationAction) -> list[str]:
    found = []
    steps = list(action.steps.all())
    for before, step in zip([None, *steps], steps, strict=False):
        if step.state == "taken on":
            found.append(f"Taken on: {step.why} ({step.by.name})")
        elif step.state == "open" and before is not None:
            found.append(f"Not taken on: {step.why} ({step.by.name})")
        elif step.state == "done":
            found.append(f"Done: {step.why} ({step.by.name})")
        elif step.to_agency:
            found.append(f"Handed on to {step.to_whom}, {step.to_agency.name}: {step.why} ({step.by.name})")
    return found


def _links(viewer: Viewer, action: ConversationAction) -> tuple[Link, ...]:
    offered = (
        ("Take it on, or say no", "answer_for_action", policies.can_answer_for(viewer, action)),
        ("Mark as done", "finish_action", policies.can_settle(viewer, action, "finish")),
        ("Hand on", "hand_on_action", policies.can_settle(viewer, action, "hand on")),
    )
    return tuple(
        Link(words, reverse(name, args=[action.pk]), f": {action.what}")
        for words, name, may in offered
        if may
    )
