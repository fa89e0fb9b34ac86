"""The questions that people ask about looks, for whoever answers them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from jigsaw.care.looks.models import LookQuestion
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class QuestionSeen:
    """A question about one look: what was asked, of whose look, when it was and what was recorded of it."""

    id: UUID
    words: str
    asked_at: datetime
    answer_by: date
    looked_at: datetime
    who: str
    team: str
    why: str
    rule: str
    is_mine: bool
    found: str
    answer: str

    @property
    def is_late(self) -> bool:
        """Whether its day is past and nobody answered."""
        return not self.answer and self.answer_by < timezone.localdate()


def questions(*, viewer: Viewer, most: int = 200) -> list[QuestionSeen]:
    """The questions to the viewer's agency: those that wait first, by their day; then the latest answered."""
    rows = _rows(viewer)
    waiting = rows.filter(answer__isnull=True).order_by("answer_by", "asked_at")[:most]
    done = rows.filter(answer__isnull=False).order_by("-answer__at")[:most]
    return [_seen(viewer, row) for row in (*waiting, *done)]


def question_seen(*, viewer: Viewer, key: UUID) -> QuestionSeen:
    """One of them. Raises NotFound for one to another agency."""
    row = _rows(viewer).filter(pk=key).first()
    if row is None:
        raise NotFound("Answering a question", "there is none here that you can see", "Go back to the list")
    return _seen(viewer, row)


def _rows(viewer: Viewer) -> QuerySet[LookQuestion]:
    check(viewer, Act.REVIEW_LOOKS)
    return LookQuestion.objects.filter(agency=viewer.agency).select_related("look", "answer")


def _seen(viewer: Viewer, row: LookQuestion) -> QuestionSeen:
    answer, look = getattr(row, "answer", None), row.look
    return QuestionSeen(
        id=row.pk,
        words=row.words,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        looked_at=look.at,
        who=look.by_name,
        team=str(look.detail.get("team", "")),
        why=look.why,
        rule=str(look.detail.get("rule", "")),
        is_mine=look.by_id == viewer.key,
        found=answer.get_found_display() if answer else "",
        answer=answer.words if answer else "",
    )
