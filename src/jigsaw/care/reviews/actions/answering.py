"""The family's questions, and what the review answers."""

from uuid import UUID

from django.db import transaction

from jigsaw.care.reviews.actions._writing import check_said, tell_audit, to_change
from jigsaw.care.reviews.models import FamilyAnswer, FamilyQuestion
from jigsaw.care.reviews.policies import can_work, check
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer, person_behind


@transaction.atomic
def record_question(*, by: Viewer, review: UUID, asked_by: str, question: str) -> FamilyQuestion:
    """Write down what somebody who knew the person wants to know. May be done before the terms are agreed."""
    asked = "Writing down a question of the family"
    row = to_change(by, review)
    if row.reported_at:
        raise Refused(asked, "the report is finished", "Ask a lead of the review")
    check_said(asked, {"who asks": asked_by, "the question": question})
    made = FamilyQuestion.objects.create(
        review=row, asked_by=asked_by.strip()[:120], question=question.strip(), by_id=person_behind(by)
    )
    tell_audit(by, "review question written down", row.pk, {"question": made.pk})
    return made


@transaction.atomic
def answer_question(*, by: Viewer, review: UUID, question: int, answer: str) -> FamilyAnswer:
    """Answer it, or answer it anew: the earlier answers stay. Raises NotFound, Refused."""
    asked = "Answering a question of the family"
    row = to_change(by, review)
    check(asked, can_work(by, row))
    check_said(asked, {"the answer": answer})
    found = FamilyQuestion.objects.filter(review=row, pk=question).first()
    if found is None:
        raise NotFound(asked, "there is no such question", "See the questions")
    made = FamilyAnswer.objects.create(question=found, answer=answer.strip(), by_id=person_behind(by))
    tell_audit(by, "review question answered", row.pk, {"question": question})
    return made
