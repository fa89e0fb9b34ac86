"""Who talks about somebody: to be told when it turns out that they were two people, or half of one."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jigsaw.care.conversations.models import Contribution, Conversation, Invitation
from jigsaw.care.conversations.policies import seen_by
from jigsaw.care.people.queries import ids_that_lead_to
from jigsaw.foundation.audit.queries import Met
from jigsaw.foundation.core.viewer import Viewer


def who_talks_about(viewer: Viewer, people: Iterable[UUID]) -> list[Met]:
    """The practitioners who called a conversation about one of these people, or took part in it, and when last."""
    latest: dict[tuple[int, UUID], datetime] = {}
    for person in people:
        for by, at in _acts_about(viewer, person):
            latest[by, person] = max(at, latest.get((by, person), at))
    return [Met(by, person, at, acted=True) for (by, person), at in latest.items()]


def _acts_about(viewer: Viewer, person: UUID) -> Iterator[tuple[int, datetime]]:
    ids = ids_that_lead_to(viewer, [person])
    about = Conversation.objects.filter(seen_by(viewer)).filter(
        Q(subject__in=ids) | Q(subject_kind="pair", other__in=ids)
    )
    yield from about.values_list("called_by_id", "called_at")
    answered = Invitation.objects.filter(conversation__in=about, responded_by__isnull=False)
    for by, at in answered.values_list("responded_by_id", "responded_at"):
        if by is not None and at is not None:
            yield by, at
    yield from Contribution.objects.filter(conversation__in=about).values_list("by_id", "at")
