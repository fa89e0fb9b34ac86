"""The composite chronology of a review: every entry in one order, what is told twice, what contradicts, quiet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jigsaw.care.reviews.domain.calling import called
from jigsaw.care.reviews.domain.storing import when_stored
from jigsaw.care.reviews.models import ChronologyEntry, EntryRating, HiddenName, Review, SameEvent
from jigsaw.care.reviews.policies import is_lead, reviewed
from jigsaw.engine.chronology.alike import Proposal, proposals
from jigsaw.engine.chronology.anonymising import Key, key_of
from jigsaw.engine.chronology.contradicting import Contradiction, contradictions
from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.knowing import Knowledge, knew
from jigsaw.engine.chronology.merging import Decided, Verdict, by_key, groups, standing
from jigsaw.engine.chronology.ordering import Placed, in_order
from jigsaw.engine.chronology.quiet import Quiet, quiet_periods
from jigsaw.engine.chronology.when import How, When
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.organisations.queries import agencies_by_key

QUIET_DAYS = 28
"""Periods without an entry are said aloud from so many days."""


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
    rows = _rows(row)
    entries = {str(one.pk): _entry(one) for one in rows}
    agencies = sorted({one.agency for one in entries.values()})
    together = [group for group in groups(entries, _decided(row)) if len(group) > 1]
    rated = EntryRating.objects.filter(entry__review=row).select_related("by").order_by("pk")
    return Composite(
        review=row,
        placed=tuple(in_order(entries.values())),
        rows={str(one.pk): one for one in rows},
        events=by_key(together),
        contradictions={group[0]: contradictions([entries[one] for one in group]) for group in together},
        ratings={str(one.entry_id): one for one in rated},
        quiet=tuple(quiet_periods(entries.values(), row.period_from, row.period_to, QUIET_DAYS, agencies)),
        agencies={one: known.name for one, known in agencies_by_key(viewer=viewer).items()},
    )


def told_twice(viewer: Viewer, key: UUID) -> list[Waiting]:
    """The pairs that a rule proposes and that nobody has decided, in the order of time."""
    row = reviewed(viewer, key)
    entries = {str(one.pk): _entry(one) for one in _rows(row)}
    decided = list(_decided(row))
    settled, event_of = standing(decided), by_key(groups(entries, decided))
    place = {one.entry.key: at for at, one in enumerate(in_order(entries.values()))}
    waiting = [
        Waiting(
            one,
            entries[one.left],
            entries[one.right],
            contradictions([entries[one.left], entries[one.right]]),
        )
        for one in proposals(entries.values(), called(agencies_by_key(viewer=viewer)))
        if (one.left, one.right) not in settled and event_of[one.left] != event_of[one.right]
    ]
    return sorted(waiting, key=lambda one: (min(place[one.left.key], place[one.right.key]), one.right.key))


def known_on(viewer: Viewer, key: UUID, day: date) -> list[Knowledge]:
    """What each agency that gave a chronology knew at the end of a day."""
    row = reviewed(viewer, key)
    ordered = [one.entry for one in in_order(_entry(each) for each in _rows(row))]
    return [knew(ordered, agency, day) for agency in sorted({one.agency for one in ordered})]


def entry(viewer: Viewer, key: UUID, entry: UUID) -> tuple[ChronologyEntry, Entry]:
    """One entry as it is stored and as it is read. Raises NotFound."""
    rows = reviewed(viewer, key).entries.filter(pk=entry, file__withdrawal=None)
    found = rows.select_related("file", "agency").prefetch_related("ratings__by").first()
    if found is None:
        raise NotFound("Opening an entry", "there is no such entry", "See the chronology")
    return found, _entry(found)


def entry_key(viewer: Viewer, key: UUID, texts: Iterable[str] = (), *, shown: bool = False) -> Key:
    """The key of the anonymised view. To have it shown is a lead's; every member may have a text hidden by it."""
    row = reviewed(viewer, key)
    if shown and not is_lead(viewer, row):
        raise Refused("Opening the key of hidden names", "only a lead sees it", "Ask a lead of the review")
    people: dict[str, list[str]] = {}
    for label, name in HiddenName.objects.filter(review=row).order_by("pk").values_list("label", "name"):
        people.setdefault(label, []).append(name)
    return key_of(people, texts)


def _rows(row: Review) -> list[ChronologyEntry]:
    rows = row.entries.filter(file__withdrawal=None).select_related("file", "agency")
    return list(rows.order_by("file__at", "place"))


def _decided(row: Review) -> Iterable[Decided]:
    rows = row.verdicts.order_by("pk").values_list("left", "right", "verdict")
    return (Decided(str(left), str(right), Verdict(said)) for left, right, said in rows)


def _entry(row: ChronologyEntry) -> Entry:
    said = row.said
    return Entry(
        key=str(row.pk),
        agency=row.agency_id,
        line=row.place,
        when=When(row.first, row.last, How(row.how), row.is_about, row.words),
        fact=said.get("fact", ""),
        source=said.get("source", ""),
        number=row.number,
        known=when_stored(row.known) if row.known else None,
        who=said.get("who", ""),
        voice=said.get("voice", ""),
        action=said.get("action", ""),
        outcome=said.get("outcome", ""),
        comment=said.get("comment", ""),
        told_to=tuple((agency, when_stored(when)) for agency, when in row.told),
    )


def decided(viewer: Viewer, key: UUID) -> list[SameEvent]:
    """What stands of what was decided on pairs, the latest first."""
    rows = reviewed(viewer, key).verdicts.select_related("by").order_by("-pk")
    latest: dict[tuple[UUID, UUID], SameEvent] = {}
    for one in rows:
        latest.setdefault((one.left_id, one.right_id), one)
    shown = {one.pk for one in _rows(reviewed(viewer, key))}
    return [
        one
        for one in latest.values()
        if one.verdict != Verdict.UNDONE and {one.left_id, one.right_id} <= shown
    ]


def decision(viewer: Viewer, key: UUID, number: int) -> SameEvent:
    """One decision on a pair. Raises NotFound."""
    found = reviewed(viewer, key).verdicts.filter(pk=number).first()
    if found is None:
        raise NotFound("Opening a decision", "there is no such decision", "See what was decided")
    return found
