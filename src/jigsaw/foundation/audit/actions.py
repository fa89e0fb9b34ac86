"""Recording acts and looks. Called inside the transaction of what it records: if this fails, so does the act."""

from collections.abc import Mapping
from typing import Any

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

LOOKED = "looked"

_COLUMNS = (
    *("at", "kind", "act", "by_id", "by_name", "agency", "subject_kind", "subject_id", "why", "detail"),
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
    _record(AuditEvent.Kind.ACT, by, act, subject_kind, subject_id, why, detail)


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
    _record(AuditEvent.Kind.LOOK, by, act, subject_kind, subject_id, why, detail)


def _record(
    kind: str,
    by: Viewer,
    act: str,
    subject_kind: str,
    subject_id: object,
    why: str,
    detail: Mapping[str, Any] | None,
) -> None:
    row = (
        now(),
        kind,
        act,
        by.key,
        by.name,
        by.agency,
        subject_kind,
        str(subject_id),
        why[:300],
        dict(detail or {}),
    )
    insert_rows(AuditEvent, _COLUMNS, [row])
