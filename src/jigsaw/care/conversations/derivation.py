"""What conversations give to the parts that put other work in order. Not for screens."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from jigsaw.care.conversations.domain.states import OPEN_STATES
from jigsaw.care.conversations.models import Conversation
from jigsaw.foundation.core.batches import batches


def open_about(persons: Iterable[UUID]) -> dict[UUID, int]:
    """How many open conversations are about each of these people. Those that others are not told of are not counted."""
    found: Counter[UUID] = Counter()
    told = Conversation.objects.filter(is_told_to_others=True, state__in=list(OPEN_STATES)).exclude(
        subject_kind="home"
    )
    for ids in batches(persons):
        asked = set(ids)
        rows = told.filter(Q(subject__in=ids) | Q(other__in=ids)).values_list("subject", "other")
        for pair in rows:
            found.update(asked.intersection(pair))
    return dict(found)
