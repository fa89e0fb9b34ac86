"""What somebody had typed when their session was locked: kept sealed for them alone, given back, never acted on."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from jigsaw.foundation.accounts.models import KeptDraft
from jigsaw.foundation.accounts.sealing import AccountKeyLost, seal, unseal
from jigsaw.foundation.core.time import now

Words = tuple[str, str]
"""A field's name and what was typed or chosen in it."""

KEPT = timedelta(hours=12)
MOST_LETTERS = 200_000
_PURPOSE = "draft"
_NOT_KEPT = ("csrfmiddlewaretoken", "password", "code", "answer")


@dataclass(frozen=True)
class Draft:
    """Where it was to be sent, on which page it was typed, and the words."""

    to: str
    page: str
    words: tuple[Words, ...]


def keep_draft(practitioner: int, to: str, page: str, words: Iterable[Words]) -> None:
    """Keep what was typed, in the place of what was kept before. Nothing typed, or far too much, is not kept."""
    kept = [[name, text] for name, text in words if not any(one in name.lower() for one in _NOT_KEPT)]
    written = json.dumps({"to": to, "page": page, "words": kept})
    if any(text.strip() for _, text in kept) and len(written) <= MOST_LETTERS:
        told = {"sealed": seal(written, _PURPOSE, practitioner), "kept_at": now()}
        KeptDraft.objects.update_or_create(practitioner_id=practitioner, defaults=told)


def draft_of(practitioner: int) -> Draft | None:
    """What was kept for somebody in the last hours, if anything can be read."""
    row = KeptDraft.objects.filter(practitioner=practitioner, kept_at__gt=now() - KEPT).first()
    if row is None:
        return None
    try:
        told = json.loads(unseal(row.sealed, _PURPOSE, practitioner))
    except AccountKeyLost:
        return None
    return Draft(told["to"], told["page"], tuple((name, text) for name, text in told["words"]))


def forget_draft(practitioner: int) -> None:
    """Throw away what was kept for somebody, and what anybody left for too long."""
    KeptDraft.objects.filter(practitioner=practitioner).delete()
    KeptDraft.objects.filter(kept_at__lt=now() - KEPT).delete()
