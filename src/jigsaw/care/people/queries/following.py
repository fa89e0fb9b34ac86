"""Old links lead on: a person or home that was joined to another, or came apart, left a redirect."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from jigsaw.care.people.models import Person, Redirect
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.identity import person_id
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
            Redirect.objects.filter(kind=kind, old=key)
            .order_by("-at", "-pk")
            .values_list("new", flat=True)
            .first()
        )
        if onward is None:
            break
        key = onward
    raise NotFound(
        "Opening this page", "there is nothing here that you can see", "Check the address, or search"
    )


def ids_that_lead_to(viewer: Viewer, people: Iterable[UUID]) -> set[UUID]:
    """These people's ids, and every id under which one of them was known before they were joined.

    What was written down under a former id (a conversation, a link) is found again by these.
    """
    check_may_know_of_people(viewer)
    asked = set(people)
    records = Person.objects.filter(pk__in=asked, links__isnull=False).values_list(
        "links__record_id", flat=True
    )
    found = asked | {person_id(record) for record in records}
    # Under an id whose own record was withdrawn, by where it was last led to.
    frontier = found
    while frontier:
        led = Redirect.objects.filter(kind="person", new__in=frontier).values_list("old", flat=True)
        olds = set(led) - found
        last = dict(Redirect.objects.filter(old__in=olds).order_by("at", "pk").values_list("old", "new"))
        there = set(Person.objects.filter(pk__in=olds).values_list("pk", flat=True))
        frontier = {old for old, new in last.items() if new in found and old not in there}
        found |= frontier
    return found
