"""Reads of what was tried, signed, stopped and started, for whoever may try patterns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jigsaw.care.patterns.domain.differences import AWeek, Row, row_from
from jigsaw.care.patterns.models import SignedVersion, Switch, Trial
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.policies import check
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class TrialSeen:
    """A trial as it was kept: what was tried, and the difference list that was seen. signed: its number, if it was."""

    key: int
    pattern: str
    version: int
    parameters: dict[str, int | str]
    before_hash: str
    after_hash: str
    since: date
    until: date
    months: tuple[Row, ...]
    groups: tuple[Row, ...]
    a_week: AWeek
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    list_hash: str
    by: str
    agency: str
    at: datetime
    signed: int | None


@dataclass(frozen=True)
class SignedSeen:
    """Numbers that somebody signed."""

    pattern: str
    version: int
    number: int
    parameters: dict[str, int | str]
    content_hash: str
    trial: int
    added: int
    dropped: int
    why: str
    by: str
    agency: str
    at: datetime


@dataclass(frozen=True)
class SwitchSeen:
    """That a pattern was stopped, or started again."""

    pattern: str
    is_stopped: bool
    why: str
    review_on: date | None
    by: str
    agency: str
    at: datetime


def trial(*, viewer: Viewer, key: int) -> TrialSeen:
    """One trial. Raises NotFound, Refused."""
    check(viewer, Act.TRY_PATTERNS)
    row = Trial.objects.select_related("by", "signed").filter(pk=key).first()
    if row is None:
        raise NotFound("Opening a trial", "there is none with this number", "Go back to the pattern")
    return _trial(row)


def trials(*, viewer: Viewer, pattern: str, most: int = 10) -> list[TrialSeen]:
    """The latest trials of a pattern. Raises Refused."""
    check(viewer, Act.TRY_PATTERNS)
    rows = Trial.objects.select_related("by", "signed").filter(pattern=pattern)
    return [_trial(row) for row in rows.order_by("-pk")[:most]]


def versions(*, viewer: Viewer, patterns: Iterable[str] | None = None) -> list[SignedSeen]:
    """The numbers that were signed, latest first: of all patterns, or of these."""
    rows = SignedVersion.objects.select_related("by", "trial").order_by("-pk")
    if patterns is not None:
        rows = rows.filter(pattern__in=list(patterns))
    return [_signed(row) for row in rows]


def switches(*, viewer: Viewer, patterns: Iterable[str] | None = None) -> list[SwitchSeen]:
    """When which pattern was stopped and started, latest first."""
    rows = Switch.objects.select_related("by").order_by("-pk")
    if patterns is not None:
        rows = rows.filter(pattern__in=list(patterns))
    return [
        SwitchSeen(row.pattern, row.is_stopped, row.why, row.review_on, row.by.name, row.agency, row.at)
        for row in rows
    ]


def _trial(row: Trial) -> TrialSeen:
    told: dict[str, Any] = {
        name: getattr(row, name)
        for name in (
            "pattern",
            "version",
            "parameters",
            "before_hash",
            "after_hash",
            "since",
            "until",
            "list_hash",
        )
    }
    signed = getattr(row, "signed", None)
    return TrialSeen(
        key=row.pk,
        **told,
        months=tuple(row_from(one) for one in row.months),
        groups=tuple(row_from(one) for one in row.groups),
        a_week=AWeek(*row.a_week),
        added=tuple(row.added),
        dropped=tuple(row.dropped),
        by=row.by.name,
        agency=row.agency,
        at=row.at,
        signed=signed.number if signed else None,
    )


def _signed(row: SignedVersion) -> SignedSeen:
    return SignedSeen(
        row.pattern,
        row.version,
        row.number,
        row.parameters,
        row.content_hash,
        row.trial_id,
        len(row.trial.added),
        len(row.trial.dropped),
        row.why,
        row.by.name,
        row.agency,
        row.at,
    )
