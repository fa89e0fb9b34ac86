"""Noting addresses, putting messages, and settling those that did not go."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.outbox.domain import UNDELIVERED, State, Way
from jigsaw.foundation.outbox.models import Address, Message, Try
from jigsaw.foundation.outbox.policies import check_looks_after
from jigsaw.foundation.outbox.queries import usable_addresses


@transaction.atomic
def note_address(
    *,
    by: Viewer,
    agency: str,
    way: Way,
    address: str,
    practitioner: int | None = None,
    is_shared: bool = False,
    safe_because: str = "",
) -> Address:
    """Note where an agency, or one practitioner, is told that something waits. Noted already, it stays as it is.

    A shared one (a proxy, a device that others use) is kept and not used until somebody says why it is safe.
    """
    check_looks_after(by, agency)
    if "@" not in address or any(mark in address for mark in " \r\n,;"):
        raise Refused("Noting an address", "it is not an e-mail address", "Give one like duty@agency.example")
    told = {"is_shared": is_shared, "safe_because": safe_because, "practitioner_id": practitioner}
    found, is_new = Address.objects.get_or_create(
        agency_id=agency, way=way, address=address, withdrawn_at=None, defaults=told
    )
    if is_new:
        record_act(
            by=by, act="address noted", subject_kind="agency", subject_id=agency, detail={"way": str(way)}
        )
    return found


@transaction.atomic
def withdraw_address(*, by: Viewer, key: int) -> None:
    """Use an address no more; what waits for it is withdrawn."""
    found = Address.objects.filter(pk=key, withdrawn_at=None).first()
    if found is None:
        raise NotFound("Withdrawing an address", "there is none of that number", "Look at the list again")
    check_looks_after(by, found.agency_id)
    found.withdrawn_at = now()
    found.save(update_fields=["withdrawn_at"])
    found.messages.filter(state=State.WAITING).update(state=State.WITHDRAWN, ended_at=now())
    record_act(by=by, act="address withdrawn", subject_kind="agency", subject_id=found.agency_id)


@transaction.atomic
def put(
    *,
    by: Viewer,
    key: str,
    agencies: Iterable[str],
    subject: str,
    body: str,
    practitioner: int | None = None,
    calendar: str = "",
    calendar_method: str = "",
) -> int:
    """Put a message for each usable address of these agencies, in the transaction of what it tells of.

    practitioner: to this one's own address where there is one, and else to the agency's. Put again under the same key,
    it goes no second time. Returns how many addresses there are; 0 means that somebody must be rung.
    """
    told = {"subject": subject, "body": body, "calendar": calendar, "calendar_method": calendar_method}
    found = usable_addresses(by, list(agencies), practitioner)
    rows = [Message(key=key, address=one, **told) for one in found]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(found)


@transaction.atomic
def withdraw(*, by: Viewer, key: str) -> None:
    """Take back messages of this key that are still waiting."""
    record_act(by=by, act="message withdrawn", subject_kind="message")
    Message.objects.filter(key=key, state=State.WAITING).update(state=State.WITHDRAWN, ended_at=now())


@transaction.atomic
def send_again(*, by: Viewer, key: UUID) -> None:
    """Send a message that did not go, or of which nobody knows, once more."""
    found = _undelivered(by, key)
    Try.objects.create(message=found, state=State.WAITING, fault="Sent again by hand", by_id=by.key)
    Message.objects.filter(pk=found.pk).update(state=State.WAITING, tries=0, send_after=now(), ended_at=None)
    record_act(by=by, act="message sent again", subject_kind="message", subject_id=found.pk)


@transaction.atomic
def set_aside(*, by: Viewer, key: UUID, why: str) -> None:
    """Leave a message that did not go unsent, with the reason: they were rung, or it is out of date."""
    if not why.strip():
        raise Refused("Setting a message aside", "nothing was given for why", "Say what was done instead")
    found = _undelivered(by, key)
    Try.objects.create(message=found, state=State.WITHDRAWN, fault=why[:200], by_id=by.key)
    Message.objects.filter(pk=found.pk).update(state=State.WITHDRAWN, ended_at=now())
    record_act(by=by, act="message set aside", subject_kind="message", subject_id=found.pk)


def _undelivered(by: Viewer, key: UUID) -> Message:
    rows = Message.objects.select_for_update(of=("self",)).filter(pk=key, state__in=UNDELIVERED)
    found = rows.select_related("address").first()
    if found is None:
        raise NotFound("Settling a message", "there is none that waits for you", "Look at the list again")
    check_looks_after(by, found.address.agency_id)
    return found
