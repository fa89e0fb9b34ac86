"""The plan in force about those whom a conversation is about: what was agreed and is not done, and agencies' plans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.conversations.domain.calling import SubjectKind
from jigsaw.care.conversations.domain.plans import PlanSaid, latest_of_each
from jigsaw.care.conversations.domain.states import ActionState, State
from jigsaw.care.conversations.models import Conversation, ConversationAction, RiskTaken
from jigsaw.care.conversations.queries.lines import rows_about
from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.people.queries import Named
from jigsaw.care.story.queries import Told
from jigsaw.foundation.core.viewer import Viewer

_PLAN = "plan"


@dataclass(frozen=True)
class PlanInForce:
    """What holds now, as far as the viewer may see it; each part may be empty, and that is not "there is no plan".

    undone: actions of earlier conversations, the earliest due first. if_then: risks taken on purpose that nobody has
    looked at again. ring: earlier conversations that said whom to ring, the latest first. said: agencies' own plans.
    is_of_several: the conversation is about more than one person, so that each plan says whose it is.
    """

    undone: tuple[ConversationAction, ...]
    if_then: tuple[RiskTaken, ...]
    ring: tuple[Conversation, ...]
    said: tuple[PlanSaid, ...]
    is_of_several: bool = False

    @property
    def is_recorded(self) -> bool:
        """Whether anything at all is."""
        return bool(self.undone or self.if_then or self.ring or self.said)


def plan_in_force(viewer: Viewer, row: Conversation, stories: Iterable[Told]) -> PlanInForce:
    """The plan in force beside this conversation. stories: those of whom it is about, as the viewer may see them."""
    earlier = rows_about(viewer, row.about).exclude(pk=row.pk).exclude(state=State.CANCELLED)
    undone = ConversationAction.objects.filter(conversation__in=earlier.values("pk"))
    risks = RiskTaken.objects.filter(conversation__in=earlier.values("pk"), reviews=None)
    said = [_said(one, told.people) for told in stories for one in told.entries if _PLAN in one.tags]
    return PlanInForce(
        undone=tuple(
            undone.exclude(state=ActionState.DONE).select_related("agency", "conversation").order_by("due_on")
        ),
        if_then=tuple(risks.select_related("agency").order_by("review_on")),
        ring=tuple(earlier.exclude(ring_if_worse="").order_by("-held_at")[:1]),
        said=latest_of_each(said),
        is_of_several=row.about.kind is not SubjectKind.PERSON,
    )


def _said(one: Entry, people: Mapping[UUID, Named]) -> PlanSaid:
    named = sorted({people[about.record].name for about in one.about if about.record in people})
    return PlanSaid(
        what=one.label,
        words=one.words,
        agency=one.holder.name,
        whose=", ".join(named),
        since=one.when,
        until=one.until,
        source=one.source or "Their record",
        lasts=one.shape is not Shape.EVENT,
    )
