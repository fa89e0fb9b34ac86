"""What conversations give to the parts that put other work in order. Not for screens."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from jigsaw.care.conversations.domain.states import OPEN_STATES
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.people.queries import whose_ids
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.viewer import JIGSAW


def open_about(persons: Iterable[UUID]) -> dict[UUID, int]:
    """How many open conversations are about each of these people, by whatever id they were called about.

    Those that others are not told of are not counted.
    """
    found: Counter[UUID] = Counter()
    whose = whose_ids(JIGSAW, persons)
    told = Conversation.objects.filter(is_told_to_others=True, state__in=list(OPEN_STATES)).exclude(
        subject_kind="home"
    )
    about: dict[UUID, tuple[UUID, UUID | None]] = {}
    for ids in batches(whose):
        rows = told.filter(Q(subject__in=ids) | Q(other__in=ids))
        about.update((key, (one, other)) for key, one, other in rows.values_list("pk", "subject", "other"))
    for ends in about.values():
        found.update({whose[end] for end in ends if end in whose})
    return dict(found)
