"""Two source records side by side: what each says, what the comparison found, and what people decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.linkage.models import Edge, LinkDecision
from jigsaw.care.linkage.queries._reading import persons_of, said_of
from jigsaw.care.linkage.store import engine_records, model_in_force
from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.decide import explain as engine_explain
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer

SAYS_LITTLE = 0.5
"""A comparison that moves the odds by fewer bits than this speaks neither for nor against."""


@dataclass(frozen=True)
class Step:
    """One comparison of two records in words, and which way it speaks: for, against or neither."""

    words: str
    speaks: str


@dataclass(frozen=True)
class DecidedJoin:
    """What a person decided about a pair, and why."""

    same: bool
    why: str
    by: str
    at: datetime
    is_undone: bool = False


@dataclass(frozen=True)
class JoinSeen:
    """Two source records side by side, each comparison in words, and what people decided about them."""

    left: RecordSaid
    right: RecordSaid
    left_person: UUID | None
    right_person: UUID | None
    why: str
    steps: tuple[Step, ...]
    decisions: tuple[DecidedJoin, ...]

    @property
    def are_joined(self) -> bool:
        """Whether the two are one person now."""
        return self.left_person is not None and self.left_person == self.right_person


def join(*, viewer: Viewer, left: UUID, right: UUID) -> JoinSeen:
    """Why two source records are, or are not, one person: any two, joined or not. Raises NotFound, Refused."""
    check(viewer, Act.DECIDE_JOINS)
    said = said_of(viewer, {left, right})
    if left not in said or right not in said or left == right:
        raise NotFound(
            "Comparing two records", "there are not two such records", "Go back to the list of joins"
        )
    persons = persons_of(said)
    edge = Edge.objects.filter(Q(left=left, right=right) | Q(left=right, right=left)).first()
    return JoinSeen(
        said[left],
        said[right],
        persons.get(left),
        persons.get(right),
        (edge.held_apart_by or edge.why) if edge else "Nothing was found that would join them",
        steps_between(viewer=viewer, left=left, right=right),
        decided_about(viewer=viewer, left=left, right=right),
    )


def steps_between(*, viewer: Viewer, left: UUID, right: UUID) -> tuple[Step, ...]:
    """Each comparison of the two in words; nothing when one of them is withdrawn."""
    check(viewer, Act.DECIDE_JOINS)
    model = model_in_force()
    ready = {record.id: compare_ready(record, model) for record in engine_records([left, right])}
    if len(ready) < len({left, right}):
        return ()
    steps = engine_explain(ready[str(left)], ready[str(right)], model)
    return tuple(Step(step.label, _speaks(step.total)) for step in steps if step.comparison != "start")


def decided_about(*, viewer: Viewer, left: UUID, right: UUID) -> tuple[DecidedJoin, ...]:
    """What people decided about the two, earliest first."""
    check(viewer, Act.DECIDE_JOINS)
    rows = LinkDecision.objects.filter(Q(left=left, right=right) | Q(left=right, right=left))
    return tuple(
        DecidedJoin(row.same, row.why, row.by.name, row.at, hasattr(row, "undone"))
        for row in rows.select_related("by", "undone").order_by("at")
    )


def _speaks(bits: float) -> str:
    if abs(bits) < SAYS_LITTLE:
        return "neither"
    return "for" if bits > 0 else "against"
