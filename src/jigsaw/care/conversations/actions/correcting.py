"""Saying whom a conversation is about, when the person it was called about turned out to be two."""

from uuid import UUID

from django.db import IntegrityError, transaction

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.actions._writing import check_said, tell_audit, to_change
from jigsaw.care.conversations.domain.calling import Subject
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.queries import label_of
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check as check_access
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer

_ASKED = "Saying whom a conversation is about"


@transaction.atomic
def say_whom(*, by: Viewer, conversation: UUID, subject: Subject, why: str) -> Conversation:
    """Say that a conversation is about this person (home, pair), with all that was said and agreed in it.

    Whom it was called about stays in its first answers and in the audit. Raises NotFound, and Refused without a why,
    for another kind of subject, or where one is open about them already.
    """
    found = to_change(by, conversation)
    check_access(by, Act.CALL_CONVERSATION)
    policies.check(_ASKED, policies.can_take_part(by, found))
    check_said(_ASKED, {"why": why})
    if subject.kind != found.about.kind:
        raise Refused(_ASKED, "it was called about another kind of subject", "Call another conversation")
    label_of(by, subject)
    before = found.about
    found.subject, found.other = subject.id, subject.other
    try:
        with transaction.atomic():
            found.save(update_fields=["subject", "other"])
    except IntegrityError as error:
        raise Refused(_ASKED, "one is already open about this", "Join the one that is open") from error
    detail = {"from": str(before.id), "to": str(subject.id)}
    tell_audit(by, "conversation's subject corrected", found.pk, detail)
    return found
