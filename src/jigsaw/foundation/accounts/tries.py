"""Tries at signing in, counted in the database, so that several processes count together.

A try is counted before it is looked at and taken back when it was right: a thousand at once get no further than one
after another.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from jigsaw.foundation.accounts.domain.limits import Limit, level_now, wait_for
from jigsaw.foundation.accounts.models import Tries
from jigsaw.foundation.accounts.sealing import fingerprint
from jigsaw.foundation.core.time import now

Places = Mapping[str, Limit]
"""Where a try comes from, in words that only this module sees, and the limit of each."""

KEPT = timedelta(days=1)


@transaction.atomic
def take_try(places: Places) -> int:
    """Count one try at each place. Seconds to wait when one of them is full: then nothing is counted."""
    at = now()
    limits = {fingerprint(place, "tries"): limit for place, limit in places.items()}
    rows = {place: _row(place) for place in sorted(limits)}
    levels = {
        place: level_now(row.level, (at - row.at).total_seconds(), limits[place])
        for place, row in rows.items()
    }
    if wait := max((wait_for(levels[place], limits[place]) for place in rows), default=0):
        return wait
    for place, row in rows.items():
        row.level, row.at = levels[place] + 1, at
        row.save(update_fields=["level", "at"])
    return 0


@transaction.atomic
def take_back(places: Places) -> None:
    """The try was right: it counts nowhere. What has not been used for a day is forgotten."""
    for place in sorted(fingerprint(one, "tries") for one in places):
        row = _row(place)
        row.level = max(0.0, row.level - 1)
        row.save(update_fields=["level"])
    Tries.objects.filter(at__lt=now() - KEPT).delete()


def _row(place: str) -> Tries:
    Tries.objects.get_or_create(place=place, defaults={"level": 0.0, "at": now()})
    return Tries.objects.select_for_update().get(place=place)
