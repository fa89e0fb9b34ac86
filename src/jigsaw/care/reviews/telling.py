"""What those who take part are told through the outbox: that something waits, and where. Never about whom."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from jigsaw.care.reviews.domain.words import CHECKED_AFTER, months_after
from jigsaw.care.reviews.models import Recommendation, Review, ReviewMember
from jigsaw.care.reviews.policies import leads, seen_by
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.outbox import actions as outbox

CHASED_FOR = timedelta(days=7)
"""For so long after its day a reminder is put: once, however often the timer runs."""


def tell_of_terms(by: Viewer, row: Review, version: int, needed: Iterable[int]) -> None:
    """Tell those whose agreement a version of the terms needs."""
    words = (
        "Terms of reference wait for you. The work begins, or goes on under them, when every lead has agreed."
    )
    _tell(by, row, f"terms/{version}", needed, "Terms of reference wait for you", words)


def tell_joined(by: Viewer, row: Review, practitioner: int) -> None:
    """Tell somebody that they take part now."""
    words = "You have been asked to take part in a joint review, led by equals of several agencies."
    _tell(by, row, f"joined/{practitioner}", [practitioner], "You are asked to a joint review", words)


def tell_of_action(by: Viewer, row: Review, action: Recommendation) -> None:
    """Tell those of an agency who take part that an action is put to it."""
    words = "A joint review puts an action to your agency. Say whether it will do it, or why not."
    _tell(
        by, row, f"action/{action.pk}", _of_agency(row, action.agency_id), "An action for your agency", words
    )


def chase_reviews(*, by: Viewer) -> dict[str, int]:
    """Put the reminders of actions and checks whose day came within a week, each once. Returns how many they are."""
    today, found = timezone.localdate(), 0
    rows = Recommendation.objects.filter(
        finding__review__in=Review.objects.filter(seen_by(by)),
        due_on__gt=months_after(today, -max(CHECKED_AFTER)) - CHASED_FOR,
    )
    for one in rows.select_related("finding__review").prefetch_related("steps", "checks"):
        found += sum(_remind(by, one, months) for months in due_lately(one, today))
    return {"review_actions_chased": found}


def due_lately(one: Recommendation, today: date) -> list[int]:
    """Months of the checks that came due within a week and were not made; 0 for the action itself, while not done."""
    steps = [each.what for each in sorted(one.steps.all(), key=lambda each: each.pk)]
    latest = steps[-1] if steps else ""
    if latest == "refused":
        return []
    made = {each.months for each in one.checks.all()}
    waits = [*([] if latest == "done" else [0]), *(each for each in CHECKED_AFTER if each not in made)]
    return [
        each
        for each in waits
        if months_after(one.due_on, each) <= today <= months_after(one.due_on, each) + CHASED_FOR
    ]


def _remind(by: Viewer, one: Recommendation, months: int) -> bool:
    row = one.finding.review
    people = {*_of_agency(row, one.agency_id), *leads(row)}
    if months:
        words = f"{months} months ago an action of a joint review was due. Did it change anything? Say how you know."
        subject = "Did it change anything?"
    else:
        words, subject = "An action of a joint review is due now.", "An action is due"
    _tell(by, row, f"due/{one.pk}/{months}", people, subject, words)
    return True


def _of_agency(row: Review, agency: str) -> list[int]:
    here = ReviewMember.objects.filter(review=row, agency=agency, left_at=None)
    return list(here.values_list("practitioner_id", flat=True))


def _tell(by: Viewer, row: Review, key: str, people: Iterable[int], subject: str, words: str) -> None:
    path = reverse("joint_review", args=[row.pk])
    place = (
        f"{settings.JIGSAW_ADDRESS}{path}" if settings.JIGSAW_ADDRESS else "your agency’s address of Jigsaw"
    )
    body = f"{words}\n\nSign in to Jigsaw to read it: {place}\n\nThis message says nothing about anybody on purpose.\n"
    here = ReviewMember.objects.filter(review=row, practitioner__in=set(people) - {by.key}, left_at=None)
    for one in here:
        outbox.put(
            by=by,
            key=f"review/{row.pk}/{key}",
            agencies=[one.agency_id],
            practitioner=one.practitioner_id,
            subject=subject,
            body=body,
        )
