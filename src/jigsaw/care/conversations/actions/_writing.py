"""What every write of a conversation begins and ends with."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from jigsaw.care.conversations.domain.calling import Meeting
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.policies import not_there, seen_by
from jigsaw.care.reasons.actions import decide
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer


def to_change(by: Viewer, key: UUID) -> Conversation:
    """The conversation, kept from other writers until the transaction ends. Raises NotFound."""
    found = Conversation.objects.select_for_update(of=("self",)).filter(seen_by(by), pk=key).first()
    if found is None:
        raise not_there()
    return found


def tell_audit(by: Viewer, act: str, key: UUID, detail: Mapping[str, Any] | None = None) -> None:
    """Record the act. `detail` holds counts, identifiers and codes, never people's words."""
    record_act(by=by, act=act, subject_kind="conversation", subject_id=key, detail=detail)


def check_said(asked: str, words: Mapping[str, str]) -> None:
    """Raise Refused when any of these, by what it is called, is empty."""
    if empty := [name for name, text in words.items() if not text.strip()]:
        raise Refused(asked, f"nothing was given for {' and '.join(empty)}", "Fill it in and try again")


def acting(by: Viewer) -> int:
    """The key of the practitioner who acts. Raises Refused for Jigsaw itself: people talk, Jigsaw does not."""
    if by.key is None:
        raise Refused("Taking part in a conversation", "Jigsaw takes no part in one", "Act as a practitioner")
    return by.key


def keep_in_hand(by: Viewer, reasons: Iterable[UUID], meeting: Meeting) -> None:
    """Say of each reason that it is in hand until the day after the meeting.

    So a conversation that is cancelled or never held does not hide its reason for ever. Once it is held, what the
    reason's pattern says of quiet holds.
    """
    until = Moment(meeting.at).local.date() + timedelta(days=1)
    for key in reasons:
        try:
            decide(by=by, reason_id=key, kind="in-hand", why="A conversation is called", until=until)
        except NotFound:
            continue  # worked out anew since, under another id: nothing is left to keep in hand
