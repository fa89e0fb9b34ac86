"""The people with whom a viewer's agency works now, and of whom anything came lately."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake.entries import in_open_involvements, people_in_open_involvements
from jigsaw.care.people import queries as people
from jigsaw.foundation.core.viewer import Viewer

# Of those with the latest news in an area a large agency knows many: looking through them is quick. Where few of so
# many are one's own the agency is a small one, and its people are sooner found from its own side.
_AT_ONCE, _LOOKED_THROUGH = 300, 1_500


def worked_with(
    viewer: Viewer, *, changed_since: datetime, background: Collection[str], most: int
) -> list[UUID]:
    """People with whom the viewer's agency has an open involvement and of whom anything came since, latest first.

    background: kinds of involvement that do not count. At most sixteen queries, however large the area is.
    """
    found: list[UUID] = []
    for start in range(0, _LOOKED_THROUGH, _AT_ONCE):
        latest = people.latest_changed(viewer, since=changed_since, start=start, most=_AT_ONCE)
        records = people.record_ids(viewer, latest)
        every = {record for mine in records.values() for record in mine}
        ours = in_open_involvements(viewer, records=every, background=background)
        found += [key for key in latest if not ours.isdisjoint(records.get(key, ()))]
        if len(found) >= most or len(latest) < _AT_ONCE:
            return found[:most]
    return people_in_open_involvements(viewer, changed_since=changed_since, background=background, most=most)
