"""Sealing what was taken in before words were sealed."""

from django.db import transaction

from jigsaw.care.intake.models import Piece
from jigsaw.care.intake.sealing import SEALED, sealed_words
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.sealing.actions import keyed_fingerprints
from jigsaw.foundation.sealing.ciphers import BEGINS


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
