"""A reason as it is stored, resting on pieces that a test chooses."""

from jigsaw.care.reasons.models import Reason, ReasonAgency, ReasonPiece
from jigsaw.foundation.core.identity import reason_id
from tests.builders import NOW


def reason_resting_on(*pieces, about=None, pattern="R03", kind="person", statutory=False):
    """An open reason of a person, or with `kind` a home or a pair, that rests on these pieces."""
    *pieces, about = pieces if about is None else (*pieces, about)
    made = Reason.objects.create(
        id=reason_id(pattern, 1, str(about), len(pieces)), pattern=pattern, version=1, pattern_hash="h",
        subject_kind=kind, subject=about, sentence="Three urgent contacts in 30 days", raised_at=NOW,
        statutory=statutory,
    )  # fmt: skip
    for piece in pieces:
        ReasonPiece.objects.create(reason=made, piece=piece)
        ReasonAgency.objects.get_or_create(reason=made, agency_id=piece.agency_id)
    return made
