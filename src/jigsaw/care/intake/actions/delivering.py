"""Writes of what came: a delivery is opened, its rows are taken in, and it is finished."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.rows import RowAnswer
from jigsaw.care.intake.models import Delivery, Feed, FeedMapping
from jigsaw.care.intake.news import News
from jigsaw.care.intake.taking import take
from jigsaw.foundation.audit.actions import record_act, record_acts
from jigsaw.foundation.audit.chaining import recording_together
from jigsaw.foundation.core.asking import Question, sending_ahead
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.collecting import collecting_rarely
from jigsaw.foundation.core.time import now as this_moment
from jigsaw.foundation.core.viewer import Viewer

ROWS_AT_ONCE = 2_000
Acts = list[tuple[str, Mapping[str, Any]]]


@transaction.atomic
def begin_delivery(*, by: Viewer, feed: Feed, mapping: FeedMapping, path: Path) -> Delivery:
    """Open a delivery for one loading of one file. Loading the same file again opens another."""
    with path.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    delivery = Delivery.objects.create(
        feed=feed, mapping=mapping, file_name=path.name[-200:], file_sha256=sha256
    )
    record_act(by=by, act="began a delivery", subject_kind="delivery", subject_id=delivery.pk)
    return delivery


def accept(
    *,
    by: Viewer,
    delivery: Delivery,
    answers: Iterable[RowAnswer],
    now: datetime | None = None,
    told: Callable[[Counts], None] = lambda counts: None,
    taken: Callable[[News], None] = lambda news: None,
) -> Counts:
    """Take a file's answers in, in transactions of some two thousand rows, and finish the delivery.

    Killed at any moment, what was committed stands; loading the file again takes in the rest and changes nothing of
    that. now: the moment of receiving for rows that bear none. told: called with the counts after each transaction;
    taken: with what is new in each, before it ends.
    """
    acceptance = Acceptance(delivery, delivery.feed.agency_id, now or this_moment())
    counts = Counts()
    with collecting_rarely():
        for part in batches(answers, ROWS_AT_ONCE):
            with transaction.atomic(), recording_together():
                with sending_ahead():
                    counts.add(took := take(acceptance, part))
                taken(acceptance.take_news())
                _note_progress(delivery, part, counts, acceptance.now)
                acts: Acts = [("took in rows", took.as_json())]
                # A part that is not full is the last.
                if len(part) < ROWS_AT_ONCE:
                    acts.append(_finished(delivery, counts))
                with sending_ahead():
                    _keep_progress(by, delivery, acts)
            told(counts)
    if delivery.finished_at is None:
        with transaction.atomic():
            _keep_progress(by, delivery, [_finished(delivery, counts)])
    return counts


_PROGRESS = Question(
    "UPDATE intake_delivery SET latest_received_at = %s, finished_at = %s, counts = %s WHERE id = %s"
)


def _note_progress(delivery: Delivery, part: Iterable[RowAnswer], counts: Counts, now: datetime) -> None:
    received = [one.received_at or now for answer in part for one in answer.statements]
    latest = [delivery.latest_received_at, *received]
    delivery.latest_received_at = max((one for one in latest if one is not None), default=None)
    delivery.counts = counts.as_json()


def _finished(delivery: Delivery, counts: Counts) -> tuple[str, Mapping[str, Any]]:
    delivery.finished_at = this_moment()
    # A file with no row in it is news too: the feed is not silent.
    delivery.latest_received_at = delivery.latest_received_at or delivery.finished_at
    delivery.counts = counts.as_json()
    return "finished a delivery", delivery.counts


def _keep_progress(by: Viewer, delivery: Delivery, acts: Acts) -> None:
    told = json.dumps(delivery.counts)
    _PROGRESS.tell(delivery.latest_received_at, delivery.finished_at, told, delivery.pk)
    record_acts(by=by, acts=acts, subject_kind="delivery", subject_id=delivery.pk)
