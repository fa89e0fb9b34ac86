"""People who are sealed: to whoever their seal does not let in they are not there, in no list and in no count."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jigsaw.foundation.access.care import care
from jigsaw.foundation.access.models import PersonSealLetIn, PersonSealRecord
from jigsaw.foundation.core.viewer import JIGSAW, Viewer

GUARDIAN = "caldicott-guardian"


@dataclass(frozen=True)
class Hidden:
    """Who is kept from a viewer by a seal: every source record of theirs, and every id that they have or had."""

    records: frozenset[UUID] = frozenset()
    people: frozenset[UUID] = frozenset()


NOBODY = Hidden()
_read: ContextVar[dict[Viewer, Hidden] | None] = ContextVar("seals_read", default=None)


@contextmanager
def seals_read_once() -> Iterator[None]:
    """While one request is answered, read once who is kept from whom: every query asks."""
    token = _read.set({}) if _read.get() is None else None
    try:
        yield
    finally:
        if token:
            _read.reset(token)


def forget_seals() -> None:
    """Read them anew: one was just set or lifted."""
    if (read := _read.get()) is not None:
        read.clear()


def hidden_from(viewer: Viewer) -> Hidden:
    """Whom seals keep from this viewer; nobody from Jigsaw itself. One query, and a few more where anybody is sealed.

    A seal lies on each source record that its person had. Whoever has a sealed record is sealed: joined to somebody
    who was not, both are; and of two seals each must let the viewer in.
    """
    if viewer.is_jigsaw:
        return NOBODY
    read = _read.get()
    if read is None:
        return _hidden(_sealed_from(viewer))
    if viewer not in read:
        read[viewer] = _hidden(_sealed_from(viewer))
    return read[viewer]


def sealed_records() -> frozenset[UUID]:
    """The source records of everybody who is sealed, whomever their seals let in."""
    rows = PersonSealRecord.objects.filter(seal__lift__isnull=True)
    return _hidden(frozenset(rows.values_list("record", flat=True))).records


def _sealed_from(viewer: Viewer) -> frozenset[UUID]:
    of_their_team = Q(team__isnull=True) | Q(team__name=viewer.team)
    named = PersonSealLetIn.objects.filter(of_their_team, seal=OuterRef("seal"), agency=viewer.agency)
    rows = PersonSealRecord.objects.filter(~Exists(named), seal__lift__isnull=True)
    if viewer.key is not None:
        rows = rows.exclude(seal__by=viewer.key, seal__agency=viewer.agency)
    if viewer.role == GUARDIAN:
        rows = rows.exclude(seal__agency=viewer.agency)
    return frozenset(rows.values_list("record", flat=True))


def _hidden(sealed: Collection[UUID]) -> Hidden:
    if not sealed:
        return NOBODY
    whose = care().whose(JIGSAW, sealed)
    return Hidden(frozenset([*sealed, *whose]), frozenset(care().ids_of(JIGSAW, set(whose.values()))))
