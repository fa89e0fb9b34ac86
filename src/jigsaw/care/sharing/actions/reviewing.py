"""What waits for a named person is chased, and decided with a reason."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.sharing.known import clock_of
from jigsaw.care.sharing.models import ReviewStep, SharingReview
from jigsaw.care.sharing.policies import can_decide, check
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind

_DECIDING = "Deciding whether it may be shared"


@transaction.atomic
def chase(*, by: Viewer, request: UUID) -> ReviewStep:
    """Ask the named person again. Raises NotFound, Refused when it was answered or chased within the hour."""
    review = _review(request)
    if review.request.by_id != by.key:
        raise NotFound("Chasing an answer", "there is no such question of yours", "See your questions")
    if not clock_of(review).may_be_chased(now()):
        raise Refused("Chasing an answer", "it was answered, or chased within the hour", "Ring them")
    made = ReviewStep.objects.create(review=review, what="chased", by_id=person_behind(by), by_name=by.name)
    record_act(by=by, act="sharing answer chased", subject_kind="sharing", subject_id=request)
    return made


@transaction.atomic
def chase_overdue(*, by: Viewer) -> int:
    """Ask again, for whoever asked, each named person whose answer is late. Returns how many were asked again."""
    at = now()
    late = SharingReview.objects.select_for_update(of=("self",)).filter(due_at__lt=at)
    late = late.exclude(steps__what="decided").prefetch_related("steps")
    chased = [review for review in late if clock_of(review).is_to_be_chased(at)]
    for review in chased:
        ReviewStep.objects.create(review=review, what="chased", by_id=by.key, by_name=by.name)
        record_act(
            by=by, act="late sharing answer chased", subject_kind="sharing", subject_id=review.request_id
        )
    return len(chased)


@transaction.atomic
def decide_review(*, by: Viewer, request: UUID, outcome: Outcome, why: str) -> ReviewStep:
    """Say yes or no, with the reason that whoever asked will read. Raises NotFound, Refused."""
    review = _review(request)
    check(_DECIDING, can_decide(by, review))
    if outcome is Outcome.REVIEW:
        raise Refused(_DECIDING, "it is yours to decide", "Say yes or no")
    if not why.strip():
        raise Refused(_DECIDING, "no reason was given", "Say why in a sentence")
    if review.steps.filter(what="decided").exists():
        raise Refused(_DECIDING, "it was decided already", "Read what was decided")
    made = ReviewStep.objects.create(
        review=review,
        what="decided",
        outcome=outcome,
        why=why.strip()[:500],
        by_id=person_behind(by),
        by_name=by.name,
    )
    about = review.request.person
    kind, key = ("person", about) if about else ("sharing", request)
    detail = {"request": str(request), "outcome": str(outcome)}
    record_act(by=by, act="decided on sharing", subject_kind=kind, subject_id=key, detail=detail)
    return made


def _review(request: UUID) -> SharingReview:
    found = SharingReview.objects.select_for_update(of=("self",)).filter(request=request)
    review = found.select_related("request").first()
    if review is None:
        raise NotFound("Opening a question", "nobody is asked to decide it", "See your questions")
    return review
