"""Recording acts and looks. Called inside the transaction of what it records: if this fails, so does the act."""

from collections.abc import Mapping
from typing import Any

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import Viewer

LOOKED = "looked"


def record_act(
    *,
    by: Viewer,
    act: str,
    subject_kind: str = "",
    subject_id: object = "",
    why: str = "",
    detail: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Record that `by` did `act`. `detail` holds counts and identifiers only."""
    return _record(AuditEvent.Kind.ACT, by, act, subject_kind, subject_id, why, detail)


def record_look(
    *,
    by: Viewer,
    subject_kind: str,
    subject_id: object,
    why: str,
    act: str = LOOKED,
    detail: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Record that `by` looked at a person, a home or a list, and why. `act` says what was looked at, if not all."""
    return _record(AuditEvent.Kind.LOOK, by, act, subject_kind, subject_id, why, detail)


def _record(
    kind: str,
    by: Viewer,
    act: str,
    subject_kind: str,
    subject_id: object,
    why: str,
    detail: Mapping[str, Any] | None,
) -> AuditEvent:
    return AuditEvent.objects.create(
        kind=kind,
        act=act,
        by_id=by.key,
        by_name=by.name,
        agency=by.agency,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        why=why[:300],
        detail=dict(detail or {}),
    )
