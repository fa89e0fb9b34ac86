"""How fresh a feed is: whether something is overdue, and when it was silent. Pure rules over moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

# Late by as long again as one is expected to take: a daily feed may come at another hour.
PATIENCE = 2


@dataclass(frozen=True, slots=True)
class Silence:
    """A time in which a feed should have sent something and did not; `until` is None while it lasts."""

    since: datetime
    until: datetime | None = None


def due_by(last: datetime | None, every_minutes: int | None) -> datetime | None:
    """When the next delivery is overdue; None for an irregular feed and for one that never came."""
    if last is None or every_minutes is None:
        return None
    return last + timedelta(minutes=every_minutes * PATIENCE)


def overdue_for(last: datetime | None, every_minutes: int | None, now: datetime) -> timedelta | None:
    """For how long something has been overdue; None when nothing is."""
    due = due_by(last, every_minutes)
    return now - due if due is not None and now > due else None


def silences(received: Iterable[datetime], every_minutes: int | None, now: datetime) -> tuple[Silence, ...]:
    """Every silence of a feed, earliest first, from the moments at which it received something."""
    moments = sorted(received)
    gaps = [
        Silence(earlier, later)
        for earlier, later in pairwise(moments)
        if overdue_for(earlier, every_minutes, later) is not None
    ]
    if moments and overdue_for(moments[-1], every_minutes, now) is not None:
        gaps.append(Silence(moments[-1]))
    return tuple(gaps)
