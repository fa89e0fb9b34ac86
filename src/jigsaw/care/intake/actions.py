"""Writes of intake: who sends what, what came, and the mending of what was refused."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.mapping_check import CheckedFolder
from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.care.intake.domain.readers import Row
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.care.intake.domain.rows import RowAnswer, read_row
from jigsaw.care.intake.models import Delivery, Feed, FeedMapping, QuarantinedRow
from jigsaw.care.intake.news import News
from jigsaw.care.intake.taking import take
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.collecting import collecting_rarely
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now as this_moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.actions import note_agency
from jigsaw.foundation.organisations.queries import gives_one_id_each

ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class NotedFolder:
    """An agency's folder as it is known now: the agency's key, its mapping's version, and its feeds by key.

    is_mended: whether the mapping is another than that by which its files were read before. counts_otherwise: whether
    it says now, and did not before, that the agency gives nobody two ids, or the other way about.
    """

    agency: str
    mapping: FeedMapping
    feeds: Mapping[str, Feed]
    is_mended: bool = False
    counts_otherwise: bool = False


@transaction.atomic
def note_folder(*, by: Viewer, checked: CheckedFolder) -> NotedFolder:
    """Note the agency, its feeds and this version of its mapping; what is known already is brought up to date."""
    said = checked.mapping.agency
    gave_one_each = gives_one_id_each(by, said.key)
    agency = note_agency(
        by=by,
        key=said.key,
        name=said.name,
        kind=said.kind,
        ods_code=said.ods_code,
        telephone=said.telephone,
        contact=said.contact,
        one_id_each=said.one_id_each,
    )
    fingerprint = hashlib.sha256(checked.text.encode()).hexdigest()
    mapping, is_new = FeedMapping.objects.get_or_create(
        agency=agency, fingerprint=fingerprint, defaults={"text": checked.text}
    )
    feeds = {key: _note_feed(agency.pk, key, checked.mapping.files) for key in _feed_keys(checked)}
    if is_new:
        record_act(by=by, act="took up a mapping", subject_kind="mapping", subject_id=mapping.pk)
    is_mended = is_new and FeedMapping.objects.filter(agency=agency).exclude(pk=mapping.pk).exists()
    return NotedFolder(agency.pk, mapping, feeds, is_mended, said.one_id_each != gave_one_each)


def _feed_keys(checked: CheckedFolder) -> list[str]:
    return list(dict.fromkeys(one.feed for one in checked.mapping.files))


def _note_feed(agency: str, key: str, files: Iterable[FileMapping]) -> Feed:
    of_feed = [one for one in files if one.feed == key]
    kinds = sorted(frozenset().union(*(one.all_kinds for one in of_feed)))
    told = {
        "name": key.replace("-", " ").capitalize(),
        "every_minutes": min((one.every_minutes for one in of_feed if one.every_minutes), default=None),
        "holds_records": any(one.record is not None for one in of_feed),
        "kinds": kinds,
    }
    feed, _ = Feed.objects.update_or_create(agency_id=agency, key=key, defaults=told)
    return feed


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
        is_finished = False
        for part in batches(answers, ROWS_AT_ONCE):
            with transaction.atomic():
                counts.add(took := take(acceptance, part))
                taken(acceptance.take_news())
                _note_progress(delivery, part, counts, acceptance.now)
                _record(by, "took in rows", delivery, took)
                # A part that is not full is the last.
                if is_finished := len(part) < ROWS_AT_ONCE:
                    _finish(by, delivery, counts)
                else:
                    _keep_progress(delivery)
            told(counts)
    if not is_finished:
        _finish(by, delivery, counts)
    return counts


_PROGRESS = Question(
    "UPDATE intake_delivery SET latest_received_at = %s, finished_at = %s, counts = %s WHERE id = %s"
)


def _note_progress(delivery: Delivery, part: Iterable[RowAnswer], counts: Counts, now: datetime) -> None:
    received = [one.received_at or now for answer in part for one in answer.statements]
    latest = [delivery.latest_received_at, *received]
    delivery.latest_received_at = max((one for one in latest if one is not None), default=None)
    delivery.counts = counts.as_json()


def _keep_progress(delivery: Delivery) -> None:
    told = json.dumps(delivery.counts)
    _PROGRESS.tell(delivery.latest_received_at, delivery.finished_at, told, delivery.pk)


@transaction.atomic(savepoint=False)
def _finish(by: Viewer, delivery: Delivery, counts: Counts) -> None:
    delivery.finished_at = this_moment()
    # A file with no row in it is news too: the feed is not silent.
    delivery.latest_received_at = delivery.latest_received_at or delivery.finished_at
    delivery.counts = counts.as_json()
    _keep_progress(delivery)
    _record(by, "finished a delivery", delivery, counts)


def _record(by: Viewer, act: str, delivery: Delivery, counts: Counts) -> None:
    record_act(by=by, act=act, subject_kind="delivery", subject_id=delivery.pk, detail=counts.as_json())


@transaction.atomic
def re_offer(
    *,
    by: Viewer,
    quarantined: int,
    values: Mapping[str, str],
    why: str = "",
    taken: Callable[[News], None] = lambda news: None,
) -> Refusal | Counts:
    """Offer a refused row again with mended values: its counts when it is accepted, else what is still wrong.

    It becomes known now, and not when the agency first sent it, since nobody could see it until now; but where newer
    news of the same piece has come meanwhile, it is older and changes nothing. Raises NotFound, and Refused for one
    that is settled.
    """
    row = _waiting(by, quarantined)
    delivery = row.delivery
    said = _mapping_of(delivery)
    allowed = settings.JIGSAW_ALLOW_TEST_NHS_NUMBERS
    offered = Row(delivery.file_name, row.line, {**row.row, **values})
    answer = read_row(offered, said, this_moment(), allow_test_numbers=allowed)
    if answer.refusal:
        return answer.refusal
    acceptance = Acceptance(delivery, delivery.feed.agency_id, row.received_at, known_at=this_moment())
    counts = take(acceptance, [answer])
    taken(acceptance.take_news())
    _settle(by, row, QuarantinedRow.State.ACCEPTED, why or "Mended and offered again", counts)
    return counts


@transaction.atomic
def set_aside(*, by: Viewer, quarantined: int, why: str) -> None:
    """Settle a refused row without accepting it, with the reason. Raises NotFound, and Refused without a reason."""
    if not why.strip():
        raise Refused("Set a refused row aside", "no reason is given", "Say why it need not be mended")
    _settle(by, _waiting(by, quarantined), QuarantinedRow.State.SET_ASIDE, why, Counts())


def _waiting(by: Viewer, quarantined: int) -> QuarantinedRow:
    check(by, Act.MEND_ROWS)
    rows = QuarantinedRow.objects.select_for_update(of=("self",)).select_related(
        "delivery__feed", "delivery__mapping"
    )
    row = rows.filter(pk=quarantined).first()
    if row is None or not (by.is_jigsaw or row.delivery.feed.agency_id == by.agency):
        raise NotFound(
            "Mend a refused row", "there is no such row that you can see", "Look at the list of refused rows"
        )
    if row.state != QuarantinedRow.State.WAITING:
        raise Refused("Mend a refused row", "it is settled already", "Look at the list of refused rows")
    return row


def _mapping_of(delivery: Delivery) -> FileMapping:
    # The agency's latest mapping: a code that was missing may be why the row was refused.
    latest = (
        FeedMapping.objects.filter(agency_id=delivery.feed.agency_id)
        .order_by("-first_used_at", "-pk")
        .first()
    )
    mapping, _ = read_mapping((latest or delivery.mapping).text)
    for one in mapping.files:
        if one.feed == delivery.feed.key and Path(delivery.file_name).match(one.name):
            return one
    raise Refused(
        "Mend a refused row", "its feed is no longer in feed.toml", "Put the feed back, or set the row aside"
    )


def _settle(by: Viewer, row: QuarantinedRow, state: str, why: str, counts: Counts) -> None:
    row.state, row.settled_at, row.settled_by, row.settled_why = (
        state,
        this_moment(),
        by.name[:120],
        why[:300],
    )
    row.save(update_fields=["state", "settled_at", "settled_by", "settled_why"])
    detail = {"state": str(state), **counts.as_json()}
    record_act(
        by=by,
        act="settled a refused row",
        subject_kind="refused row",
        subject_id=row.pk,
        why=why,
        detail=detail,
    )
