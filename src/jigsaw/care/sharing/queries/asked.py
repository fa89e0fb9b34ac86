"""What was asked and answered: one question whole, the log of both agencies, and what waits for somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from jigsaw.care.people.queries import person_label
from jigsaw.care.sharing.domain.asking import Decided, after_decision, whole
from jigsaw.care.sharing.domain.clock import Clock
from jigsaw.care.sharing.domain.vocabulary import Kind
from jigsaw.care.sharing.known import clock_of
from jigsaw.care.sharing.models import ReviewStep, SharingRequest, SharingReview
from jigsaw.care.sharing.policies import can_decide, sees_person, sees_whole_log
from jigsaw.foundation.access.domain import Outcome
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

GONE = "Somebody of whom no record is left"


@dataclass(frozen=True)
class RequestSeen:
    """A question with its answer, and what a named person made of it. about: empty when the viewer may not know.

    lead, title: whom it waits or waited for; empty when nobody was asked. outcome: as it stands now.
    """

    row: SharingRequest
    about: str
    lines: tuple[Decided, ...]
    outcome: Outcome
    lead: str
    title: str
    lead_agency: str
    clock: Clock | None
    decided: ReviewStep | None
    may_decide: bool
    is_mine: bool
    policy_key: str
    policy_version: int


@dataclass(frozen=True)
class LogLine:
    """A question in the log. about: empty when it is about nobody in particular, or not to be known; person: the id of
    whom `about` names, so that the look is recorded.
    """

    key: UUID
    at: datetime
    by: str
    agency: str
    holder: str
    recipient: str
    purpose: str
    danger: bool
    about: str
    person: UUID | None
    outcome: Outcome
    sentence: str
    lead: str
    clock: Clock | None


def request_seen(*, viewer: Viewer, key: UUID) -> RequestSeen:
    """One question. Raises NotFound for whoever did not ask it, does not decide it and does not answer for the log."""
    row = _rows(viewer).filter(_seen_by(viewer), pk=key).first()
    if row is None:
        raise NotFound("Opening a question about sharing", "there is none here that you can see", "Ask anew")
    review = _review(row)
    decided = _decision(review)
    lines = _lines(row, decided)
    outcome = whole(lines)
    return RequestSeen(
        row=row,
        about=_about(viewer, row, outcome),
        lines=lines,
        outcome=outcome,
        lead=review.lead_name if review else "",
        title=review.title if review else "",
        lead_agency=review.agency_id if review else "",
        clock=clock_of(review) if review else None,
        decided=decided,
        may_decide=bool(review and not decided and can_decide(viewer, review)),
        is_mine=row.by_id == viewer.key,
        policy_key=row.policy.key if row.policy else "",
        policy_version=row.policy.version if row.policy else 0,
    )


def log(*, viewer: Viewer, most: int = 100) -> list[LogLine]:
    """What was asked, latest first: the viewer's own, and for those who answer for it all of their agency's."""
    return [_log_line(viewer, row) for row in _rows(viewer).filter(_seen_by(viewer)).order_by("-at")[:most]]


def waiting_for(*, viewer: Viewer) -> list[LogLine]:
    """The questions that wait for the viewer's decision, the one that is due first at the top."""
    rows = _rows(viewer).filter(review__isnull=False).exclude(review__steps__what="decided")
    rows = rows.filter(Q(review__lead=viewer.key) | Q(review__agency=viewer.agency))
    mine = [row for row in rows.order_by("review__due_at") if can_decide(viewer, row.review)]
    return [_log_line(viewer, row) for row in mine]


def late_at(*, viewer: Viewer) -> int:
    """How many questions wait beyond their hour for the viewer's agency; for whoever answers for its sharing."""
    if not sees_whole_log(viewer):
        return 0
    late = SharingReview.objects.filter(due_at__lt=now()).exclude(steps__what="decided")
    if hidden := hidden_from(viewer).people:
        late = late.exclude(request__person__in=hidden)
    return (late if viewer.is_jigsaw else late.filter(agency=viewer.agency)).count()


def _rows(viewer: Viewer) -> QuerySet[SharingRequest]:
    related = ("policy", "review")
    rows, hidden = SharingRequest.objects.all(), hidden_from(viewer).people
    shown = rows.exclude(person__in=hidden) if hidden else rows
    return shown.select_related(*related).prefetch_related("review__steps")


def _seen_by(viewer: Viewer) -> Q:
    if viewer.is_jigsaw:
        return Q()
    mine = Q(by=viewer.key) | Q(review__lead=viewer.key)
    if not sees_whole_log(viewer):
        return mine
    agency = viewer.agency
    return mine | Q(agency=agency) | Q(holder=agency) | Q(recipient=agency) | Q(review__agency=agency)


def _log_line(viewer: Viewer, row: SharingRequest) -> LogLine:
    review = _review(row)
    decided = _decision(review)
    outcome = whole(_lines(row, decided))
    about = _about(viewer, row, outcome)
    return LogLine(
        key=row.pk,
        at=row.at,
        by=row.by_name,
        agency=row.agency,
        holder=row.holder,
        recipient=row.recipient,
        purpose=row.purpose,
        danger=row.danger,
        about=about,
        person=row.person if about else None,
        outcome=outcome,
        sentence=decided.why if decided else row.sentence,
        lead=review.lead_name if review else "",
        clock=clock_of(review) if review else None,
    )


def _review(row: SharingRequest) -> SharingReview | None:
    return getattr(row, "review", None)


def _decision(review: SharingReview | None) -> ReviewStep | None:
    steps = review.steps.all() if review else ()
    return next((one for one in steps if one.what == "decided"), None)


def _about(viewer: Viewer, row: SharingRequest, outcome: Outcome) -> str:
    if row.person is None or not sees_person(viewer, row, outcome):
        return ""
    try:
        return person_label(viewer, row.person)
    except NotFound:
        return GONE


def _lines(row: SharingRequest, decided: ReviewStep | None) -> tuple[Decided, ...]:
    as_asked = tuple(_line(one) for one in row.lines)
    return after_decision(as_asked, Outcome(decided.outcome) if decided else None)


def _line(told: dict[str, Any]) -> Decided:
    kind = Kind(told["kind"]) if told["kind"] else None
    return Decided(**{**told, "kind": kind, "outcome": Outcome(told["outcome"])})
