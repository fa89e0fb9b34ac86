"""Writes of clerical reviews: a sample is drawn, and pair by pair a steward answers."""

import random
from uuid import UUID

from django.db import transaction

from jigsaw.care.stewardship.framing import Frame, frame
from jigsaw.care.stewardship.models import Review, ReviewAnswer, ReviewPair
from jigsaw.engine.linkage.review import BANDS, Stratum, sizes
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind

_SEEDS = 2**31


def draw(*, by: Viewer, pairs: int, seed: int | None = None) -> int:
    """Draw a sample of about so many pairs, by strata of weight, and keep it as a new review. Returns its key.

    The same seed on the same store draws the same pairs. Raises Refused.
    """
    check(by, Act.DECIDE_JOINS)
    if pairs < 1:
        raise Refused("Drawing a review", "no pairs were asked for", "Ask for some hundreds")
    seed = random.SystemRandom().randrange(_SEEDS) if seed is None else seed
    chance = random.Random(seed)  # noqa: S311 (a sample that can be drawn again, and keeps no secret)
    made = frame(by, chance)
    strata = [
        Stratum(one.name, one.is_joined, one.low, one.high, made.sizes[one.name])
        for one in BANDS
        if made.sizes[one.name]
    ]
    return _keep(by, made, sizes(strata, pairs), chance, seed)


@transaction.atomic
def answer(*, by: Viewer, review: int, number: int, same: bool) -> None:
    """Keep whether a pair of a review is one human being. The latest answer holds. Raises NotFound, Refused."""
    check(by, Act.DECIDE_JOINS)
    pair = ReviewPair.objects.filter(review=review, number=number).first()
    if pair is None:
        raise NotFound("Answering in a review", "there is no such pair in it", "Open the review again")
    ReviewAnswer.objects.create(pair=pair, same=same, by_id=person_behind(by))
    detail = {"review": review, "number": number, "other": str(pair.right_id)}
    record_act(
        by=by, act="pair of a review answered", subject_kind="record", subject_id=pair.left_id, detail=detail
    )


@transaction.atomic
def _keep(by: Viewer, made: Frame, wanted: dict[str, int], chance: random.Random, seed: int) -> int:
    drawn: list[tuple[str, tuple[UUID, UUID]]] = []
    for name, number in wanted.items():
        from_these = made.pairs[name]
        picked = chance.sample(from_these, min(number, len(from_these)))
        drawn.extend((name, pair) for pair in picked)
    chance.shuffle(drawn)
    strata = [{"name": name, "pairs": made.sizes[name], "drawn": number} for name, number in wanted.items()]
    review = Review.objects.create(by_id=person_behind(by), seed=seed, strata=strata)
    ReviewPair.objects.bulk_create(
        ReviewPair(review=review, number=number, stratum=name, left_id=left, right_id=right)
        for number, (name, (left, right)) in enumerate(drawn, 1)
    )
    record_act(
        by=by, act="review drawn", subject_kind="review", subject_id=review.pk, detail={"pairs": len(drawn)}
    )
    return review.pk
