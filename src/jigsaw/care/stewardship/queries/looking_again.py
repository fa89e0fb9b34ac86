"""Second opinions: what is asked of whom, where two differ, and how far stewards agree."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jigsaw.care.linkage.queries import decisions_in_force
from jigsaw.care.stewardship.domain.opinions import Given, Stage, may_talk, stage
from jigsaw.care.stewardship.models import Opinion, SecondLook
from jigsaw.care.stewardship.policies import check_may_see_agreement
from jigsaw.engine.linkage.agreement import Agreement, agreement
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Look:
    """A decision in the sample: the pair, the decision, the other answers, and where it stands.

    Says what was decided: not for the eyes of who is still to be asked.
    """

    key: int
    left: UUID
    right: UUID
    first: Given
    others: tuple[Given, ...]
    stage: Stage
    is_in_force: bool


@dataclass(frozen=True)
class Said:
    """What one steward said of a pair, and why."""

    by: str
    same: bool
    why: str
    at: datetime


@dataclass(frozen=True)
class LookSaid:
    """A decision in the sample with all that was said, for the two who differ."""

    look: Look
    said: tuple[Said, ...]


def asked_of(*, viewer: Viewer, most: int = 50) -> list[tuple[int, datetime]]:
    """What waits for this steward's opinion: keys, and since when. Nothing says what was decided. Raises Refused."""
    return list(_open_to(viewer).order_by("at", "pk").values_list("pk", "at")[:most])


def how_many_asked(*, viewer: Viewer) -> int:
    """How many pairs wait for this steward's opinion."""
    return _open_to(viewer).count()


def to_talk(*, viewer: Viewer) -> list[LookSaid]:
    """Where this steward and another differ, and nobody has settled it yet."""
    check(viewer, Act.DECIDE_JOINS)
    mine = Q(decision__by=viewer.key) | Q(opinions__by=viewer.key)
    rows = _shown(viewer, _differing(SecondLook.objects.filter(mine, talked__isnull=True).distinct()))
    found = [_said(viewer, row) for row in _whole(rows).order_by("at", "pk")]
    return [
        one for one in found if may_talk(one.look.first, one.look.others, viewer.key or 0, one.look.stage)
    ]


def look_for(*, viewer: Viewer, key: int) -> Look:
    """One decision in the sample. Raises NotFound, Refused."""
    return _look(viewer, _one(viewer, key))


def look_said(*, viewer: Viewer, key: int) -> LookSaid:
    """One decision in the sample, with what each of the two said, for those two. Raises NotFound, Refused."""
    found = _said(viewer, _one(viewer, key))
    if not may_talk(found.look.first, found.look.others, viewer.key or 0, found.look.stage):
        raise NotFound("Talking it over", "no pair asks you to talk here", "Go back to the list")
    return found


def hidden_decisions(*, viewer: Viewer) -> set[int]:
    """The decisions that this steward must not see yet: their opinion on the pair is still asked for."""
    return set(_open_to(viewer).values_list("decision_id", flat=True))


def look_asked_about(*, viewer: Viewer, left: UUID, right: UUID) -> int | None:
    """The second look that is asked of this steward and whose decision was made for these two records too.

    Until it is given nothing may be shown of how the two stand. None when none is asked.
    """
    pair = Q(left=left, right=right) | Q(left=right, right=left)
    acts = decisions_in_force(viewer=viewer).filter(pair).values("act")
    return _open_to(viewer).filter(decision__act__in=acts).values_list("pk", flat=True).first()


def agreement_measured(*, viewer: Viewer) -> Agreement:
    """How far second answers agree with first ones, over the whole sample. Raises Refused."""
    check_may_see_agreement(viewer)
    rows = Opinion.objects.order_by("look_id", "at", "pk").values_list(
        "look_id", "look__decision__same", "same"
    )
    firsts: dict[int, tuple[bool, bool]] = {}
    for look, first, second in rows:
        firsts.setdefault(look, (first, second))
    return agreement(firsts.values())


def _open_to(viewer: Viewer) -> QuerySet[SecondLook]:
    check(viewer, Act.DECIDE_JOINS)
    rows = _shown(viewer, SecondLook.objects.filter(talked__isnull=True).exclude(decision__by=viewer.key))
    rows = rows.exclude(Exists(Opinion.objects.filter(look=OuterRef("pk"), by=viewer.key)))
    asked = rows.annotate(number=Count("opinions"))
    standing = Q(number=0, decision__in=decisions_in_force(viewer=viewer).values("pk"))
    return asked.filter(standing | Q(number=1, pk__in=_differing(SecondLook.objects.all()).values("pk")))


def _shown(viewer: Viewer, rows: QuerySet[SecondLook]) -> QuerySet[SecondLook]:
    hidden = hidden_from(viewer).records
    return rows.exclude(decision__left__in=hidden).exclude(decision__right__in=hidden) if hidden else rows


def _differing(rows: QuerySet[SecondLook]) -> QuerySet[SecondLook]:
    other = Opinion.objects.filter(look=OuterRef("pk")).exclude(same=OuterRef("decision__same"))
    return rows.filter(Exists(other))


def _one(viewer: Viewer, key: int) -> SecondLook:
    check(viewer, Act.DECIDE_JOINS)
    found = _whole(_shown(viewer, SecondLook.objects.filter(pk=key))).first()
    if found is None:
        raise NotFound("Giving a second opinion", "there is no such pair", "Go back to the list")
    return found


def _whole(rows: QuerySet[SecondLook]) -> QuerySet[SecondLook]:
    return rows.select_related("decision__by", "talked").prefetch_related("opinions__by")


def _look(viewer: Viewer, row: SecondLook) -> Look:
    others = tuple(Given(one.by_id, one.same) for one in _in_time(row))
    first = Given(row.decision.by_id, row.decision.same)
    in_force = decisions_in_force(viewer=viewer).filter(pk=row.decision_id).exists()
    at = stage(first, others, talked=hasattr(row, "talked"), undone=not in_force)
    return Look(row.pk, row.decision.left_id, row.decision.right_id, first, others, at, in_force)


def _said(viewer: Viewer, row: SecondLook) -> LookSaid:
    first = row.decision
    told = [Said(first.by.name, first.same, first.why, first.at)]
    told += [Said(one.by.name, one.same, one.why, one.at) for one in _in_time(row)]
    return LookSaid(_look(viewer, row), tuple(told))


def _in_time(row: SecondLook) -> list[Opinion]:
    return sorted(row.opinions.all(), key=lambda one: (one.at, one.pk))
