"""Writes of refused rows: mended and offered again, or set aside with the reason."""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.mapping_read import read_mapping
from jigsaw.care.intake.domain.readers import Row
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.care.intake.domain.rows import read_row
from jigsaw.care.intake.models import Delivery, FeedMapping, QuarantinedRow
from jigsaw.care.intake.news import News
from jigsaw.care.intake.taking import take
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now as this_moment
from jigsaw.foundation.core.viewer import Viewer


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
