"""What stewards decided about pairs: the whole list, and one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jigsaw.care.linkage.models import LinkDecision
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class DecisionLine:
    """One decision about two source records. `is_latest`: no later decision about the pair replaced it."""

    key: int
    left: UUID
    right: UUID
    records: tuple[str, str]
    same: bool
    why: str
    by: str
    by_key: int
    at: datetime
    is_latest: bool


def decisions(
    *, viewer: Viewer, only_mine: bool = False, start: int = 0, most: int = 50
) -> list[DecisionLine]:
    """Decisions about joins, the latest first: `most` of them from place `start` on. Raises Refused."""
    rows = _rows(viewer, only_mine).order_by("-at", "-pk")
    return _lines(list(rows[start : start + most]))


def how_many_decisions(*, viewer: Viewer, only_mine: bool = False) -> int:
    """How many decisions there are."""
    return _rows(viewer, only_mine).count()


def decision(*, viewer: Viewer, key: int) -> DecisionLine:
    """One decision. Raises NotFound, Refused."""
    found = _lines(list(_rows(viewer, False).filter(pk=key)))
    if not found:
        raise NotFound("Opening a decision", "there is no such decision", "Go back to the list of decisions")
    return found[0]


def _rows(viewer: Viewer, only_mine: bool) -> QuerySet[LinkDecision]:
    check(viewer, Act.DECIDE_JOINS)
    rows = LinkDecision.objects.select_related("by", "left__agency", "right__agency")
    return rows.filter(by=viewer.key) if only_mine else rows


def _lines(rows: list[LinkDecision]) -> list[DecisionLine]:
    lefts = {row.left_id for row in rows}
    latest = {
        (left, right): key
        for left, right, key in LinkDecision.objects.filter(left__in=lefts)
        .order_by("at", "pk")
        .values_list("left_id", "right_id", "pk")
    }
    return [_line(row, latest[row.left_id, row.right_id] == row.pk) for row in rows]


def _line(row: LinkDecision, is_latest: bool) -> DecisionLine:
    names = [f"{one.agency.name}, {one.local_id}" for one in (row.left, row.right)]
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
        is_latest,
    )
