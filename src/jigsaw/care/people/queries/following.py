"""Old links lead on: a person or home that was joined to another, or came apart, left a redirect."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from jigsaw.care.people.models import Home, Person, Redirect
from jigsaw.foundation.access.hiding import hidden_from
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.batches import batches
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
            .exclude(old__in=hidden_from(viewer).people)
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
    return set(whose_ids(viewer, people))


def whose_ids(viewer: Viewer, people: Iterable[UUID]) -> dict[UUID, UUID]:
    """For each of these people's ids, now and before, whose it is now. As many queries for many as for one."""
    check_may_know_of_people(viewer)
    asked = set(people)
    found = {one: one for one in asked}
    for ids in batches(asked):
        records = Person.objects.filter(pk__in=ids, links__isnull=False)
        for person, record in records.values_list("pk", "links__record_id"):
            found.setdefault(person_id(record), person)
    _add_led(found, "person", lambda olds: Person.objects.filter(pk__in=olds).values_list("pk", flat=True))
    return found


def whose_records(viewer: Viewer, records: Iterable[UUID]) -> dict[UUID, UUID]:
    """The person of each of these source records, and of every other record of the same people. One query for each few
    thousand.
    """
    check_may_know_of_people(viewer)
    found: dict[UUID, UUID] = {}
    for ids in batches(records):
        theirs = Person.objects.filter(pk__in=Person.objects.filter(links__record__in=ids).values("pk"))
        for person, record in theirs.filter(links__isnull=False).values_list("pk", "links__record_id"):
            found[record] = person
    return found


def home_ids_that_lead_to(viewer: Viewer, homes: Iterable[UUID]) -> set[UUID]:
    """These homes' ids, and every id that led to one of them when two homes turned out to be one."""
    check_may_know_of_people(viewer)
    found = {one: one for one in homes}
    _add_led(found, "home", lambda olds: Home.objects.filter(pk__in=olds).values_list("pk", flat=True))
    return set(found)


def _add_led(found: dict[UUID, UUID], kind: str, there: Callable[[set[UUID]], Iterable[UUID]]) -> None:
    """Add the ids that lead to those found, by where each was last led; one that somebody has again leads nowhere."""
    frontier = set(found)
    while frontier:
        olds: set[UUID] = set()
        for ids in batches(frontier):
            olds.update(Redirect.objects.filter(kind=kind, new__in=ids).values_list("old", flat=True))
        olds -= found.keys()
        last: dict[UUID, UUID] = {}
        for ids in batches(olds):
            rows = Redirect.objects.filter(kind=kind, old__in=ids).order_by("at", "pk")
            last.update(rows.values_list("old", "new"))
        alive = set(there(olds)) if olds else set()
        led = {old: found[new] for old, new in last.items() if new in found and old not in alive}
        found.update(led)
        frontier = set(led)
