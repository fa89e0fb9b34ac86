"""What the timer does for panels and reviews: reminders are put before the outbox is sent."""

from jigsaw.care.panels.actions import chase_panels
from jigsaw.care.reviews.actions import chase_reviews
from jigsaw.foundation.core.viewer import Viewer


def keep_learning(*, by: Viewer) -> dict[str, int]:
    """One round: put what is due. Returns counts."""
    return {**chase_panels(by=by), **chase_reviews(by=by)}
