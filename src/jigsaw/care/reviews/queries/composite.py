"""The composite chronology of a review: every entry in one order, what is told twice, what contradicts, quiet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jigsaw.care.reviews.domain.calling import called
from jigsaw.care.reviews.models import ChronologyEntry, EntryRating, Review, SameEvent
from jigsaw.care.reviews.policies import reviewed
from jigsaw.care.reviews.queries._content import Content, content_of, entry_of
from jigsaw.engine.chronology.alike import Proposal
from jigsaw.engine.chronology.contradicting import Contradiction, contradictions
from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.knowing import Knowledge, knew
from jigsaw.engine.chronology.merging import Decided, Verdict, by_key, groups, standing
from jigsaw.engine.chronology.ordering import Placed
from jigsaw.engine.chronology.quiet import Quiet
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.queries import agencies_by_key

COMPARED_AT_ONCE = 1_000
"""So many entries are compared while somebody waits for another page."""


@dataclass(frozen=True)
class Composite:
    """Every entry of a review in one order.

    rows: what is stored of each, by key. events: for each entry that people said is told more than once, all its
    tellings. contradictions: of each event, by its first key. ratings: the latest of each entry that was rated.
    """

    review: Review
    placed: tuple[Placed, ...]
    rows: Mapping[str, ChronologyEntry]
    events: Mapping[str, tuple[str, ...]]
    contradictions: Mapping[str, list[Contradiction]]
    ratings: Mapping[str, EntryRating]
    quiet: tuple[Quiet, ...]
    agencies: Mapping[str, str]


@dataclass(frozen=True)
class Waiting:
    """Two entries that may tell one event, with what speaks for it and what they would contradict."""

    proposal: Proposal
    left: Entry
    right: Entry
    contradictions: list[Contradiction]


def composite(viewer: Viewer, key: UUID) -> Composite:
    """The composite chronology. Raises NotFound for those who take no part."""
    row = reviewed(viewer, key)
    content = content_of(row)
    entries = content.entries
    together = [group for group in groups(entries, _decided(row)) if len(group) > 1]
    rated = EntryRating.objects.filter(entry__review=row).select_related("by").order_by("pk")
    return Composite(
        review=row,
        placed=content.placed,
        rows=content.rows,
        events=by_key(together),
        contradictions={group[0]: contradictions([entries[one] for one in group]) for group in together},
        ratings={str(one.entry_id): one for one in rated},
        quiet=content.quiet,
        agencies={one: known.name for one, known in agencies_by_key(viewer=viewer).items()},
    )


def told_twice(viewer: Viewer, key: UUID) -> list[Waiting]:
    """The pairs that a rule proposes and that nobody has decided, in the order of time."""
    row = reviewed(viewer, key)
    content = content_of(row)
    entries = content.entries
    return [
        Waiting(
            one,
            entries[one.left],
            entries[one.right],
            contradictions([entries[one.left], entries[one.right]]),
        )
        for one in _undecided(viewer, row, content)
    ]


def pairs_waiting(viewer: Viewer, key: UUID) -> int | None:
    """How many pairs wait for a decision; None while nobody has asked what may be told twice, which takes seconds."""
    row = reviewed(viewer, key)
    content = content_of(row)
    if not content.is_compared and len(content.entries) > COMPARED_AT_ONCE:
        return None
    return len(_undecided(viewer, row, content))


def _undecided(viewer: Viewer, row: Review, content: Content) -> list[Proposal]:
    """Pairs that are proposed and not decided, in the order of time. Two of one event wait no more."""
    decided = list(_decided(row))
    settled, event_of = standing(decided), by_key(groups(content.entries, decided))
    place = {one.entry.key: at for at, one in enumerate(content.placed)}
    waiting = [
        one
        for one in content.proposed(called(agencies_by_key(viewer=viewer)))
        if (one.left, one.right) not in settled and event_of[one.left] != event_of[one.right]
    ]
    return sorted(waiting, key=lambda one: (min(place[one.left], place[one.right]), one.right))


def known_on(viewer: Viewer, key: UUID, day: date) -> list[Knowledge]:
    """What each agency that gave a chronology knew at the end of a day."""
    row = reviewed(viewer, key)
    ordered = [one.entry for one in content_of(row).placed]
    return [knew(ordered, agency, day) for agency in sorted({one.agency for one in ordered})]


def entry(viewer: Viewer, key: UUID, entry: UUID) -> tuple[ChronologyEntry, Entry]:
    """One entry as it is stored and as it is read. Raises NotFound."""
    rows = reviewed(viewer, key).entries.filter(pk=entry, file__withdrawal=None)
    found = rows.select_related("file", "agency").prefetch_related("ratings__by").first()
    if found is None:
        raise NotFound("Opening an entry", "there is no such entry", "See the chronology")
    return found, entry_of(found)


def _decided(row: Review) -> Iterable[Decided]:
    rows = row.verdicts.order_by("pk").values_list("left", "right", "verdict")
    return (Decided(str(left), str(right), Verdict(said)) for left, right, said in rows)


def decided(viewer: Viewer, key: UUID) -> list[SameEvent]:
    """What stands of what was decided on pairs, the latest first."""
    rows = reviewed(viewer, key).verdicts.select_related("by").order_by("-pk")
    latest: dict[tuple[UUID, UUID], SameEvent] = {}
    for one in rows:
        latest.setdefault((one.left_id, one.right_id), one)
    shown = content_of(reviewed(viewer, key)).rows
    return [
        one
        for one in latest.values()
        if one.verdict != Verdict.UNDONE and {str(one.left_id), str(one.right_id)} <= shown.keys()
    ]


def decision(viewer: Viewer, key: UUID, number: int) -> SameEvent:
    """One decision on a pair. Raises NotFound."""
    found = reviewed(viewer, key).verdicts.filter(pk=number).first()
    if found is None:
        raise NotFound("Opening a decision", "there is no such decision", "See what was decided")
    return found
