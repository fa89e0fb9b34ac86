"""Clerical reviews: which there are, whose turn a pair is, and what the answers say of all pairs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from jigsaw.care.stewardship.models import Review, ReviewAnswer, ReviewPair
from jigsaw.care.stewardship.policies import check_may_see_agreement
from jigsaw.engine.linkage.review import BANDS, Answered, Reviewed, Stratum, estimate
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class StratumLine:
    """One stratum of a review: how many pairs there are, were drawn, were answered, and are one human being."""

    name: str
    is_joined: bool
    pairs: int
    drawn: int
    answered: int
    same: int


@dataclass(frozen=True)
class ReviewLine:
    """A review, how far it is, and what its answers say: nothing is estimated before any was given."""

    key: int
    by: str
    at: datetime
    pairs: int
    answered: int
    strata: tuple[StratumLine, ...] = ()
    measured: Reviewed | None = None


def reviews(*, viewer: Viewer) -> list[ReviewLine]:
    """Every review, the latest first. Raises Refused."""
    check_may_see_agreement(viewer)
    rows = Review.objects.select_related("by").annotate(number=Count("pairs", distinct=True))
    answered = dict(
        ReviewPair.objects.filter(Exists(ReviewAnswer.objects.filter(pair=OuterRef("pk"))))
        .values_list("review")
        .annotate(Count("pk"))
    )
    return [
        ReviewLine(row.pk, row.by.name, row.at, row.number, answered.get(row.pk, 0))
        for row in rows.order_by("-at", "-pk")
    ]


def review_report(*, viewer: Viewer, key: int) -> ReviewLine:
    """A review with its strata and, when any pair was answered, precision and recall. Raises NotFound, Refused."""
    check_may_see_agreement(viewer)
    row = Review.objects.select_related("by").filter(pk=key).first()
    if row is None:
        raise NotFound("Opening a review", "there is no such review", "Go back to the list of reviews")
    told = _answers(key)
    lines = tuple(_stratum(one, told.get(one["name"], Answered(0, 0))) for one in row.strata)
    answered = sum(line.answered for line in lines)
    measured = estimate([_as_band(line) for line in lines], told) if answered else None
    total = sum(line.drawn for line in lines)
    return ReviewLine(row.pk, row.by.name, row.at, total, answered, lines, measured)


def next_in_review(*, viewer: Viewer, key: int) -> tuple[int, UUID, UUID] | None:
    """The first pair of a review that nobody answered: its number and two records. Raises Refused."""
    check(viewer, Act.DECIDE_JOINS)
    answered = ReviewAnswer.objects.filter(pair=OuterRef("pk"))
    rows = _pairs(viewer, key).exclude(Exists(answered))
    return rows.values_list("number", "left_id", "right_id").first()


def pairs_of_review(*, viewer: Viewer, key: int) -> list[tuple[int, UUID, UUID]]:
    """Every pair of a review in order: its number and two records, never its stratum. Raises Refused."""
    check(viewer, Act.DECIDE_JOINS)
    rows = _pairs(viewer, key)
    return list(rows.values_list("number", "left_id", "right_id"))


def _pairs(viewer: Viewer, key: int) -> QuerySet[ReviewPair]:
    rows, hidden = ReviewPair.objects.filter(review=key).order_by("number"), hidden_from(viewer).records
    return rows.exclude(left__in=hidden).exclude(right__in=hidden) if hidden else rows


def _answers(key: int) -> dict[str, Answered]:
    latest: dict[int, tuple[str, bool]] = {}
    rows = ReviewAnswer.objects.filter(pair__review=key).order_by("at", "pk")
    for pair, stratum, same in rows.values_list("pair_id", "pair__stratum", "same"):
        latest[pair] = (stratum, same)
    found: dict[str, list[bool]] = {}
    for stratum, same in latest.values():
        found.setdefault(stratum, []).append(same)
    return {stratum: Answered(len(said), sum(said)) for stratum, said in found.items()}


def _stratum(one: dict[str, object], told: Answered) -> StratumLine:
    band = _band(str(one["name"]))
    pairs, drawn = (int(str(one[name])) for name in ("pairs", "drawn"))
    return StratumLine(band.name, band.is_joined, pairs, drawn, told.looked_at, told.same)


def _as_band(line: StratumLine) -> Stratum:
    band = _band(line.name)
    return Stratum(band.name, band.is_joined, band.low, band.high, line.pairs)


def _band(name: str) -> Stratum:
    # A review keeps its strata by name; one drawn under other names still says whether its pairs were joined.
    known = {band.name: band for band in BANDS}
    return known.get(name) or Stratum(name, name.startswith("joined"), 0.0, 0.0)
