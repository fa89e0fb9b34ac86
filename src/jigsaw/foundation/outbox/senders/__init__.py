"""The ways of sending that are set up here."""

from collections.abc import Callable

from django.conf import settings

from jigsaw.foundation.outbox.domain import Letter, Way

Sender = Callable[[Letter], None]
"""Hands a letter over, once. Raises Temporary, Permanent or Uncertain."""


def senders() -> dict[Way, Sender]:
    """Each way that is set up, with what hands a letter over by it; nothing is on by itself."""
    from jigsaw.foundation.outbox.senders import by_email, by_notify

    found: dict[Way, Sender] = {}
    if settings.JIGSAW_EMAIL_FROM:
        found[Way.EMAIL] = by_email.send
    if settings.JIGSAW_NOTIFY_KEY:
        found[Way.NOTIFY] = by_notify.send
    return found
