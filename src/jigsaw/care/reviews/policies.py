"""Who may see a review, and who may do what in it. Its members only: for everybody else it is not there.

Leads are equals. What concerns the whole (the terms, who takes part, the report) is a lead's; what concerns one
agency's chronology is its own members'.
"""

from uuid import UUID

from django.db.models import Q

from jigsaw.care.reviews.domain.terms import Version, in_force
from jigsaw.care.reviews.models import Review, ReviewMember, Terms
from jigsaw.foundation.access.domain import Decision, Outcome
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer

_YES = Decision(Outcome.PERMIT, "You take part in this review.")


def _no(sentence: str) -> Decision:
    return Decision(Outcome.DENY, sentence)


def seen_by(viewer: Viewer) -> Q:
    """The reviews that a viewer sees, as a condition: those in which they take part now."""
    check_may_know_of_people(viewer)
    if viewer.key is None:
        return Q()  # Jigsaw itself
    mine = ReviewMember.objects.filter(practitioner_id=viewer.key, agency_id=viewer.agency, left_at=None)
    hidden = hidden_from(viewer).people
    about = ~Q(person__in=hidden) if hidden else Q()
    return about & Q(pk__in=mine.values("review"))


def not_there() -> NotFound:
    """What those who may not know are told: the same as of what is not there."""
    return NotFound("Opening a review", "there is none here that you can see", "Go back to your reviews")


def reviewed(viewer: Viewer, key: UUID) -> Review:
    """The review. Raises NotFound for those who take no part."""
    found = Review.objects.filter(seen_by(viewer), pk=key).first()
    if found is None:
        raise not_there()
    return found


def versions(review: Review) -> list[Version]:
    """The versions of a review's terms, with who has agreed to each."""
    rows = Terms.objects.filter(review=review).prefetch_related("agreements").order_by("version")
    return [
        Version(one.version, frozenset(one.leads), frozenset(each.lead_id for each in one.agreements.all()))
        for one in rows
    ]


def leads(review: Review) -> frozenset[int]:
    """Who leads: those of the terms in force; before any are, those whom the first version names."""
    known = versions(review)
    standing = in_force(known)
    return standing.leads if standing else known[0].leads if known else frozenset()


def is_lead(viewer: Viewer, review: Review) -> bool:
    """Whether the viewer leads the review, as one of several equals."""
    return viewer.key in leads(review)


def can_lead(viewer: Viewer, review: Review) -> Decision:
    """Whether the viewer may do what is the leads'."""
    if review.reported_at:
        return _no("The report is finished: nothing of the review is changed.")
    return _YES if is_lead(viewer, review) else _no("Only a lead of the review does this.")


def can_admit(viewer: Viewer, review: Review) -> Decision:
    """Whether the viewer may say who takes part: a lead, after the report too, for checks go on for a year and more."""
    return _YES if is_lead(viewer, review) else _no("Only a lead of the review does this.")


def can_work(viewer: Viewer, review: Review) -> Decision:
    """Whether the viewer may add to the review: the terms are agreed, and the report is not finished."""
    if review.reported_at:
        return _no("The report is finished: nothing of the review is changed.")
    if in_force(versions(review)) is None:
        return _no("The terms of reference are not agreed yet.")
    return _YES


def can_settle_for(viewer: Viewer, review: Review, agency: str) -> Decision:
    """Whether the viewer may change what an agency gave: its own members, while the work goes on."""
    if viewer.agency != agency:
        return _no("Only the agency whose chronology it is changes it.")
    return can_work(viewer, review)


def check(asked: str, decision: Decision) -> None:
    """Raise Refused with the deciding sentence unless the decision permits."""
    if not decision:
        raise Refused(asked, decision.sentence.rstrip("."), "Ask a lead of the review")
