"""Reads of feeds: when each last came, what is overdue, when it was silent, and how many of its rows are refused."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from jigsaw.care.intake.domain.entries import Holder
from jigsaw.care.intake.domain.freshness import Silence, due_by, overdue_for, silences
from jigsaw.care.intake.entries import holder
from jigsaw.care.intake.models import Delivery, Feed, QuarantinedRow
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.time import now as this_moment
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class FeedReport:
    """One feed: when it last brought something (None: never), when the next is late, and how its loading went.

    overdue: for how long it has been late, None while it is not. refused: rows that wait to be mended.
    """

    holder: Holder
    key: str
    name: str
    holds_records: bool
    kinds: tuple[str, ...]
    every_minutes: int | None
    last_received: datetime | None
    due_by: datetime | None
    overdue: timedelta | None
    silences: tuple[Silence, ...]
    deliveries: int
    refused: int
    last_counts: dict[str, Any]


def feed_reports(viewer: Viewer, *, as_known_on: datetime | None = None) -> tuple[FeedReport, ...]:
    """Every feed, by agency and name. as_known_on: as it was at that instant. Raises Refused. Three queries."""
    check(viewer, Act.SEE_FEEDS)
    now = as_known_on or this_moment()
    deliveries: dict[int, list[Delivery]] = defaultdict(list)
    finished = Delivery.objects.filter(finished_at__isnull=False)
    if as_known_on:
        finished = finished.filter(latest_received_at__lte=as_known_on)
    for one in finished.order_by("pk"):
        deliveries[one.feed_id].append(one)
    waiting = QuarantinedRow.objects.filter(state=QuarantinedRow.State.WAITING)
    refused = dict(waiting.values_list("delivery__feed").annotate(count=Count("pk")).order_by())
    feeds = Feed.objects.select_related("agency").order_by("agency__name", "name")
    return tuple(_report(feed, deliveries[feed.pk], refused.get(feed.pk, 0), now) for feed in feeds)


def _report(feed: Feed, deliveries: list[Delivery], refused: int, now: datetime) -> FeedReport:
    moments = [one.latest_received_at for one in deliveries if one.latest_received_at]
    last = max(moments, default=None)
    return FeedReport(
        holder=holder(feed.agency),
        key=feed.key,
        name=feed.name,
        holds_records=feed.holds_records,
        kinds=tuple(feed.kinds),
        every_minutes=feed.every_minutes,
        last_received=last,
        due_by=due_by(last, feed.every_minutes),
        overdue=overdue_for(last, feed.every_minutes, now),
        silences=silences(moments, feed.every_minutes, now),
        deliveries=len(deliveries),
        refused=refused,
        last_counts=dict(deliveries[-1].counts) if deliveries else {},
    )
