"""The reviews of a viewer, and one of them: who takes part, what its terms say, what the family asks."""

from dataclasses import dataclass
from uuid import UUID

from jigsaw.care.reviews.domain.terms import in_force, missing, proposed
from jigsaw.care.reviews.domain.words import LAWS, Kind
from jigsaw.care.reviews.models import FamilyQuestion, Review, ReviewMember, Terms
from jigsaw.care.reviews.policies import reviewed, seen_by, versions
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Line:
    """One review of a list. state: "terms" while they are being agreed, then "work", then "reported"."""

    row: Review
    state: str


@dataclass(frozen=True)
class Standing:
    """The terms in force and those put forward, each where there are any; who must still agree to the latter."""

    in_force: Terms | None
    proposed: Terms | None
    awaited: frozenset[int]
    state: str


def reviews(viewer: Viewer) -> list[Line]:
    """The reviews in which the viewer takes part, the latest first."""
    rows = Review.objects.filter(seen_by(viewer)).order_by("-started_at", "pk")
    return [Line(row, _state(row)) for row in rows]


def review(viewer: Viewer, key: UUID) -> Review:
    """One review. Raises NotFound for those who take no part."""
    return reviewed(viewer, key)


def review_from(viewer: Viewer, conversation: UUID) -> Review | None:
    """The latest review that came from a conversation, if the viewer takes part in one."""
    rows = Review.objects.filter(seen_by(viewer), conversation=conversation)
    return rows.order_by("-started_at").first()


def standing(viewer: Viewer, key: UUID) -> Standing:
    """Which terms hold, which are put forward, and who must still agree."""
    row = reviewed(viewer, key)
    known = versions(row)
    holds, latest = in_force(known), proposed(known)
    rows = {one.version: one for one in row.terms.select_related("by")}
    return Standing(
        in_force=rows[holds.number] if holds else None,
        proposed=rows[latest.number] if latest else None,
        awaited=missing(latest, holds) if latest else frozenset(),
        state=_state(row),
    )


def basis(viewer: Viewer, key: UUID) -> str:
    """By what law agencies give the review what they hold: as the terms in force say it, else that of its kind."""
    row = reviewed(viewer, key)
    holds = in_force(versions(row))
    said = row.terms.filter(version=holds.number).values_list("basis", flat=True).first() if holds else ""
    return said or LAWS[Kind(row.kind)].basis


def members(viewer: Viewer, key: UUID) -> list[ReviewMember]:
    """Who takes part now, by agency and name."""
    rows = reviewed(viewer, key).members.filter(left_at=None).select_related("practitioner", "agency")
    return sorted(rows, key=lambda one: (one.agency.name, one.practitioner.name))


def questions(viewer: Viewer, key: UUID) -> list[FamilyQuestion]:
    """The family's questions in the order in which they were asked, with their answers, the earliest first."""
    rows = reviewed(viewer, key).questions.prefetch_related("answers__by").order_by("pk")
    return list(rows)


def _state(row: Review) -> str:
    if row.reported_at:
        return "reported"
    return "work" if in_force(versions(row)) else "terms"
