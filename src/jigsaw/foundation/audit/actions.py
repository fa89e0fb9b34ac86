"""Recording acts and looks. Called inside the transaction of what it records: if this fails, so does the act."""

from collections.abc import Iterable, Mapping
from typing import Any

from jigsaw.foundation.audit.chaining import add_to_chain
from jigsaw.foundation.audit.domain.chain import plain_detail
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

LOOKED = "looked"
Said = tuple[str, Mapping[str, Any] | None]
"""What was done, and its detail."""


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
    add_to_chain(contents)
