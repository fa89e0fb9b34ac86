"""The people with whom a viewer's agency works now, and of whom anything came lately."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake.entries import (
    how_many_open_involvements,
    in_open_involvements,
    people_in_open_involvements,
)
from jigsaw.care.people import queries as people
from jigsaw.foundation.core.viewer import Viewer

# An agency that works with so few at present is read from its own side: which of its people have news.
_FEW = 5_000
# Of those with the latest news in an area a larger agency knows many: looking through them is quick.
_AT_FIRST, _LOOKED_THROUGH = 60, 300


def worked_with(
    viewer: Viewer, *, changed_since: datetime, background: Collection[str], most: int
) -> list[UUID]:
    """People with whom the viewer's agency has an open involvement and of whom anything came since, latest first.

    background: kinds of involvement that do not count. At most sixteen queries, however large the area is.
    """
    number = how_many_open_involvements(viewer, background=background, most=_FEW + 1)
    if number == 0:
        return []
    if number > _FEW:
        found = _among_the_latest(viewer, changed_since, background, most)
        if found is not None:
            return found
    return people_in_open_involvements(viewer, changed_since=changed_since, background=background, most=most)


def _among_the_latest(
    viewer: Viewer, changed_since: datetime, background: Collection[str], most: int
) -> list[UUID] | None:
    """The agency's people among those with the latest news; None where that is not soon known."""
    found: list[UUID] = []
    start, at_once = 0, _AT_FIRST
    while start < _LOOKED_THROUGH:
        latest = people.latest_changed(viewer, since=changed_since, start=start, most=at_once)
        records = people.record_ids(viewer, latest)
        every = {record for mine in records.values() for record in mine}
        ours = in_open_involvements(viewer, records=every, background=background)
        found += [key for key in latest if not ours.isdisjoint(records.get(key, ()))]
        if len(found) >= most or len(latest) < at_once:
            return found[:most]
        start, at_once = start + at_once, 2 * at_once
    return None
