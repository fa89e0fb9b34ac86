"""Recording acts and looks. Called inside the transaction of what it records: if this fails, so does the act."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from jigsaw.foundation.audit.domain.chain import Row, fingerprint, plain_detail, written, written_detail
from jigsaw.foundation.audit.lanes import lane_to_write_in, last_in
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

LOOKED = "looked"
Said = tuple[str, Mapping[str, Any] | None]
"""What was done, and its detail."""

_COLUMNS = (
    *("at", "kind", "act", "by_id", "by_name", "agency", "subject_kind", "subject_id", "why", "detail"),
    *("lane", "number", "fingerprint"),
)


def record_act(
    *,
    by: Viewer,
    act: str,
    subject_kind: str = "",
    subject_id: object = "",
    why: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Record that `by` did `act`. `detail` holds counts and identifiers only."""
    _record(AuditEvent.Kind.ACT, by, [(act, detail)], subject_kind, subject_id, why)


def record_acts(*, by: Viewer, acts: Iterable[Said], subject_kind: str, subject_id: object) -> None:
    """Record that `by` did several things to one subject, each with its detail, in their order."""
    _record(AuditEvent.Kind.ACT, by, acts, subject_kind, subject_id, "")


def record_look(
    *,
    by: Viewer,
    subject_kind: str,
    subject_id: object,
    why: str,
    act: str = LOOKED,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Record that `by` looked at a person, a home or a list, and why. `act` says what was looked at, if not all."""
    _record(AuditEvent.Kind.LOOK, by, [(act, detail)], subject_kind, subject_id, why)


def _record(
    kind: str, by: Viewer, said: Iterable[Said], subject_kind: str, subject_id: object, why: str
) -> None:
    who, about = (by.key, by.name, by.agency), (subject_kind, str(subject_id), why[:300])
    contents = [(now(), kind, act, *who, *about, plain_detail(detail or {})) for act, detail in said]
    if (waiting := _WAITING.get()) is not None:
        waiting.extend(contents)
    else:
        _write(contents)


@contextmanager
def recording_together() -> Iterator[None]:
    """Within, what is done is recorded in one go, at the end. Inside one transaction, which none of it may outlive."""
    if _WAITING.get() is not None:
        yield
        return
    contents: list[tuple[Any, ...]] = []
    before = _WAITING.set(contents)
    try:
        yield
    finally:
        _WAITING.reset(before)
    _write(contents)


_WAITING: ContextVar[list[tuple[Any, ...]] | None] = ContextVar("acts that wait to be recorded", default=None)


def _write(contents: list[tuple[Any, ...]]) -> None:
    if not contents:
        return
    with transaction.atomic(savepoint=False):
        insert_rows(AuditEvent, _COLUMNS, _chained(contents))


def _chained(contents: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Each row with its place after the row before it."""
    lane = lane_to_write_in()
    number, before = last_in(lane)
    for content in contents:
        number += 1
        at, *said, detail = content
        before = fingerprint(Row._make((lane, number, written(at), *said, written_detail(detail))), before)
        yield (*content, lane, number, before)
