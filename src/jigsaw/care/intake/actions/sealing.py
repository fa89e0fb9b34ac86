"""Sealing what was taken in before words were sealed."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from jigsaw.care.intake.models import Piece
from jigsaw.care.intake.sealing import SEALED, opened, sealed_words
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.sealing.ciphers import BEGINS
from jigsaw.foundation.sealing.closing import keyed_fingerprints


@transaction.atomic
def seal_older(*, by: Viewer) -> int:
    """Seal what sealed pieces say that were taken in before words were sealed. Returns how many there were."""
    open_still = Piece.objects.filter(restriction=SEALED).exclude(words__startswith=BEGINS)
    rows = list(open_still.prefetch_related("subjects"))
    for row in rows:
        named = sorted(row.subjects.all(), key=lambda one: (one.role != "subject", one.pk))
        words, attributes = sealed_words(row, [one.record_id for one in named])
        fingerprint = keyed_fingerprints([row.fingerprint])[row.fingerprint]
        Piece.objects.filter(pk=row.pk).update(words=words, attributes=attributes, fingerprint=fingerprint)
    if rows:
        record_act(by=by, act="older sealed words sealed", detail={"pieces": len(rows)})
    return len(rows)


def seal_versions_of(*, by: Viewer, row: Piece, records: Sequence[UUID]) -> None:
    """Seal what earlier versions of a piece of the viewer's own agency say: what is sealed is sealed of all time.

    Their fingerprints stay, since their feed, which does not know them as sealed, is held against those.
    """
    same = Piece.objects.filter(agency_id=by.agency, feed=row.feed_id, source_reference=row.source_reference)
    unsealed = [one for one in same.exclude(pk=row.pk) if one.pk not in opened([one])]
    for one in unsealed:
        words, attributes = sealed_words(one, records)
        Piece.objects.filter(pk=one.pk).update(words=words, attributes=attributes)
