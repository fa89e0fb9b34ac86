"""Sending what waits: each message is claimed, handed over once, and its end written down."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from jigsaw.foundation.core.time import now
from jigsaw.foundation.outbox.domain import (
    CLAIM,
    Letter,
    Permanent,
    State,
    Temporary,
    Uncertain,
    Way,
    after_fault,
    wait_before,
)
from jigsaw.foundation.outbox.models import Message, Try
from jigsaw.foundation.outbox.senders import Sender, senders

MOST_AT_ONCE = 500


def send_due(*, by_way: Mapping[Way, Sender] | None = None, most: int = MOST_AT_ONCE) -> dict[str, int]:
    """Send what is due, by the ways that are set up here. Several senders may run at once; none sends another's.

    A message whose sender died while it was being handed over becomes unsure: nobody knows, so a person decides.
    Returns how many were sent, and how many are unsure or given up now.
    """
    ways = senders() if by_way is None else by_way
    counts = {"sent": 0, "unsure": _leave_unsure(now()), "given_up": 0}
    for _ in range(most):
        message = _claim(list(ways))
        if message is None:
            break
        state = _send(ways[Way(message.address.way)], message)
        name = state.replace(" ", "_")
        counts[name] = counts.get(name, 0) + 1
    return {"messages_" + name: counts[name] for name in ("sent", "unsure", "given_up")}


def _leave_unsure(at: datetime) -> int:
    lapsed = Message.objects.filter(state=State.SENDING, claimed_until__lt=at)
    count = 0
    for message in lapsed:
        count += _end(message, State.UNSURE, "Its sender stopped while handing it over")
    return count


@transaction.atomic
def _claim(ways: list[Way]) -> Message | None:
    rows = Message.objects.filter(state=State.WAITING, send_after__lte=now(), address__way__in=ways)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(of=("self",), skip_locked=True)
    found = rows.select_related("address").order_by("send_after", "put_at").first()
    if found is None:
        return None
    # Said again in the condition: where rows are not locked, two may have read the same one.
    mine = Message.objects.filter(pk=found.pk, state=State.WAITING).update(
        state=State.SENDING, claimed_until=now() + CLAIM, tries=F("tries") + 1
    )
    found.tries += 1
    return found if mine else _claim(ways)


def _send(sender: Sender, message: Message) -> State:
    to = message.address
    reference = f"{message.pk}"
    letter = Letter(
        reference, to.address, message.subject, message.body, message.calendar, message.calendar_method
    )
    try:
        sender(letter)
    except Permanent as fault:
        return _settle(message, State.GIVEN_UP, str(fault))
    except Uncertain as fault:
        return _settle(message, State.UNSURE, str(fault))
    except Temporary as fault:
        return _settle(message, after_fault(message.tries), str(fault))
    return _settle(message, State.SENT, "")


def _settle(message: Message, state: State, fault: str) -> State:
    _end(message, state, fault)
    return state


@transaction.atomic
def _end(message: Message, state: State, fault: str) -> int:
    waits = state is State.WAITING
    ended = Message.objects.filter(pk=message.pk, state=State.SENDING).update(
        state=state,
        claimed_until=None,
        ended_at=None if waits else now(),
        send_after=now() + wait_before(message.tries) if waits else F("send_after"),
    )
    if ended:
        Try.objects.create(message=message, state=state, fault=fault[:200])
    return ended
