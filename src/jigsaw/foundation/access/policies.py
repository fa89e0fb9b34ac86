"""The one place where it is decided who may do and see what."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils import timezone

from jigsaw.foundation.access import domain
from jigsaw.foundation.access.domain import Act, Decision, Outcome, Reveal
from jigsaw.foundation.access.models import AgreementParty
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer

_read: ContextVar[dict[date, frozenset[str]] | None] = ContextVar("agreements_read", default=None)


@contextmanager
def agreements_read_once() -> Iterator[None]:
    """While one request is answered, read the agreements once: every query asks who may know."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def parties_today() -> frozenset[str]:
    """The keys of the agencies that are party to an agreement in force today."""
    today, read = timezone.localdate(), _read.get()
    if read is None:
        return _parties(today)
    if today not in read:
        read[today] = _parties(today)
    return read[today]


def _parties(day: date) -> frozenset[str]:
    rows = AgreementParty.objects.filter(agreement__starts_on__lte=day, agreement__ends_on__gte=day)
    return frozenset(rows.values_list("agency_id", flat=True))


def can(viewer: Viewer, act: Act) -> Decision:
    """Whether the viewer may do `act`, with the sentence that decides. Jigsaw itself may."""
    if viewer.is_jigsaw:
        return Decision(Outcome.PERMIT, "Jigsaw acts for the agencies that share.")
    return domain.decide(act=act, role=viewer.role, agency=viewer.agency, parties=parties_today())


def permitted_acts(viewer: Viewer) -> frozenset[Act]:
    """Everything that the viewer may do, by one read of the agreements: what a page may offer."""
    if viewer.is_jigsaw:
        return frozenset(Act)
    role, agency, parties = viewer.role, viewer.agency, parties_today()
    return frozenset(act for act in Act if domain.decide(act=act, role=role, agency=agency, parties=parties))


def check(viewer: Viewer, act: Act) -> None:
    """Raise Refused with the deciding sentence unless the viewer may do `act`."""
    decision = can(viewer, act)
    if not decision:
        raise Refused(f"To {act}", decision.sentence.rstrip("."), "Ask the steward of your sharing agreement")


def check_may_know_of_people(viewer: Viewer) -> None:
    """Raise NotFound unless the viewer may see people: what they may not know of answers like what is not
    there.
    """
    if not can(viewer, Act.SEE_PEOPLE):
        raise NotFound(
            "Opening this page", "there is nothing here that you can see", "Check the address, or search"
        )


def revealing(viewer: Viewer) -> Callable[[str, str], Reveal]:
    """A function that says how much of a piece, by its restriction and holder, the viewer sees.

    Reads the agreements once, for however many pieces.
    """
    if viewer.is_jigsaw:
        return lambda restriction, holder: Reveal.FULL
    agency, parties = viewer.agency, parties_today()
    return lambda restriction, holder: domain.reveal(
        restriction, holder=holder, agency=agency, shares=holder in parties
    )
