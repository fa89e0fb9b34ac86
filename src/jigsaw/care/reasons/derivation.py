"""What reasons give to the parts that keep an installation running or put other work in order. Not for screens."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from jigsaw.care.reasons.models import STAYS_OPEN, NextMoment, Reason, SubjectToRead
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.time import now


def how_many_to_read() -> int:
    """How many people and homes wait to be read again."""
    return SubjectToRead.objects.count()


def how_many_are_overdue(by: timedelta) -> int:
    """Of how many people, homes and pairs a deadline passed longer ago than this, and did not fire."""
    return NextMoment.objects.filter(at__lt=now() - by).count()


def open_about(persons: Iterable[UUID]) -> dict[UUID, int]:
    """How many open reasons are about each of these people; those with none are absent."""
    lasting = Q(ended_at__isnull=True) | Q(ended_at__gte=now() - STAYS_OPEN)
    rows = Reason.objects.filter(lasting, withdrawn_at__isnull=True, subject_kind__in=["person", "pair"])
    found: Counter[UUID] = Counter()
    for ids in batches(persons):
        found.update(rows.filter(subject__in=ids).values_list("subject", flat=True))
    return dict(found)
