"""Pairs that wait for a person to decide, as they stand. In which order they are taken, stewardship says."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from jigsaw.care.intake.domain.entries import RecordSaid
from jigsaw.care.linkage.models import Edge
from jigsaw.care.linkage.queries._reading import persons_of, said_of
from jigsaw.care.linkage.store import standing_decisions
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class WaitingJoin:
    """Two source records that may be one person, and why a person is asked."""

    left: RecordSaid
    right: RecordSaid
    left_person: UUID | None
    right_person: UUID | None
    why: str


def waiting(
    *, viewer: Viewer, most: int = 100, pairs: list[tuple[UUID, UUID]] | None = None
) -> list[WaitingJoin]:
    """The pairs that wait for a person to decide, likeliest first; or just these, in their order.

    Raises Refused for who may not decide.
    """
    rows = still_waiting(viewer=viewer).order_by("-weight", "left_id", "right_id")
    edges = list(rows[:most]) if pairs is None else _in_order(rows, pairs)
    said = said_of(viewer, {one for edge in edges for one in (edge.left_id, edge.right_id)})
    persons = persons_of(said)
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
    return still_waiting(viewer=viewer).count()


def still_waiting(*, viewer: Viewer) -> QuerySet[Edge]:
    """The edges between two people that nobody decided on: to narrow another query by, and to count.

    Raises Refused for who may not decide.
    """
    check(viewer, Act.DECIDE_JOINS)
    found = Edge.objects.filter(kind__in=[Edge.Kind.DOUBTFUL, Edge.Kind.CUT])
    decided = standing_decisions().filter(left=OuterRef("left"), right=OuterRef("right"))
    if hidden := hidden_from(viewer).records:
        found = found.exclude(left__in=hidden).exclude(right__in=hidden)
    joined = found.filter(left__link__person=F("right__link__person")).values("pk")
    return found.exclude(pk__in=joined).exclude(Exists(decided))


def _in_order(rows: QuerySet[Edge], pairs: list[tuple[UUID, UUID]]) -> list[Edge]:
    lefts = [left for left, _ in pairs]
    found = {(edge.left_id, edge.right_id): edge for edge in rows.filter(left__in=lefts)}
    return [found[pair] for pair in pairs if pair in found]
