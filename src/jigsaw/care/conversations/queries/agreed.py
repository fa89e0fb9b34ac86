"""What a viewer's agency has promised and not yet done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from jigsaw.care.conversations.domain.calling import Subject
from jigsaw.care.conversations.domain.states import ActionState
from jigsaw.care.conversations.models import ActionStep, Conversation, ConversationAction
from jigsaw.care.conversations.policies import seen_by
from jigsaw.care.conversations.queries.labels import labels
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class ActionLine:
    """An action in a list. is_mine: the viewer by name; handed_on: it came from another agency.

    waits_for_us: that agency asks whether ours takes it on, and nobody here has answered.
    """

    id: UUID
    conversation: UUID
    what: str
    owner: str
    due_on: date
    how_we_know: str
    subject: Subject
    label: str
    is_mine: bool
    handed_on: bool
    waits_for_us: bool

    @property
    def is_late(self) -> bool:
        """Whether its day is past."""
        return self.due_on < timezone.localdate()


def my_actions(viewer: Viewer, *, most: int = 50) -> list[ActionLine]:
    """What the viewer's agency is still to do, its own and what was handed to it, the earliest due first."""
    seen = Conversation.objects.filter(seen_by(viewer)).values("pk")
    latest = ActionStep.objects.filter(action=OuterRef("pk"), to_agency__isnull=False).order_by("-at", "-pk")
    rows = ConversationAction.objects.filter(conversation__in=seen).annotate(
        taken_by=Subquery(latest.values("to_agency")[:1]), taker=Subquery(latest.values("to_whom")[:1])
    )
    own = Q(state=ActionState.OPEN, agency_id=viewer.agency)
    taken = Q(state__in=[ActionState.HANDED_ON, ActionState.TAKEN_ON], taken_by=viewer.agency)
    found = list(
        rows.filter(own | taken).select_related("conversation").order_by("due_on", "agreed_at")[:most]
    )
    words = labels(viewer, [row.conversation.about for row in found])
    return [_line(viewer, row, words[row.conversation.about]) for row in found]


def _line(viewer: Viewer, row: ConversationAction, label: str) -> ActionLine:
    handed_on = row.state in {ActionState.HANDED_ON, ActionState.TAKEN_ON}
    owner = row.taker if handed_on else row.owner  # type: ignore[attr-defined]  # joined by `my_actions`
    return ActionLine(
        id=row.pk,
        conversation=row.conversation_id,
        what=row.what,
        owner=owner,
        due_on=row.due_on,
        how_we_know=row.how_we_know,
        subject=row.conversation.about,
        label=label,
        is_mine=owner == viewer.name,
        handed_on=handed_on,
        waits_for_us=row.state == ActionState.HANDED_ON,
    )
