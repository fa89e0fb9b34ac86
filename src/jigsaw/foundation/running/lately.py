"""When something last ran, and how it went. Nothing here is about anybody."""

from dataclasses import dataclass
from datetime import datetime

from jigsaw.foundation.running.models import LastRun

TIMER, DRILL, VERIFICATION = "timer", "drill", "verification"


@dataclass(frozen=True)
class Ran:
    """A work's last run. sound: None while it runs, or when it was cut short."""

    began_at: datetime
    ended_at: datetime | None
    sound: bool | None
    told: str


def last_run(work: str) -> Ran | None:
    """The last run of a work; None before the first."""
    row = LastRun.objects.filter(pk=work).first()
    return Ran(row.began_at, row.ended_at, row.sound, row.told) if row else None
