"""Wishes that feeds bring: what an agency wrote of an objection or an opt-out, honoured as if it were said here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.foundation.access.models import Wish
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.viewer import Viewer


@dataclass(frozen=True)
class Brought:
    """What one piece says of a wish of the person of a source record; since: from when on it says so."""

    record: UUID
    kind: str
    holds: bool
    piece: UUID
    since: datetime
    words: str = ""


def note_brought(*, by: Viewer, agency: str, brought: Iterable[Brought]) -> None:
    """Record wishes that an agency's feed brought. What is older than an objection that holds lifts nothing."""
    for one in brought:
        last = _last(one.record, one.kind)
        if not one.holds and (last is None or not last.holds or one.since < last.at):
            continue
        _note(by, agency, one)


def take_back(*, by: Viewer, agency: str, pieces: Collection[UUID]) -> None:
    """The agency took these pieces back: a wish that one of them brought last, and nobody since, goes with it."""
    for row in Wish.objects.filter(piece__in=pieces, holds=True).order_by("pk"):
        last = _last(row.record, row.kind)
        if last and last.pk == row.pk:
            _note(by, agency, Brought(row.record, row.kind, False, row.piece or row.record, row.at))


def _last(record: UUID, kind: str) -> Wish | None:
    return Wish.objects.filter(record=record, kind=kind).order_by("-pk").first()


def _note(by: Viewer, agency: str, one: Brought) -> None:
    Wish.objects.create(
        record=one.record,
        kind=one.kind,
        holds=one.holds,
        words=one.words[:500],
        agency_id=agency,
        piece=one.piece,
        at=one.since,
    )
    act = f"wish noted: {one.kind}" if one.holds else f"wish taken back: {one.kind}"
    detail = {"piece": str(one.piece), "agency": agency}
    record_act(by=by, act=act, subject_kind="record", subject_id=one.record, detail=detail)
