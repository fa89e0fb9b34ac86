"""How fresh each feed is, for the story: when it last came, and whether it has been silent longer than
expected.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from jigsaw.care.intake.domain.entries import Holder
from jigsaw.care.intake.entries import holder
from jigsaw.care.intake.models import Feed
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

# A feed is called silent when it is late by as long again as one is expected to take.
PATIENCE = 2


@dataclass(frozen=True)
class FeedState:
    """A feed, when it last came (None: never), and whether that is longer ago than expected."""

    holder: Holder
    name: str
    kinds: frozenset[str]
    last: datetime | None
    is_silent: bool


def feed_states(viewer: Viewer) -> tuple[FeedState, ...]:
    """Every feed's freshness, by agency and name. Which feeds there are is no secret among those who sign in."""
    rows = Feed.objects.select_related("agency").order_by("agency__name", "name")
    return tuple(_state(feed) for feed in rows.annotate(last=Max("deliveries__latest_received_at")))


def _state(feed: Feed) -> FeedState:
    last: datetime | None = feed.last  # type: ignore[attr-defined]
    late = timedelta(minutes=(feed.every_minutes or 0) * PATIENCE)
    is_silent = bool(last and feed.every_minutes and now() - last > late)
    return FeedState(holder(feed.agency), feed.name, frozenset(feed.kinds), last, is_silent)
