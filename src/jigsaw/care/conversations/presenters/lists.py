"""The page of a viewer's conversations and actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from markupsafe import Markup

from jigsaw.care.conversations.presenters.shared import action_tag, response_tag, state_tag
from jigsaw.care.conversations.queries import ActionLine, ConversationLine
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.filters import ago
from jigsaw.foundation.design.filters import day as day_of

Row = tuple[object, ...]
OPEN_HEADS = ("About", "Kind", "Meets or met", "State", "Your agency", "Actions open")
CLOSED_HEADS = ("About", "Kind", "Met", "State", "Outcome", "Talk again")
ACTION_HEADS = ("What", "About", "Who", "By", "State")


@dataclass(frozen=True)
class ListPage:
    """Conversations due, open and ended, and what the viewer's agency is to do. Tables of rows."""

    shell: object
    may_call: bool
    due: tuple[Row, ...]
    open: tuple[Row, ...]
    ended: tuple[Row, ...]
    actions: tuple[Row, ...]
    open_heads: tuple[str, ...] = OPEN_HEADS
    ended_heads: tuple[str, ...] = CLOSED_HEADS
    action_heads: tuple[str, ...] = ACTION_HEADS


def open_rows(lines: Iterable[ConversationLine]) -> tuple[Row, ...]:
    """Rows of conversations that are not ended."""
    return tuple(
        (
            _link(line),
            line.kind,
            _when(line.held_at or line.meets_at),
            state_tag(line.state, is_late=line.is_late),
            response_tag(line.my_response) if line.my_response else "Called it" if line.is_own else "Leads",
            str(line.open_actions),
        )
        for line in lines
    )


def ended_rows(lines: Iterable[ConversationLine]) -> tuple[Row, ...]:
    """Rows of conversations that are closed or cancelled."""
    return tuple(
        (
            _link(line),
            line.kind,
            _when(line.held_at) if line.held_at else "Did not meet",
            state_tag(line.state),
            line.outcome or "Was not held",
            day_of(line.review_on) if line.review_on else "No date set",
        )
        for line in lines
    )


def action_rows(lines: Iterable[ActionLine]) -> tuple[Row, ...]:
    """Rows of actions that the viewer's agency is still to do."""
    return tuple(
        (
            Link(line.what, reverse("conversation", args=[line.conversation]) + f"#action-{line.id}"),
            line.label,
            "You" if line.is_mine else line.owner,
            _when(line.due_on),
            action_tag(_state_of(line), is_late=line.is_late),
        )
        for line in lines
    )


def _state_of(line: ActionLine) -> str:
    if line.waits_for_us:
        return "handed on"
    return "taken on" if line.handed_on else "open"


def _link(line: ConversationLine) -> Link:
    return Link(line.label, reverse("conversation", args=[line.id]), f"{line.kind}")


def _when(time: date | datetime) -> Markup:
    return Markup('<span>{} <span class="app-quiet">({})</span></span>').format(day_of(time), ago(time))
