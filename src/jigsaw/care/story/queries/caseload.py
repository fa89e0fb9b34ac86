"""The people with whom a viewer's agency works now, and of whom anything came lately."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake.entries import in_open_involvements, people_in_open_involvements
from jigsaw.care.people import queries as people
from jigsaw.foundation.core.viewer import Viewer

# Of those with the latest news in an area a large agency knows many: looking through them is quick. Where few of so
# many are one's own the agency is a small one, and its people are sooner found from its own side.
_AT_FIRST, _LOOKED_THROUGH = 60, 300


def worked_with(
    viewer: Viewer, *, changed_since: datetime, background: Collection[str], most: int
) -> list[UUID]:
    """People with whom the viewer's agency has an open involvement and of whom anything came since, latest first.

    background: kinds of involvement that do not count. At most sixteen queries, however large the area is.
    """
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
    return people_in_open_involvements(viewer, changed_since=changed_since, background=background, most=most)
