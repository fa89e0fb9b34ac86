"""Who is to be told what of reasons: rows of the outbox, written in the transaction that changes the reasons.

Told are the agencies that are asked about a reason (see `queries.open_reasons`), and whoever decided about it. What
lies so far back that it is open no more is history, and no news: a first load of ten years tells only what is open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from jigsaw.care.reasons import following
from jigsaw.care.reasons.models import STAYS_OPEN, Reason, ReasonDecision, Telling
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.care.reasons.storing import Difference
from jigsaw.foundation.core.asking import Question, Row
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows

_COLUMNS = ("reason_id", "what", "at", "agency", "practitioner", "noted_at")
_HOLDERS = Question(
    "SELECT reason_id, agency_id FROM reasons_reasonagency WHERE reason_id = ANY(%s)", UUID, str
)
_KNOWN_TO = Question(
    """SELECT DISTINCT l.person_id, r.agency_id FROM linkage_link l JOIN intake_sourcerecord r ON r.id = l.record_id
    WHERE l.person_id = ANY(%s)""",
    *(UUID, str),
)
_OF_KINDS = Question("SELECT key, kind FROM organisations_agency", str, str)

_Whom = dict[UUID, set[str]]


class _News(NamedTuple):
    row: Reason
    what: str
    at: datetime


def note(told: Difference, at: datetime) -> int:
    """Put everybody who is to be told of a difference into the outbox. Returns how many tellings that makes.

    at: the moment of reading. The same telling is noted once, whoever comes to it again.
    """
    news = list(_news(told, at))
    if not news:
        return 0
    keys = {one.row.pk for one in news}
    agencies = _agencies([one.row for one in news])
    people = [] if len(keys) == len(told.new) else list(_decided(keys))
    rows: list[Row] = [
        (one.row.pk, one.what, one.at, agency, None, at)
        for one in news
        for agency in sorted(agencies[one.row.pk])
    ]
    rows += [
        (one.row.pk, one.what, one.at, agency, practitioner, at)
        for one in news
        for reason, agency, practitioner in people
        if reason == one.row.pk and one.what != Telling.What.OPENED
    ]
    insert_rows(Telling, _COLUMNS, rows, pass_over=True)
    return len(rows)


def _news(told: Difference, at: datetime) -> Iterator[_News]:
    for row in told.new:
        if row.withdrawn_at is None and _is_open(row, at):
            yield _News(row, Telling.What.OPENED, row.raised_at)
            if row.ended_at:
                yield _News(row, Telling.What.QUIET, row.ended_at)
    for row in told.back:
        if _is_open(row, at):
            yield _News(row, Telling.What.OPENED, at)
    for row in told.quiet:
        if row.ended_at and _is_open(row, at):
            yield _News(row, Telling.What.QUIET, row.ended_at)
    for row in told.changed:
        if _is_open(row, at):
            yield _News(row, Telling.What.CHANGED, at)
    for row in told.withdrawn:
        if row.withdrawn_at and _is_open(row, at):
            yield _News(row, Telling.What.WITHDRAWN, row.withdrawn_at)


def _is_open(row: Reason, at: datetime) -> bool:
    return row.ended_at is None or row.ended_at >= at - STAYS_OPEN


def _agencies(rows: Iterable[Reason]) -> _Whom:
    """The agencies asked about each reason: who holds a piece; and who is to begin, of those who know of them."""
    found: _Whom = defaultdict(set)
    asked = list(rows)
    for ids in batches({row.pk for row in asked}):
        for reason, agency in _HOLDERS.ask(ids):
            found[reason].add(agency)
    kinds: dict[str, str] = dict(_OF_KINDS.ask())
    known: _Whom = defaultdict(set)
    for ids in batches({row.subject for row in asked if row.subject_kind != "home" and not row.statutory}):
        for person, agency in _KNOWN_TO.ask(ids):
            known[person].add(agency)
    for row in asked:
        pattern = pack_in_force().pattern(row.pattern)
        leading = {key for key, kind in kinds.items() if pattern and kind in pattern.lead}
        everybody = row.statutory or row.subject_kind == "home"
        found[row.pk] |= leading if everybody else leading & known[row.subject]
    return found


def _decided(reasons: Iterable[UUID]) -> Iterator[tuple[UUID, str, int]]:
    whose = following.decisions_about(reasons)
    every = {key for keys in whose.values() for key in keys}
    kept = {
        row[0]: row[1:]
        for row in ReasonDecision.objects.filter(pk__in=every).values_list("pk", "agency", "by")
    }
    for reason, keys in whose.items():
        yield from ((reason, *kept[key]) for key in keys)
