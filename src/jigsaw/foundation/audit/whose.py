"""Looks, read by whom they were at: at a person by name, in a list that named them, or at a source record."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from jigsaw.foundation.audit.actions import LOOKED
from jigsaw.foundation.audit.models import AuditEvent, NamedInLook
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.viewer import Viewer

BROKE = "broke the glass"


@dataclass(frozen=True)
class LookSeen:
    """One look as it was recorded. `detail` holds the role, the team, the purpose, the rule and the counts."""

    key: int
    at: datetime
    by: int | None
    by_name: str
    agency: str
    act: str
    why: str
    subject_kind: str
    subject_id: str
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def is_of_a_list(self) -> bool:
        """Whether it was no look at the person alone: they were one of several on a page."""
        return self.subject_kind != "person"


_COLUMNS = ("pk", "at", "by_id", "by_name", "agency", "act", "why", "subject_kind", "subject_id", "detail")


def looks_at(*, viewer: Viewer, people: Collection[UUID], records: Collection[UUID] = ()) -> list[LookSeen]:
    """Every look at these people by any id of theirs, and at these source records, the latest first.

    viewer: who reads; each of whom they read must be theirs to read.
    """
    ids = [str(one) for one in people]
    whole = Q(kind=AuditEvent.Kind.LOOK) | Q(act=BROKE)
    rows = AuditEvent.objects.filter(whole, subject_kind="person", subject_id__in=ids)
    found = {row[0]: LookSeen(*row) for row in rows.values_list(*_COLUMNS)}
    for lane, numbers in _named(people, records).items():
        for some in batches(numbers):
            rows = AuditEvent.objects.filter(lane=lane, number__in=some)
            found.update((row[0], LookSeen(*row)) for row in rows.values_list(*_COLUMNS))
    return sorted(found.values(), key=lambda one: (one.at, one.key), reverse=True)


def opened_since(*, viewer: Viewer, since: datetime) -> Iterable[LookSeen]:
    """Every opening of a person's record by a person since a moment, the earliest first; lists are left out."""
    rows = AuditEvent.objects.filter(
        kind=AuditEvent.Kind.LOOK, act=LOOKED, subject_kind="person", at__gte=since, by__isnull=False
    )
    for row in rows.order_by("at", "pk").values_list(*_COLUMNS).iterator():
        yield LookSeen(*row)


def look(*, viewer: Viewer, key: int) -> LookSeen | None:
    """One look, by its key; None when there is none."""
    row = AuditEvent.objects.filter(pk=key).values_list(*_COLUMNS).first()
    return LookSeen(*row) if row else None


def _named(people: Collection[UUID], records: Collection[UUID]) -> dict[int, list[int]]:
    """The places of the looks that named any of them, by lane."""
    kinds = NamedInLook.Kind
    asked = Q(kind=kinds.PERSON, subject__in=people) | Q(kind=kinds.RECORD, subject__in=records)
    found: dict[int, list[int]] = defaultdict(list)
    for lane, number in NamedInLook.objects.filter(asked).values_list("lane", "number").distinct():
        found[lane].append(number)
    return found
