"""Is a conversation open about this already? Then join it: nobody should be asked twice."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind
from jigsaw.care.conversations.domain.states import OPEN_STATES
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.pack import kind_name, kinds
from jigsaw.care.conversations.policies import about_whom_may_be_known, seen_by
from jigsaw.care.people.queries import home_ids_that_lead_to, ids_that_lead_to
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.models import Agency


@dataclass(frozen=True)
class AlreadyOpen:
    """An open conversation about the same subject.

    Somebody whose agency is not invited learns only that there is one and whom to ring: then `id` and `meets_at`
    are None and `kind` is empty.
    """

    id: UUID | None
    kind: str
    meets_at: datetime | None
    called_by: str
    agency: Agency


def open_about(viewer: Viewer, subject: Subject, kind: str = "") -> AlreadyOpen | None:
    """The open conversation about exactly this subject, as far as the viewer may know of it.

    Also one that was called about somebody before they were joined to whom is asked about. kind: what is to be called.
    The reading of a panel and a joint investigation go on for months beside what must be talked about today: they are
    in the way of their own kind alone, and nothing else is in theirs.
    """
    mine = seen_by(viewer)
    rows = (
        Conversation.objects.filter(_about(viewer, subject), subject_kind=subject.kind, state__in=OPEN_STATES)
        .filter(_in_the_way(kind))
        .select_related("agency", "called_by")
    )
    seen = rows.filter(mine).order_by("meets_at").first()
    if seen:
        return AlreadyOpen(seen.pk, kind_name(seen.kind), seen.meets_at, seen.called_by.name, seen.agency)
    told = rows.filter(about_whom_may_be_known(viewer), is_told_to_others=True).first()
    return AlreadyOpen(None, "", None, told.called_by.name, told.agency) if told else None


def _in_the_way(kind: str) -> Q:
    beside = [one.key for one in kinds().values() if one.opens]
    return Q(kind=kind) if kind in beside else ~Q(kind__in=beside)


def _about(viewer: Viewer, subject: Subject) -> Q:
    if subject.kind is SubjectKind.HOME:
        return Q(subject__in=home_ids_that_lead_to(viewer, [subject.id]))
    ids = ids_that_lead_to(viewer, [subject.id])
    if subject.other is None:
        return Q(subject__in=ids)
    return Q(subject__in=ids, other__in=ids_that_lead_to(viewer, [subject.other]))
