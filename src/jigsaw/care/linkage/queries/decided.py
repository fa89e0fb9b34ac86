"""What stewards decided about pairs: the whole list, and one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from jigsaw.care.linkage.models import LinkDecision
from jigsaw.care.linkage.store import standing_decisions
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Undone:
    """Who took a decision back, when and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True)
class DecisionLine:
    """One decision about two source records.

    pairs: of how many pairs it was made at once, this being the first. holds: whether it was neither undone nor
    replaced by a later one about the pair.
    """

    key: int
    left: UUID
    right: UUID
    records: tuple[str, str]
    same: bool
    why: str
    by: str
    by_key: int
    at: datetime
    pairs: int
    holds: bool
    undone: Undone | None


def decisions(
    *, viewer: Viewer, only_mine: bool = False, start: int = 0, most: int = 50
) -> list[DecisionLine]:
    """Decisions about joins, the latest first: `most` of them from place `start` on. Raises Refused."""
    rows = _first_of_each_act(_rows(viewer, only_mine)).order_by("-at", "-pk")
    return _lines(viewer, list(rows[start : start + most]))


def how_many_decisions(*, viewer: Viewer, only_mine: bool = False) -> int:
    """How many decisions there are."""
    return _first_of_each_act(_rows(viewer, only_mine)).count()


def decision(*, viewer: Viewer, key: int) -> DecisionLine:
    """One decision. Raises NotFound, Refused."""
    found = _lines(viewer, list(_rows(viewer, False).filter(pk=key)))
    if not found:
        raise _not_found()
    return found[0]


def latest_decision(*, viewer: Viewer, left: UUID, right: UUID) -> int:
    """The key of the latest decision about two records. Raises NotFound, Refused."""
    pair = Q(left=left, right=right) | Q(left=right, right=left)
    row = _rows(viewer, False).filter(pair).order_by("-at", "-pk").first()
    if row is None:
        raise _not_found()
    return row.pk


def decisions_in_force(*, viewer: Viewer) -> QuerySet[LinkDecision]:
    """The decisions that hold: of each pair the latest that was not undone. To narrow another query by. Raises
    Refused.
    """
    check(viewer, Act.DECIDE_JOINS)
    later = standing_decisions().filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
        left=OuterRef("left"),
        right=OuterRef("right"),
    )
    return _shown(viewer, standing_decisions().exclude(Exists(later)))


def _shown(viewer: Viewer, rows: QuerySet[LinkDecision]) -> QuerySet[LinkDecision]:
    """Those of these decisions that are about nobody whom a seal keeps from the viewer."""
    hidden = hidden_from(viewer).records
    return rows.exclude(left__in=hidden).exclude(right__in=hidden) if hidden else rows


def _rows(viewer: Viewer, only_mine: bool) -> QuerySet[LinkDecision]:
    check(viewer, Act.DECIDE_JOINS)
    rows = _shown(
        viewer, LinkDecision.objects.select_related("by", "undone__by", "left__agency", "right__agency")
    )
    return rows.filter(by=viewer.key) if only_mine else rows


def _first_of_each_act(rows: QuerySet[LinkDecision]) -> QuerySet[LinkDecision]:
    firsts = LinkDecision.objects.values("act").annotate(first=Min("pk")).values("first")
    return rows.filter(pk__in=firsts)


def _lines(viewer: Viewer, rows: list[LinkDecision]) -> list[DecisionLine]:
    acts = [row.act for row in rows]
    pairs = dict(LinkDecision.objects.filter(act__in=acts).values_list("act").annotate(Count("pk")))
    holding = decisions_in_force(viewer=viewer).filter(pk__in=[row.pk for row in rows])
    held = set(holding.values_list("pk", flat=True))
    return [_line(row, pairs[row.act], row.pk in held) for row in rows]


def _line(row: LinkDecision, pairs: int, holds: bool) -> DecisionLine:
    names = [f"{one.agency.name}, {one.local_id}" for one in (row.left, row.right)]
    undone = getattr(row, "undone", None)
    return DecisionLine(
        row.pk,
        row.left_id,
        row.right_id,
        (names[0], names[1]),
        row.same,
        row.why,
        row.by.name,
        row.by_id,
        row.at,
        pairs,
        holds,
        Undone(undone.by.name, undone.at, undone.why) if undone else None,
    )


def _not_found() -> NotFound:
    return NotFound("Opening a decision", "there is no such decision", "Go back to the list of decisions")
