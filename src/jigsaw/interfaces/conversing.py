"""What the timer does for conversations: reminders are put, and what waits in the outbox is sent."""

from jigsaw.care.conversations.actions import chase
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.outbox.sending import send_due


def keep_talking(*, by: Viewer) -> dict[str, int]:
    """One round: put the reminders that are due, then send what is due. Returns counts."""
    return {**chase(by=by), **send_due()}
