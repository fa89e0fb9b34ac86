"""Conversations as lines of a list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind
from jigsaw.care.conversations.domain.states import OPEN_STATES, WAITING_ACTIONS, State
from jigsaw.care.conversations.models import Conversation, ConversationReason, Invitation
from jigsaw.care.conversations.pack import kind_name, outcome_name
from jigsaw.care.conversations.policies import seen_by
from jigsaw.care.conversations.queries.labels import labels
from jigsaw.care.people.queries import home_ids_that_lead_to, ids_that_lead_to
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

SOON = timedelta(days=7)
COMING = (State.CALLED, State.UNDER_WAY)


@dataclass(frozen=True)
class ConversationLine:
    """A conversation in a list. my_response: what the viewer's agency answered, empty when not invited.

    is_own: whether the viewer's agency called it.
    """

    id: UUID
    kind: str
    subject: Subject
    label: str
    state: str
    meets_at: datetime
    held_at: datetime | None
    agency: str
    lead_agency: str
    outcome: str
    review_on: date | None
    open_actions: int
    my_response: str
    is_own: bool

    @property
    def is_open(self) -> bool:
        """Whether it is called or held, and not ended."""
        return self.state in OPEN_STATES

    @property
    def is_late(self) -> bool:
        """Whether its date is past and nobody said that it was held."""
        return self.state == State.CALLED and self.meets_at < now()


def lines(viewer: Viewer, rows: QuerySet[Conversation]) -> list[ConversationLine]:
    """Lines of these conversations, in their order."""
    counted = rows.annotate(still_open=Count("actions", filter=Q(actions__state__in=WAITING_ACTIONS)))
    found = list(counted.select_related("agency", "lead_agency"))
    words = labels(viewer, [row.about for row in found])
    answers = dict(
        Invitation.objects.filter(conversation__in=found, agency_id=viewer.agency).values_list(
            "conversation_id", "response"
        )
    )
    return [_line(viewer, row, words[row.about], answers.get(row.pk, "")) for row in found]


def conversations(viewer: Viewer, *, states: Iterable[str] = (), most: int = 200) -> list[ConversationLine]:
    """The conversations of the viewer's agency, those that meet last first; in these states when given."""
    rows = Conversation.objects.filter(seen_by(viewer))
    wanted = list(states)
    if wanted:
        rows = rows.filter(state__in=wanted)
    return lines(viewer, rows.order_by("-meets_at", "pk")[:most])


def due(viewer: Viewer, *, most: int = 50) -> list[ConversationLine]:
    """Called and not yet held, the earliest first: with a date that is past or within a week, or asking the viewer's
    agency for its answer.
    """
    asks_us = Invitation.objects.filter(agency_id=viewer.agency, response="waiting").values("conversation")
    rows = Conversation.objects.filter(seen_by(viewer), state__in=COMING)
    rows = rows.filter(Q(meets_at__lt=now() + SOON) | Q(pk__in=asks_us))
    return lines(viewer, rows.order_by("meets_at", "pk")[:most])


def about(viewer: Viewer, subject_kind: str, ids: Iterable[UUID]) -> list[ConversationLine]:
    """The conversations about these people (a pair's too, for either of the two) or homes, newest first."""
    rows = _rows_about(viewer, subject_kind, ids)
    return lines(viewer, rows.order_by("-called_at", "pk"))


def line_if_seen(viewer: Viewer, key: UUID | None) -> ConversationLine | None:
    """One conversation as a line; None where there is none, or none that the viewer sees."""
    rows = Conversation.objects.filter(seen_by(viewer), pk=key) if key else Conversation.objects.none()
    return next(iter(lines(viewer, rows)), None)


def rows_about(viewer: Viewer, subject: Subject) -> QuerySet[Conversation]:
    """The conversations about this person or home, or about either of a pair, that the viewer sees."""
    ids = [one for one in (subject.id, subject.other) if one]
    kind = SubjectKind.HOME if subject.kind is SubjectKind.HOME else SubjectKind.PERSON
    return _rows_about(viewer, kind, ids)


def _rows_about(viewer: Viewer, subject_kind: str, ids: Iterable[UUID]) -> QuerySet[Conversation]:
    lead = home_ids_that_lead_to if subject_kind == SubjectKind.HOME else ids_that_lead_to
    wanted = lead(viewer, ids)
    which = Q(subject_kind=subject_kind, subject__in=wanted)
    if subject_kind == SubjectKind.PERSON:
        which |= Q(subject_kind="pair") & (Q(subject__in=wanted) | Q(other__in=wanted))
    return Conversation.objects.filter(seen_by(viewer)).filter(which)


def speaking_of(viewer: Viewer, reason_ids: Iterable[UUID]) -> dict[UUID, list[ConversationLine]]:
    """The conversations called for each of these reasons, newest first; other reasons are absent."""
    given = ConversationReason.objects.filter(reason_id__in=list(reason_ids))
    pairs = list(given.values_list("reason_id", "conversation_id"))
    rows = Conversation.objects.filter(seen_by(viewer), pk__in=[key for _, key in pairs])
    by_id = {line.id: line for line in lines(viewer, rows.order_by("-called_at", "pk"))}
    found: dict[UUID, list[ConversationLine]] = defaultdict(list)
    for reason, key in pairs:
        if key in by_id:
            found[reason].append(by_id[key])
    return dict(found)


def _line(viewer: Viewer, row: Conversation, label: str, my_response: str) -> ConversationLine:
    return ConversationLine(
        id=row.pk,
        kind=kind_name(row.kind),
        subject=row.about,
        label=label,
        state=row.state,
        meets_at=row.meets_at,
        held_at=row.held_at,
        agency=row.agency.name,
        lead_agency=row.lead_agency.name,
        outcome=outcome_name(row.outcome) if row.outcome else "",
        review_on=row.review_on,
        open_actions=row.still_open,  # type: ignore[attr-defined]  # counted by `lines`
        my_response=my_response,
        is_own=row.agency_id == viewer.agency,
    )
