"""Odd looks, for the privacy officer of the agency whose workers looked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jigsaw.care.looks.models import OddLook
from jigsaw.care.looks.shipped import rules_in_force
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class OddSeen:
    """A finding: the rule in words, who looked, when and why, and what shows it. made: what somebody made of it."""

    key: int
    rule: str
    name: str
    plain: str
    version: int
    who: str
    by: int
    person: UUID
    at: datetime
    why: str
    evidence: tuple[str, ...]
    is_mine: bool
    made: str
    words: str
    closed_by: str


def odd_looks_seen(*, viewer: Viewer, most: int = 200) -> list[OddSeen]:
    """The findings about the viewer's agency: those that wait, the earliest first; then the latest."""
    rows = _rows(viewer)
    waiting = rows.filter(closed__isnull=True).order_by("look__at", "pk")[:most]
    done = rows.filter(closed__isnull=False).order_by("-closed__at")[:most]
    return [_seen(viewer, row) for row in (*waiting, *done)]


def odd_look(*, viewer: Viewer, key: int) -> OddSeen:
    """One of them. Raises NotFound for one of another agency."""
    row = _rows(viewer).filter(pk=key).first()
    if row is None:
        raise NotFound("Looking at an odd look", "there is none here that you can see", "Go back to the list")
    return _seen(viewer, row)


def _rows(viewer: Viewer) -> QuerySet[OddLook]:
    check(viewer, Act.REVIEW_LOOKS)
    rows, hidden = OddLook.objects.filter(agency=viewer.agency), hidden_from(viewer).people
    shown = rows.exclude(person__in=hidden) if hidden else rows
    return shown.select_related("look", "by", "closed__by")


def _seen(viewer: Viewer, row: OddLook) -> OddSeen:
    rule, closed = rules_in_force().by_key[row.rule], getattr(row, "closed", None)
    return OddSeen(
        key=row.pk,
        rule=row.rule,
        name=rule.name,
        plain=rule.plain,
        version=row.version,
        who=row.by.name,
        by=row.by_id,
        person=row.person,
        at=row.look.at,
        why=row.look.why,
        evidence=tuple(row.evidence),
        is_mine=row.by_id == viewer.key,
        made=closed.get_made_display() if closed else "",
        words=closed.words if closed else "",
        closed_by=closed.by.name if closed else "",
    )
