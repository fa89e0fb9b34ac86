"""Recording acts and looks. Called inside the transaction of what it records: if this fails, so does the act."""

from collections.abc import Iterable, Mapping
from typing import Any

from jigsaw.foundation.audit.chaining import PEOPLE, RECORDS, add_to_chain
from jigsaw.foundation.audit.domain.chain import plain_detail
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.showing import counts_so_far
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

LOOKED = "looked"
CARE, SAFETY, KEEPING, OVERSIGHT, PLANNING, THEMSELVES = (
    *("direct care", "safeguarding", "keeping records right", "overseeing", "planning"),
    "reading about themselves",
)
"""What a look can be for."""
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
    purpose: str = CARE,
    people: Iterable[object] = (),
    records: Iterable[object] = (),
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Record that `by` looked at a person, a home or a list, in which role, why and what for. `act` says what was
    looked at, if not all.

    people, records: the ids of those, beside the subject, whom the page named, or whose source records it showed. Each
    of them can read that they were. What was shown and withheld of pieces is added where it was counted (showing).
    """
    told = {"role": by.role, "team": by.team, "purpose": purpose, **counts_so_far(), **(detail or {})}
    named = {PEOPLE: people, RECORDS: records}
    told |= {name: ids for name, found in named.items() if (ids := sorted({str(one) for one in found}))}
    _record(AuditEvent.Kind.LOOK, by, [(act, told)], subject_kind, subject_id, why)


def _record(
    kind: str, by: Viewer, said: Iterable[Said], subject_kind: str, subject_id: object, why: str
) -> None:
    who, about = (by.key, by.name, by.agency), (subject_kind, str(subject_id), why[:300])
    contents = [(now(), kind, act, *who, *about, plain_detail(detail or {})) for act, detail in said]
    add_to_chain(contents)
