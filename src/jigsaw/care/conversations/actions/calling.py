"""Asking first, then calling."""

from uuid import UUID

from django.db import IntegrityError, transaction

from jigsaw.care.conversations.actions._writing import acting, check_said, keep_in_hand, tell_audit
from jigsaw.care.conversations.domain.calling import Call, Invited, Subject, unmet
from jigsaw.care.conversations.domain.kinds import Kind
from jigsaw.care.conversations.domain.precheck import FirstAnswers, offered
from jigsaw.care.conversations.models import (
    Conversation,
    ConversationReason,
    Invitation,
    KindAnswer,
    PersonsView,
    Precheck,
)
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.queries import label_of, open_about
from jigsaw.care.conversations.queries import precheck as precheck_of
from jigsaw.care.conversations.telling import tell_invited
from jigsaw.care.reasons.queries import reason
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check as check_access
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer

_ASKED = "Calling a conversation"


@transaction.atomic
def record_precheck(
    *, by: Viewer, subject: Subject, test: FirstAnswers, reason_id: UUID | None = None
) -> Precheck:
    """Record what was answered before calling, and where it points first. Raises NotFound, Refused."""
    check_access(by, Act.CALL_CONVERSATION)
    label_of(by, subject)
    made = Precheck.objects.create(
        subject_kind=subject.kind,
        subject=subject.id,
        other=subject.other,
        reason_id=reason_id,
        immediate_danger=test.immediate_danger,
        needs_care=test.needs_care,
        at_risk_of_abuse=test.at_risk_of_abuse,
        cannot_protect=test.cannot_protect,
        pointed_to=test.points_to,
        by_id=acting(by),
    )
    tell_audit(by, "asked before calling", made.pk, {"pointed_to": str(test.points_to)})
    return made


@transaction.atomic
def call_conversation(*, by: Viewer, call: Call) -> Conversation:
    """Call a conversation and invite to it. Raises NotFound, and Refused when one is open or something lacks."""
    check_access(by, Act.CALL_CONVERSATION)
    kind = _checked(by, call)
    made = _made(by, call, kind)
    _give_reasons(by, call, made)
    Invitation.objects.bulk_create(
        Invitation(conversation=made, agency_id=agency, because=because)
        for agency, because in _invited(by, call).items()
    )
    KindAnswer.objects.bulk_create(
        KindAnswer(conversation=made, question=key, answer=answer, by_id=acting(by))
        for key, answer in call.answers.items()
    )
    PersonsView.objects.create(
        conversation=made,
        agency_id=by.agency,
        by_id=acting(by),
        words=call.own_view.words,
        invited=call.own_view.invited,
        why_not=call.own_view.why_not,
    )
    tell_invited(by, made, _invited(by, call))
    tell_audit(by, "conversation called", made.pk, {"kind": kind.key, "invited": sorted(_invited(by, call))})
    return made


def _checked(by: Viewer, call: Call) -> Kind:
    kind = kind_of(call.kind)
    before = precheck_of(by, call.precheck)
    if before.about != call.subject or kind not in offered([kind], before.test):
        raise Refused(
            _ASKED, "what was answered first leads elsewhere", "Begin again from the first questions"
        )
    check_said(_ASKED, {"the purpose": call.purpose, "why now": call.why_now})
    if call.own_view.invited is Invited.NO:
        check_said(_ASKED, {"why the person is not invited": call.own_view.why_not})
    if faults := unmet(kind, call.answers):
        raise Refused(_ASKED, "; ".join(faults.values()), "Choose another kind, or answer what is asked")
    if kind.needs_others and not _invited(by, call):
        raise Refused(_ASKED, "nobody else is invited", "Invite at least one other agency")
    if open_about(by, call.subject, kind.key):
        raise _double()
    return kind


def _double() -> Refused:
    return Refused(_ASKED, "one is already open about this", "Join the one that is open")


def _made(by: Viewer, call: Call, kind: Kind) -> Conversation:
    try:
        with transaction.atomic():
            return Conversation.objects.create(
                kind=kind.key,
                kind_version=kind.version,
                is_told_to_others=kind.told_to_others,
                seen_by=kind.seen_by,
                purpose=call.purpose,
                why_now=call.why_now,
                subject_kind=call.subject.kind,
                subject=call.subject.id,
                other=call.subject.other,
                precheck_id=call.precheck,
                called_by_id=acting(by),
                agency_id=by.agency,
                lead_agency_id=call.lead_agency,
                meets_at=call.meeting.at,
                meets_way=call.meeting.way,
                meets_place=call.meeting.place,
            )
    except IntegrityError as error:
        raise _double() from error


def _invited(by: Viewer, call: Call) -> dict[str, str]:
    invited = {one.agency: one.because for one in call.invitees if one.agency != by.agency}
    if call.lead_agency != by.agency:
        invited.setdefault(call.lead_agency, "asked by the caller to lead")
    return invited


def _give_reasons(by: Viewer, call: Call, made: Conversation) -> None:
    for key in call.reasons:
        found = reason(viewer=by, reason_id=key)
        ConversationReason.objects.create(conversation=made, reason_id=key, sentence=found.sentence)
        keep_in_hand(by, [key], call.meeting)
