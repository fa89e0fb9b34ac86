"""The board: a team's open conversations by where they stand, with what is late in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from jigsaw.care.conversations.domain.lateness import Heading, Standing, heading_of, late_in
from jigsaw.care.conversations.domain.states import OPEN_STATES, WAITING_ACTIONS, ActionState
from jigsaw.care.conversations.models import Conversation, PersonTold
from jigsaw.care.conversations.pack import kinds
from jigsaw.care.conversations.policies import seen_by
from jigsaw.care.conversations.queries.lines import ConversationLine, lines
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

_READ = ("pk", "kind", "subject_kind", "state", "called_at", "meets_at", "held_at")


@dataclass(frozen=True)
class OnBoard:
    """One open conversation: its line, where it stands, how many answered, and what is late in it."""

    line: ConversationLine
    heading: Heading
    invited: int
    unanswered: int
    late: tuple[str, ...]


def board(viewer: Viewer, *, most: int = 200) -> list[OnBoard]:
    """The viewer's open conversations: what has something late first, then by the day they meet or met."""
    rows = Conversation.objects.filter(seen_by(viewer), state__in=OPEN_STATES).order_by("meets_at", "pk")[
        :most
    ]
    counted = {row["pk"]: row for row in _counted(viewer, [row.pk for row in rows])}
    found = [_one(line, counted[line.id]) for line in lines(viewer, rows)]
    return sorted(found, key=lambda one: (not one.late, one.line.meets_at))


def _counted(viewer: Viewer, keys: list[UUID]) -> Iterable[dict[str, Any]]:
    late = Q(actions__due_on__lt=timezone.localdate()) & ~Q(actions__state=ActionState.DONE)
    rows = Conversation.objects.filter(seen_by(viewer), pk__in=keys).annotate(
        invited=Count("invitations", distinct=True),
        unanswered=Count("invitations", filter=Q(invitations__response="waiting"), distinct=True),
        undone=Count("actions", filter=Q(actions__state__in=WAITING_ACTIONS), distinct=True),
        late=Count("actions", filter=late, distinct=True),
        told=Exists(PersonTold.objects.filter(conversation=OuterRef("pk"))),
    )
    return rows.values(*_READ, "invited", "unanswered", "undone", "late", "told")


def _one(line: ConversationLine, row: dict[str, Any]) -> OnBoard:
    standing = Standing(
        state=row["state"],
        called_at=row["called_at"],
        meets_at=row["meets_at"],
        held_at=row["held_at"],
        unanswered=row["unanswered"],
        open_actions=row["undone"],
        late_actions=row["late"],
        person_told=row["told"] or row["subject_kind"] == "home",
    )
    kind = kinds().get(row["kind"])
    late = tuple(late_in(standing, kind.limits, now())) if kind else ()
    return OnBoard(line, heading_of(standing, now()), row["invited"], standing.unanswered, late)
