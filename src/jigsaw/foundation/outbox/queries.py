"""Reads of the outbox, for whoever looks after an agency's messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.outbox.domain import UNDELIVERED, State
from jigsaw.foundation.outbox.models import Address, Message
from jigsaw.foundation.outbox.policies import ROLES


@dataclass(frozen=True)
class Undelivered:
    """A message that did not reach its address, or of which nobody knows. fault: the last, in fixed words."""

    id: UUID
    agency: str
    way: str
    subject: str
    state: str
    put_at: datetime
    tries: int
    fault: str


def usable_addresses(
    viewer: Viewer, agencies: Sequence[str], practitioner: int | None = None
) -> list[Address]:
    """Where these agencies are told: a practitioner's own address if there is one, else the agency's. Never a
    shared one that nobody marked safe.
    """
    assert viewer is not None  # noqa: S101 (whoever acts may have an agency told; the addresses are shown to nobody)
    in_use = Address.objects.filter(agency__in=agencies, withdrawn_at=None)
    safe = in_use.filter(Q(is_shared=False) | ~Q(safe_because=""))
    own = list(safe.filter(practitioner=practitioner)) if practitioner else []
    return own or list(safe.filter(practitioner=None))


def can_be_told(viewer: Viewer, agencies: Sequence[str]) -> frozenset[str]:
    """Which of these agencies have an address: the others must be rung."""
    return frozenset(one.agency_id for one in usable_addresses(viewer, agencies))


def undelivered(viewer: Viewer, *, most: int = 200) -> list[Undelivered]:
    """The messages to the viewer's agency that wait for a person to settle them, the oldest first."""
    rows = _mine(viewer).filter(state__in=UNDELIVERED).select_related("address__agency")
    return [_line(row) for row in rows.prefetch_related("trials").order_by("put_at", "pk")[:most]]


def count_by_state(viewer: Viewer) -> dict[str, int]:
    """How many messages to the viewer's agency stand in each state."""
    counted = _mine(viewer).values_list("state").annotate(found=Count("pk"))
    return {str(state): 0 for state in State} | dict(counted)


def addresses(viewer: Viewer) -> list[Address]:
    """The addresses in use of the viewer's agency; all for Jigsaw itself."""
    rows = Address.objects.filter(withdrawn_at=None).select_related("agency", "practitioner")
    if not viewer.is_jigsaw:
        rows = rows.filter(agency_id=viewer.agency) if viewer.role in ROLES else rows.none()
    return list(rows.order_by("agency__name", "address"))


def is_sending(viewer: Viewer) -> bool:
    """Whether any way of sending is set up here."""
    return viewer is not None and bool(settings.JIGSAW_EMAIL_FROM or settings.JIGSAW_NOTIFY_KEY)


def _mine(viewer: Viewer) -> QuerySet[Message]:
    if viewer.is_jigsaw:
        return Message.objects.all()
    mine = Message.objects.filter(address__agency_id=viewer.agency)
    return mine if viewer.role in ROLES else mine.none()


def _line(row: Message) -> Undelivered:
    trials = sorted(row.trials.all(), key=lambda one: (one.at, one.pk))
    last = trials[-1].fault if trials else ""
    to = row.address
    return Undelivered(row.pk, to.agency.name, to.way, row.subject, row.state, row.put_at, row.tries, last)
