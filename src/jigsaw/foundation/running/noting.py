"""Noting that something ran, and taking the turn to run it."""

from datetime import timedelta

from django.db import transaction

from jigsaw.foundation.core.time import now
from jigsaw.foundation.running.models import LastRun


@transaction.atomic
def take_turn_to_run(*, work: str, every: timedelta) -> bool:
    """Whether it is this process that runs a work now: its last run began so long ago, and nobody else took it."""
    at = now()
    row, made = LastRun.objects.select_for_update().get_or_create(work=work, defaults={"began_at": at})
    if not made and at - row.began_at < every:
        return False
    if not made:
        row.began_at = at
        row.save(update_fields=["began_at"])
    return True


def note_ended(*, work: str, sound: bool, told: str = "") -> None:
    """Note that a run ended now, and how. told: a sentence without anybody's particulars."""
    at = now()
    ended = {"ended_at": at, "sound": sound, "told": told[:300]}
    LastRun.objects.update_or_create(work=work, defaults=ended, create_defaults={**ended, "began_at": at})
