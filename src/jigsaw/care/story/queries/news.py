"""What is new for a practitioner: people of their agency's, or whom they looked at, about whom others sent
pieces.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.entries import entries
from jigsaw.care.people import queries as people
from jigsaw.care.people.queries import Named
from jigsaw.care.story.domain.changes import Changes, changes
from jigsaw.care.story.domain.involvement import BACKGROUND
from jigsaw.care.story.queries.caseload import worked_with
from jigsaw.foundation.audit.queries import last_looks, recently_looked_at
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import Viewer

# How far back news goes for somebody whom the viewer never opened, and at most for anybody.
NEVER_OPENED, AT_MOST = timedelta(days=7), timedelta(days=60)


@dataclass(frozen=True)
class NewsAbout:
    """Somebody with something new. `is_known` when the viewer opened their story before; else news is of a
    week.
    """

    person: Named
    is_known: bool
    changes: Changes


def news(viewer: Viewer, *, most: int = 12) -> list[NewsAbout]:
    """People with pieces from other agencies since the viewer looked last, the latest first. About a dozen queries."""
    looked = _looked(viewer)
    week = now() - NEVER_OPENED
    ours = worked_with(viewer, changed_since=week, background=BACKGROUND, most=3 * most)
    keys = [*looked, *(key for key in ours if key not in looked)]
    records = people.record_ids(viewer, keys)
    held = [record for found in records.values() for record in found]
    since = max(min([week, *looked.values()]), now() - AT_MOST)
    came = entries(viewer, records=held, received_since=since) if held else ()
    by_person = _by_person(came, records, viewer.agency)
    named = people.names_of(viewer, by_person)
    found = [
        NewsAbout(named[key], key in looked, changes(told, (), looked.get(key, week)))
        for key, told in by_person.items()
    ]
    return sorted((one for one in found if one.changes.count), key=_latest, reverse=True)[:most]


def _looked(viewer: Viewer) -> dict[UUID, datetime]:
    ids = recently_looked_at(viewer=viewer, subject_kind="person", most=50)
    looks = last_looks(viewer=viewer, subject_kind="person", subject_ids=ids)
    return {UUID(key): at for key, at in looks.items()}


def _by_person(
    came: tuple[Entry, ...], records: Mapping[UUID, tuple[UUID, ...]], own_agency: str
) -> dict[UUID, list[Entry]]:
    person_of = {record: key for key, found in records.items() for record in found}
    grouped: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in came:
        if entry.holder.key != own_agency:
            for key in {person_of[about.record] for about in entry.about if about.record in person_of}:
                grouped[key].append(entry)
    return grouped


def _latest(one: NewsAbout) -> datetime:
    return max(entry.received for entry in (*one.changes.came, *one.changes.corrected))
