"""Where rows of the trail are added to their chain: at once, or all that a transaction records in one go at its end."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import transaction

from jigsaw.foundation.audit.domain.chain import Row, fingerprint, written, written_detail
from jigsaw.foundation.audit.lanes import lane_to_write_in, last_in
from jigsaw.foundation.audit.models import AuditEvent, NamedInLook
from jigsaw.foundation.core.inserting import insert_rows

Content = tuple[Any, ...]
"""What a row says, without its place in a chain."""

_COLUMNS = (
    *("at", "kind", "act", "by_id", "by_name", "agency", "subject_kind", "subject_id", "why", "detail"),
    *("lane", "number", "fingerprint"),
)
PEOPLE, RECORDS = "people", "records"
_LISTS = {PEOPLE: NamedInLook.Kind.PERSON, RECORDS: NamedInLook.Kind.RECORD}
"""Under which names the detail of a look lists whom it named."""
_WAITING: ContextVar[list[Content] | None] = ContextVar("acts that wait to be recorded", default=None)


def add_to_chain(contents: list[Content]) -> None:
    """Add these rows; within `recording_together`, at its end."""
    if (waiting := _WAITING.get()) is not None:
        waiting.extend(contents)
    else:
        _write(contents)


@contextmanager
def recording_together() -> Iterator[None]:
    """Within, what is done is recorded in one go, at the end: one lane is taken, one place asked for, one statement.

    Inside one transaction, which none of it may outlive: where it fails, nothing of it is recorded.
    """
    if _WAITING.get() is not None:
        yield
        return
    contents: list[Content] = []
    before = _WAITING.set(contents)
    try:
        yield
    finally:
        _WAITING.reset(before)
    _write(contents)


def _write(contents: list[tuple[Any, ...]]) -> None:
    if not contents:
        return
    with transaction.atomic(savepoint=False):
        rows = list(_chained(contents))
        insert_rows(AuditEvent, _COLUMNS, rows)
        insert_rows(NamedInLook, ("lane", "number", "kind", "subject"), _named_in(rows))


def _named_in(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Whom each look named, by the place of its row: so that somebody's looks are found without reading them all."""
    return [
        (lane, number, kind, UUID(one))
        for row in rows
        if row[1] == AuditEvent.Kind.LOOK
        for detail, lane, number in [row[-4:-1]]
        for name, kind in _LISTS.items()
        for one in detail.get(name, ())
    ]


def _chained(contents: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Each row with its place after the row before it."""
    lane = lane_to_write_in()
    number, before = last_in(lane)
    for content in contents:
        number += 1
        at, *said, detail = content
        before = fingerprint(Row._make((lane, number, written(at), *said, written_detail(detail))), before)
        yield (*content, lane, number, before)
