"""What stands in a review's files, worked out once and kept by content: in order, quiet times, what may be told twice.

Kept in the memory of this process alone, for a few reviews: rows are never changed, so which files are shown and how
many entries each has says all. Whoever asks was let in before.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from django.db.models import Count

from jigsaw.care.reviews.domain.storing import when_stored
from jigsaw.care.reviews.models import ChronologyEntry, Review
from jigsaw.engine.chronology.alike import Proposal, proposals
from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.ordering import Placed, in_order
from jigsaw.engine.chronology.quiet import Quiet, quiet_periods
from jigsaw.engine.chronology.when import How, When

QUIET_DAYS = 28
"""Periods without an entry are said aloud from so many days."""
MOST_KEPT = 3

Called = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Content:
    """What the files of a review hold. rows and entries by key; placed in one order."""

    rows: Mapping[str, ChronologyEntry]
    entries: Mapping[str, Entry]
    placed: tuple[Placed, ...]
    quiet: tuple[Quiet, ...]
    _proposed: dict[str, list[Proposal]] = field(default_factory=dict, compare=False)

    def proposed(self, called: Called) -> list[Proposal]:
        """Every pair that a rule proposes. called: words by which agencies name one another."""
        key = repr(sorted(called.items()))
        if key not in self._proposed:
            self._proposed[key] = proposals(self.entries.values(), called)
        return self._proposed[key]

    @property
    def is_compared(self) -> bool:
        """Whether it was worked out already what may be told twice."""
        return bool(self._proposed)


_kept: OrderedDict[object, Content] = OrderedDict()
_lock = Lock()


def content_of(review: Review) -> Content:
    """What the files hold that are shown now."""
    shown = review.entries.filter(file__withdrawal=None)
    counted = frozenset(shown.order_by().values_list("file").annotate(found=Count("pk")))
    key = (review.pk, review.period_from, review.period_to, counted)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _read(review)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _read(review: Review) -> Content:
    rows = review.entries.filter(file__withdrawal=None).select_related("file", "agency")
    by_key = {str(one.pk): one for one in rows.order_by("file__at", "place")}
    entries = {key: entry_of(one) for key, one in by_key.items()}
    agencies = sorted({one.agency for one in entries.values()})
    quiet = quiet_periods(entries.values(), review.period_from, review.period_to, QUIET_DAYS, agencies)
    return Content(by_key, entries, tuple(in_order(entries.values())), tuple(quiet))


def entry_of(row: ChronologyEntry) -> Entry:
    """A stored row as the rules read it."""
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
