"""Bringing stored reasons to what was found: new ones added, known ones brought up to date, lost ones
withdrawn.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jigsaw.care.intake import derivation as intake
from jigsaw.care.reasons.finding import FoundReason
from jigsaw.care.reasons.models import Reason, ReasonAgency, ReasonPiece
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.time import from_minutes

_MAY_CHANGE = ["ended_at", "withdrawn_at", "sentence", "pattern_hash"]


def store(found: Iterable[FoundReason], stored: dict[UUID, Reason], at: datetime) -> dict[str, int]:
    """Make the stored reasons of some subjects equal to what was found of them. Returns counts.

    stored: all that is stored about those subjects, by id. at: when a reason that is no longer found is
    withdrawn.
    """
    wanted = {one.id: one for one in found}
    new = [one for key, one in wanted.items() if key not in stored]
    changed = [row for key, row in stored.items() if key in wanted and _brought_up_to_date(row, wanted[key])]
    lost = [row for key, row in stored.items() if key not in wanted and row.withdrawn_at is None]
    for row in lost:
        row.withdrawn_at = at
    Reason.objects.bulk_create((_row(one) for one in new), batch_size=500)
    Reason.objects.bulk_update([*changed, *lost], _MAY_CHANGE, batch_size=500)
    moved = _with_other_evidence([one for key, one in wanted.items() if key in stored])
    _store_evidence([*new, *moved])
    return {"raised": len(new), "changed": len(changed), "withdrawn": len(lost)}


def stored_about(kind: str, subjects: Iterable[UUID]) -> dict[UUID, Reason]:
    """What is stored about these people or homes, by id; for pairs, about either of the two."""
    found: dict[UUID, Reason] = {}
    for ids in batches(subjects):
        about = Q(subject__in=ids) | Q(other__in=ids) if kind == "pair" else Q(subject__in=ids)
        found |= {row.pk: row for row in Reason.objects.filter(about, subject_kind=kind)}
    return found


def _row(one: FoundReason) -> Reason:
    pattern = pack_in_force().pattern(one.found.pattern)
    row = Reason(
        id=one.id,
        pattern=one.found.pattern,
        version=one.found.version,
        subject_kind=one.subject_kind,
        subject=one.subject,
        other=one.other,
        raised_at=from_minutes(one.found.raised_at),
        statutory=bool(pattern and pattern.statutory),
    )
    _brought_up_to_date(row, one)
    return row


def _brought_up_to_date(row: Reason, one: FoundReason) -> bool:
    before = [getattr(row, name) for name in _MAY_CHANGE]
    row.ended_at = from_minutes(one.found.ended_at) if one.found.ended_at is not None else None
    row.withdrawn_at = row.ended_at if one.found.withdrawn else None
    row.sentence = one.found.sentence
    row.pattern_hash = one.pattern_hash
    return before != [getattr(row, name) for name in _MAY_CHANGE]


def _with_other_evidence(known: list[FoundReason]) -> list[FoundReason]:
    """Those whose pieces are no longer the ones stored: a late piece, or a joined record, tells more of one moment.

    What was stored of them is taken away.
    """
    stored: dict[UUID, set[UUID]] = {one.id: set() for one in known}
    for ids in batches(stored):
        for reason, piece in ReasonPiece.objects.filter(reason__in=ids).values_list("reason_id", "piece_id"):
            stored[reason].add(piece)
    others = [one for one in known if set(_pieces(one)) != stored[one.id]]
    for part in batches(others):
        for model in (ReasonPiece, ReasonAgency):
            model.objects.filter(reason__in=[one.id for one in part]).delete()
    return others


def _store_evidence(new: list[FoundReason]) -> None:
    evidence = {one.id: _pieces(one) for one in new}
    holders = intake.holders_of({piece for pieces in evidence.values() for piece in pieces})
    rows = [
        ReasonPiece(reason_id=reason, piece_id=piece)
        for reason, pieces in evidence.items()
        for piece in pieces
    ]
    ReasonPiece.objects.bulk_create(rows, batch_size=1_000)
    asked = {(reason, holders[piece]) for reason, pieces in evidence.items() for piece in pieces}
    ReasonAgency.objects.bulk_create(
        (ReasonAgency(reason_id=reason, agency_id=agency) for reason, agency in sorted(asked)),
        batch_size=1_000,
    )


def _pieces(one: FoundReason) -> list[UUID]:
    # A tie that no single piece shows (living at one address) has a name of its own, and is no piece.
    return [UUID(piece) for piece in one.found.evidence if not piece.startswith("tie:")]
