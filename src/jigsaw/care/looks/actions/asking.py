"""A person asks about a look, and is answered."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jigsaw.care.looks.models import LookAnswer, LookQuestion
from jigsaw.care.looks.queries.own import own_look
from jigsaw.care.looks.themselves import Themselves, as_recorded
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.audit.whose import look as look_recorded
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW, Viewer, person_behind

ANSWER_DAYS = 14
"""Within how many days a question is answered. The law gives a month for a request of access (UK GDPR Article 12)."""


@transaction.atomic
def ask_about_look(*, by: Themselves, look: int, words: str) -> LookQuestion:
    """Ask why somebody looked. It goes to the privacy officer of the agency of whoever looked.

    Raises NotFound for a look at somebody else, Refused for one's own and for one that was asked about.
    """
    seen = own_look(viewer=by, key=look)
    recorded = look_recorded(viewer=JIGSAW, key=look)
    if seen.is_self or recorded is None or not recorded.agency:
        raise Refused("Asking about a look", "nobody of an agency looked", "Choose another look")
    if seen.asked:
        raise Refused("Asking about a look", "you asked about it already", "Read the answer when it is there")
    made = LookQuestion.objects.create(
        account_id=by.account,
        look_id=look,
        agency_id=recorded.agency,
        words=words.strip(),
        answer_by=timezone.localdate() + timedelta(days=ANSWER_DAYS),
    )
    detail = {"question": str(made.pk)}
    record_act(
        by=as_recorded(by),
        act="asked about a look",
        subject_kind="record",
        subject_id=by.record,
        detail=detail,
    )
    return made


@transaction.atomic
def answer_question(*, by: Viewer, question: UUID, found: str, words: str) -> LookAnswer:
    """Answer in words for the person. Raises NotFound for a question to another agency, Refused for one about one's own
    look and for one that was answered.
    """
    who = person_behind(by)
    check(by, Act.REVIEW_LOOKS)
    row = LookQuestion.objects.filter(pk=question, agency_id=by.agency).select_related("look").first()
    if row is None:
        raise NotFound("Answering a question", "there is none here that you can see", "Go back to the list")
    if row.look.by_id == who:
        raise Refused("Answering a question", "it is about your own look", "Ask another privacy officer")
    if LookAnswer.objects.filter(question=row).exists():
        raise Refused("Answering a question", "it was answered already", "Go back to the list")
    made = LookAnswer.objects.create(question=row, found=found, words=words.strip(), by_id=who)
    detail = {"question": str(row.pk), "found": found}
    record_act(
        by=by,
        act="answered about a look",
        subject_kind="record",
        subject_id=row.account.record,
        detail=detail,
    )
    return made
