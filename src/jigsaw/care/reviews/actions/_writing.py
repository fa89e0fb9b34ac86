"""What every write of a review begins and ends with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jigsaw.care.reviews.models import Review
from jigsaw.care.reviews.policies import not_there, seen_by
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import Viewer


def to_change(by: Viewer, key: UUID) -> Review:
    """The review, kept from other writers until the transaction ends. Raises NotFound."""
    found = Review.objects.select_for_update(of=("self",)).filter(seen_by(by), pk=key).first()
    if found is None:
        raise not_there()
    return found


def tell_audit(by: Viewer, act: str, review: UUID, detail: Mapping[str, Any] | None = None) -> None:
    """Record the act. `detail` holds counts, identifiers and codes, never people's words."""
    record_act(by=by, act=act, subject_kind="review", subject_id=review, detail=detail)


def check_said(asked: str, words: Mapping[str, str]) -> None:
    """Raise Refused when any of these, by what it is called, is empty."""
    if empty := [name for name, text in words.items() if not text.strip()]:
        raise Refused(asked, f"nothing was given for {' and '.join(empty)}", "Fill it in and try again")
