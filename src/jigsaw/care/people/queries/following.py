"""Old links lead on: a person or home that was joined to another, or came apart, left a redirect."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from jigsaw.care.people.models import Redirect
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer

_MOST_HOPS = 20
Row = TypeVar("Row")


def followed(viewer: Viewer, kind: str, key: UUID, find: Callable[[UUID], Row | None]) -> Row:
    """The row under this id, or where its redirects lead. Raises NotFound, also for those who may not know."""
    check_may_know_of_people(viewer)
    for _ in range(_MOST_HOPS):
        found = find(key)
        if found is not None:
            return found
        onward = (
            Redirect.objects.filter(kind=kind, old=key).order_by("-at").values_list("new", flat=True).first()
        )
        if onward is None:
            break
        key = onward
    raise NotFound(
        "Opening this page", "there is nothing here that you can see", "Check the address, or search"
    )
