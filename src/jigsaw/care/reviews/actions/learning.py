"""What was learned: findings, actions that follow, what became of them, and whether they changed anything."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.care.reviews.actions._writing import check_said, tell_audit, to_change
from jigsaw.care.reviews.domain.words import CHECKED_AFTER, Changed, Learning, months_after
from jigsaw.care.reviews.models import (
    ChangeCheck,
    FamilyQuestion,
    Finding,
    Recommendation,
    RecommendationStep,
    Review,
)
from jigsaw.care.reviews.policies import can_lead, can_work, check
from jigsaw.care.reviews.telling import tell_of_action
from jigsaw.foundation.core.errors import NotFound, Refused, Unfinished
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer, person_behind
from jigsaw.foundation.organisations.queries import agencies_by_key


@dataclass(frozen=True)
class ProposedAction:
    """An action: what, by which agency, by whom there, by when, and how it will be known that it was done."""

    what: str
    agency: str
    owner: str
    due_on: date
    how_we_know: str


@transaction.atomic
def record_finding(
    *,
    by: Viewer,
    review: UUID,
    domain: Learning,
    words: str,
    entries: tuple[UUID, ...] = (),
    question: int | None = None,
) -> Finding:
    """Write down what was learned, in one of the five domains, with what it rests on. Raises NotFound, Refused."""
    asked = "Writing down a finding"
    row = to_change(by, review)
    check(asked, can_work(by, row))
    check_said(asked, {"what was learned": words})
    if row.entries.filter(pk__in=entries).count() != len(set(entries)):
        raise NotFound(
            asked, "an entry that it names is not in this review", "Choose entries of the chronology"
        )
    if question and not FamilyQuestion.objects.filter(review=row, pk=question).exists():
        raise NotFound(asked, "there is no such question", "See the questions")
    made = Finding.objects.create(
        review=row,
        domain=domain,
        words=words.strip(),
        entries=sorted(map(str, set(entries))),
        question_id=question,
        by_id=person_behind(by),
    )
    tell_audit(by, "finding written down", row.pk, {"finding": made.pk, "domain": str(domain)})
    return made


@transaction.atomic
def recommend(*, by: Viewer, review: UUID, finding: int, proposed: ProposedAction) -> Recommendation:
    """Make an action of a finding. Its agency accepts or refuses it. Raises NotFound, Refused."""
    asked = "Recommending an action"
    row = to_change(by, review)
    check(asked, can_work(by, row))
    check_said(
        asked,
        {
            "what is to be done": proposed.what,
            "who does it": proposed.owner,
            "how we will know": proposed.how_we_know,
        },
    )
    found = row.findings.filter(pk=finding).first()
    if found is None or proposed.agency not in agencies_by_key(viewer=by):
        raise NotFound(asked, "there is no such finding or agency", "See the findings")
    if not row.members.filter(agency=proposed.agency, left_at=None).exists():
        raise Refused(
            asked,
            "nobody of that agency takes part, who could answer",
            "Add somebody of it to the review first",
        )
    made = Recommendation.objects.create(
        finding=found,
        what=proposed.what.strip(),
        agency_id=proposed.agency,
        owner=proposed.owner.strip()[:120],
        due_on=proposed.due_on,
        how_we_know=proposed.how_we_know.strip(),
        by_id=person_behind(by),
    )
    tell_of_action(by, row, made)
    tell_audit(by, "action recommended", row.pk, {"recommendation": made.pk, "agency": proposed.agency})
    return made


@transaction.atomic
def answer_recommendation(
    *, by: Viewer, review: UUID, recommendation: int, what: str, why: str
) -> RecommendationStep:
    """The agency accepts an action, refuses it with a reason, or says that it is done. Raises NotFound, Refused."""
    asked = "Answering for an action"
    row = to_change(by, review)
    found = _recommendation(asked, row, recommendation)
    if found.agency_id != by.agency:
        raise Refused(asked, "it is another agency’s action", "Ask somebody of that agency")
    check_said(asked, {"the reason": why})
    latest = found.steps.order_by("-pk").first()
    may = {
        None: ("accepted", "refused"),
        "accepted": ("done", "refused"),
        "refused": ("accepted",),
        "done": (),
    }
    if what not in may[latest.what if latest else None]:
        raise Refused(asked, "that does not follow on what was answered before", "Read what was answered")
    made = RecommendationStep.objects.create(
        recommendation=found, what=what, why=why.strip(), by_id=person_behind(by)
    )
    tell_audit(by, f"recommended action {what}", row.pk, {"recommendation": recommendation})
    return made


@transaction.atomic
def check_change(
    *, by: Viewer, review: UUID, recommendation: int, months: int, changed: Changed, words: str
) -> ChangeCheck:
    """Say whether an action changed anything, 3, 6 or 12 months after it was due. Also after the report."""
    asked = "Checking whether it changed anything"
    row = to_change(by, review)
    found = _recommendation(asked, row, recommendation)
    check_said(asked, {"how you know": words})
    if months not in CHECKED_AFTER or found.checks.filter(months=months).exists():
        raise Refused(asked, "that check is not waiting", "See the checks")
    if timezone.localdate() < months_after(found.due_on, months):
        raise Refused(asked, "its day has not come", "Check it when it is due")
    made = ChangeCheck.objects.create(
        recommendation=found, months=months, changed=changed, words=words.strip(), by_id=person_behind(by)
    )
    tell_audit(by, "change checked", row.pk, {"recommendation": recommendation, "months": months})
    return made


@transaction.atomic
def finish_report(*, by: Viewer, review: UUID) -> Review:
    """Finish it: each question of the family is answered, each refused row is settled. Raises Refused, Unfinished."""
    asked = "Finishing the report"
    row = to_change(by, review)
    check(asked, can_lead(by, row))
    check(asked, can_work(by, row))
    if row.questions.filter(answers=None).exists():
        raise Unfinished(
            asked, "a question of the family has no answer", "Answer it, if only that it cannot be known"
        )
    if row.files.filter(withdrawal=None, refused__state="waiting").exists():
        raise Unfinished(
            asked, "rows that were refused still wait", "Mend them, or set them aside with a reason"
        )
    if not row.findings.exists():
        raise Unfinished(asked, "nothing that was learned is written down", "Write down the findings")
    row.reported_at = now()
    row.save(update_fields=["reported_at"])
    tell_audit(by, "review reported", row.pk)
    return row


def _recommendation(asked: str, review: Review, key: int) -> Recommendation:
    found = Recommendation.objects.filter(finding__review=review, pk=key).first()
    if found is None:
        raise NotFound(asked, "there is no such action", "See the findings")
    return found
