"""Taking the answers of some rows into the tables."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from jigsaw.care.intake.acceptance import Acceptance
from jigsaw.care.intake.accepting_pieces import accept_pieces
from jigsaw.care.intake.accepting_records import accept_records
from jigsaw.care.intake.domain.counts import Counts
from jigsaw.care.intake.domain.readers.cells import without_stray_letters
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.care.intake.domain.rows import RowAnswer
from jigsaw.care.intake.domain.statements import (
    PieceStatement,
    RecordStatement,
    Statement,
    Withdrawal,
    Withdrawn,
)
from jigsaw.care.intake.models import QuarantinedRow
from jigsaw.care.people.settlement import note_addresses


def take(acceptance: Acceptance, answers: Sequence[RowAnswer]) -> Counts:
    """Take in some rows; the caller holds the transaction. Records come before the pieces that name them."""
    acceptance.forget_lookups()
    counts = Counts(rows=len(answers))
    statements = [one for answer in answers for one in answer.statements]
    _note_addresses(acceptance, statements)
    accept_records(acceptance, [one for one in statements if _is_of_record(one)], counts)
    accept_pieces(acceptance, [one for one in statements if not _is_of_record(one)], counts)
    _quarantine(acceptance, [one.refusal for one in answers if one.refusal], counts)
    for answer in answers:
        counts.warnings.update(answer.warnings)
        if answer.not_read:
            counts.not_read[answer.not_read] += 1
        elif not answer.statements and not answer.refusal:
            counts.passed_over += 1
    return counts


def _is_of_record(statement: Statement) -> bool:
    if isinstance(statement, Withdrawal):
        return statement.of is Withdrawn.RECORD
    return isinstance(statement, RecordStatement)


def _note_addresses(acceptance: Acceptance, statements: Iterable[Statement]) -> None:
    written = {
        (one.address.uprn, one.address.normal): one.address
        for one in statements
        if isinstance(one, RecordStatement | PieceStatement)
    }
    new = [one for key, one in written.items() if any(key) and key not in acceptance.addresses]
    if new:
        acceptance.addresses.update(note_addresses(new))


def _quarantine(acceptance: Acceptance, refusals: Sequence[Refusal], counts: Counts) -> None:
    if not refusals:
        return
    by_fingerprint = {row_fingerprint(one): one for one in reversed(refusals)}
    rows = QuarantinedRow.objects.filter(delivery__feed=acceptance.delivery.feed_id)
    there = set(rows.filter(row_fingerprint__in=by_fingerprint).values_list("row_fingerprint", flat=True))
    QuarantinedRow.objects.bulk_create(
        _quarantined(acceptance, fingerprint, one)
        for fingerprint, one in sorted(by_fingerprint.items(), key=lambda pair: pair[1].line)
        if fingerprint not in there
    )
    counts.refused += len(by_fingerprint) - len(there)
    counts.refused_before += len(refusals) - len(by_fingerprint) + len(there)


def _quarantined(acceptance: Acceptance, fingerprint: str, refused: Refusal) -> QuarantinedRow:
    return QuarantinedRow(
        delivery=acceptance.delivery,
        line=refused.line,
        row_fingerprint=fingerprint,
        faults=[{"field": f.field, "why": f.why, "what_to_do": f.what_to_do} for f in refused.faults],
        row=without_stray_letters(refused.values),
        received_at=acceptance.now,
    )


def row_fingerprint(refused: Refusal) -> str:
    """What a refused row is known again by: its values, wherever it stands; a row without any, its faults."""
    said = dict(refused.values) or {fault.field: fault.why for fault in refused.faults}
    text = json.dumps(sorted(without_stray_letters(said).items()), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
