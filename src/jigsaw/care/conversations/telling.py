"""What agencies are told through the outbox: that something waits, when, and where to sign in. Never about whom."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from jigsaw.care.conversations.domain.calendars import Entry, Method, calendar_of
from jigsaw.care.conversations.models import Conversation, ConversationAction
from jigsaw.care.conversations.pack import kind_of
from jigsaw.foundation.core.time import Moment, day_words, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.outbox import actions as outbox

_SIGN_IN = "Sign in to Jigsaw to read it and to answer"
_NOTHING_PERSONAL = "This message says nothing about anybody on purpose."


def tell_invited(by: Viewer, row: Conversation, agencies: Iterable[str]) -> int:
    """Tell these agencies that they are asked, with an entry for their calendars. Returns how many addresses."""
    words = f"Your agency is asked to a conversation: {_when(row)}."
    return _tell(
        by,
        row,
        f"invite/{row.calendar_changes}",
        agencies,
        "You are asked to a conversation",
        words,
        "REQUEST",
    )


def tell_moved(by: Viewer, row: Conversation) -> None:
    """Tell all who are asked, and did not decline, that it meets at another time or in another way."""
    words = f"A conversation that your agency is asked to has moved. It meets now: {_when(row)}."
    key = f"moved/{row.calendar_changes}"
    _tell(by, row, key, _still_asked(row), "A conversation has moved", words, "REQUEST")


def tell_cancelled(by: Viewer, row: Conversation) -> None:
    """Tell all who were asked that it does not take place, and take it out of their calendars."""
    words = "A conversation that your agency was asked to does not take place."
    _tell(by, row, "cancelled", _still_asked(row), "A conversation is cancelled", words, "CANCEL")


def tell_caller(by: Viewer, row: Conversation, key: str, words: str) -> None:
    """Tell who called it that an agency has answered."""
    outbox.put(
        by=by,
        key=_key(row, f"answered/{key}"),
        agencies=[row.agency_id],
        practitioner=row.called_by_id,
        subject="An answer to your invitation",
        body=_body(words, row),
    )


def remind_of_invitation(by: Viewer, row: Conversation, agency: str, number: int) -> int:
    """Remind an agency that it has not answered."""
    words = f"Your agency has not answered yet whether it comes to a conversation: {_when(row)}."
    subject = "Your answer is missing: a conversation"
    return _tell(by, row, f"remind/{agency}/{number}", [agency], subject, words)


def remind_of_action(by: Viewer, action: ConversationAction, agency: str, number: int) -> int:
    """Remind an agency of something that it said it would do, without saying what."""
    words = f"Something that your agency said it would do is to be done by {day_words(action.due_on)}."
    key = f"action/{action.pk}/{agency}/{number}"
    return _tell(by, action.conversation, key, [agency], "Something that your agency said it would do", words)


def tell_handed_on(by: Viewer, action: ConversationAction, agency: str, step: object) -> None:
    """Ask an agency whether it takes on an action that another hands to it."""
    words = (
        "Your agency is asked to take on an action that was agreed in a conversation. Say yes, or no and why."
    )
    key = f"handed/{action.pk}/{step}"
    _tell(by, action.conversation, key, [agency], "Does your agency take this on?", words)


def tell_answered_handing(by: Viewer, action: ConversationAction, step: object) -> None:
    """Tell the agency that handed an action on what was answered."""
    key = f"handed/{action.pk}/{step}"
    words = "An agency has answered whether it takes on an action that you handed to it."
    _tell(by, action.conversation, key, [action.agency_id], "An answer about an action", words)


def _tell(
    by: Viewer,
    row: Conversation,
    key: str,
    agencies: Iterable[str],
    subject: str,
    words: str,
    method: Method | None = None,
) -> int:
    asked = sorted({one for one in agencies if one != by.agency})
    file = calendar_of(_entry(row), method) if method else ""
    return outbox.put(
        by=by,
        key=_key(row, key),
        agencies=asked,
        subject=subject,
        body=_body(words, row),
        calendar=file,
        calendar_method=method or "",
    )


def _still_asked(row: Conversation) -> list[str]:
    return list(row.invitations.exclude(response="declined").values_list("agency_id", flat=True))


def _entry(row: Conversation) -> Entry:
    sender = settings.JIGSAW_EMAIL_FROM or "jigsaw@localhost"
    minutes = kind_of(row.kind).limits.minutes
    at, way = row.meets_at, row.meets_way
    return Entry(row.pk, at, minutes, way, _link(row), sender, row.calendar_changes, now())


def _key(row: Conversation, key: str) -> str:
    return f"conversation/{row.pk}/{key}"


def _link(row: Conversation) -> str:
    path = reverse("conversation", args=[row.pk])
    return (
        f"{settings.JIGSAW_ADDRESS}{path}" if settings.JIGSAW_ADDRESS else "your agency’s address of Jigsaw"
    )


def _when(row: Conversation) -> str:
    minutes = timedelta(minutes=kind_of(row.kind).limits.minutes)
    until = Moment(row.meets_at + minutes).local
    return f"{Moment(row.meets_at).text()} to {until:%H:%M}, {row.meets_way}"


def _body(words: str, row: Conversation) -> str:
    return f"{words}\n\n{_SIGN_IN}: {_link(row)}\n\n{_NOTHING_PERSONAL}\n"
