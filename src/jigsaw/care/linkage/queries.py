"""Reads of joins for those who decide them: which pairs wait, and why any two records are or are not joined."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.intake.records import records_said
from jigsaw.care.linkage.models import Edge, Link, LinkDecision
from jigsaw.care.linkage.store import engine_records, model_in_force
from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.decide import explain as engine_explain
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check, check_may_know_of_people
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class WaitingJoin:
    """Two source records that may be one person, and why a person is asked."""

    left: RecordSaid
    right: RecordSaid
    left_person: UUID | None
    right_person: UUID | None
    why: str


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


@dataclass(frozen=True)
class LinkLine:
    """A source record, its person, and why they are joined."""

    agency: str
    local_id: str
    person: UUID
    why: str


def waiting(*, viewer: Viewer, most: int = 100) -> list[WaitingJoin]:
    """The pairs that wait for a person to decide, likeliest first. Raises Refused for who may not decide."""
    check(viewer, Act.DECIDE_JOINS)
    edges = list(_undecided().order_by("-weight", "left_id", "right_id")[:most])
    said = _said(viewer, {one for edge in edges for one in (edge.left_id, edge.right_id)})
    persons = _persons(said)
    return [
        WaitingJoin(
            said[edge.left_id],
            said[edge.right_id],
            persons.get(edge.left_id),
            persons.get(edge.right_id),
            edge.held_apart_by or edge.why,
        )
        for edge in edges
        if edge.left_id in said and edge.right_id in said
    ]


def how_many_wait(*, viewer: Viewer) -> int:
    """How many pairs wait for a person to decide."""
    check(viewer, Act.DECIDE_JOINS)
    return _undecided().count()


def join(*, viewer: Viewer, left: UUID, right: UUID) -> JoinSeen:
    """Why two source records are, or are not, one person: any two, joined or not. Raises NotFound, Refused."""
    check(viewer, Act.DECIDE_JOINS)
    said = _said(viewer, {left, right})
    if left not in said or right not in said or left == right:
        raise NotFound(
            "Comparing two records", "there are not two such records", "Go back to the list of joins"
        )
    persons = _persons(said)
    edge = Edge.objects.filter(Q(left=left, right=right) | Q(left=right, right=left)).first()
    return JoinSeen(
        said[left],
        said[right],
        persons.get(left),
        persons.get(right),
        (edge.held_apart_by or edge.why) if edge else "Nothing was found that would join them",
        _steps(left, right),
        _decisions(left, right),
    )


def links(*, viewer: Viewer, persons: list[UUID] | None = None, most: int | None = None) -> list[LinkLine]:
    """Which source records are which person, and why; of some people when given."""
    check_may_know_of_people(viewer)
    rows = Link.objects.order_by("person_id", "record__agency_id", "record__local_id")
    if persons is not None:
        rows = rows.filter(person__in=persons)
    return [
        LinkLine(*row)
        for row in rows.values_list("record__agency_id", "record__local_id", "person_id", "why")[:most]
    ]


def people_known_to(*, viewer: Viewer, agency: str) -> QuerySet[Link, UUID]:
    """The ids of the people of whom an agency has a source record: to narrow another query by."""
    check_may_know_of_people(viewer)
    return Link.objects.filter(record__agency=agency).values_list("person_id", flat=True)


def _undecided() -> QuerySet[Edge]:
    waiting = Edge.objects.filter(kind__in=[Edge.Kind.DOUBTFUL, Edge.Kind.CUT])
    decided = LinkDecision.objects.filter(left=OuterRef("left"), right=OuterRef("right"))
    joined = waiting.filter(left__link__person=F("right__link__person")).values("pk")
    return waiting.exclude(pk__in=joined).exclude(Exists(decided))


def _said(viewer: Viewer, records: set[UUID]) -> dict[UUID, RecordSaid]:
    return {one.record: one for one in records_said(viewer, records)}


def _persons(said: dict[UUID, RecordSaid]) -> dict[UUID, UUID]:
    return dict(Link.objects.filter(record__in=list(said)).values_list("record_id", "person_id"))


def _steps(left: UUID, right: UUID) -> tuple[Step, ...]:
    model = model_in_force()
    ready = {record.id: compare_ready(record, model) for record in engine_records([left, right])}
    if len(ready) < len({left, right}):
        return ()
    steps = engine_explain(ready[str(left)], ready[str(right)], model)
    return tuple(Step(step.label, _speaks(step.total)) for step in steps if step.comparison != "start")


def _speaks(bits: float) -> str:
    if abs(bits) < 0.5:
        return "neither"
    return "for" if bits > 0 else "against"


def _decisions(left: UUID, right: UUID) -> tuple[DecidedJoin, ...]:
    rows = LinkDecision.objects.filter(Q(left=left, right=right) | Q(left=right, right=left))
    return tuple(
        DecidedJoin(row.same, row.why, row.by.name, row.at)
        for row in rows.select_related("by").order_by("at")
    )
