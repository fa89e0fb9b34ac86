"""What conversations made of reasons: each pattern's own record by its numbers, and what the lot brought to light."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jigsaw.care.patterns import derivation as patterns
from jigsaw.care.reasons.coming_first import week_of
from jigsaw.care.reasons.models import Reason, ReasonOutcome, Telling, WeeksConversation
from jigsaw.engine.patterns.auditing.shares import Share, shares
from jigsaw.foundation.access.policies import check_may_know_of_people
from jigsaw.foundation.core.small_numbers import as_told
from jigsaw.foundation.core.viewer import Viewer

BY_LOT, BY_EVIDENCE = "by lot", "by evidence"


@dataclass(frozen=True)
class Record:
    """What came of the conversations that a pattern led to, by one definition with one set of numbers.

    numbers: how often numbers had been signed for that version when these were, perhaps several times; 0 for its own;
    empty where they were not kept. told: conversations, then outcomes in the order in which they are asked.
    """

    version: int
    numbers: tuple[int, ...]
    told: tuple[str | int, ...]


@dataclass(frozen=True)
class Drawn:
    """Of those who had a place among a week's conversations: in how many something was so, by lot and by evidence."""

    what: str
    by_lot: Share
    by_evidence: Share


def record_of(*, viewer: Viewer, pattern: str) -> list[Record]:
    """What came of the conversations that a pattern led to, by the numbers that raised them, the latest first.

    Numbers below five are not told, nor what would give them away.
    """
    check_may_know_of_people(viewer)
    counted: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    rows = ReasonOutcome.objects.filter(pattern=pattern)
    for version, content_hash, outcome in rows.values_list("version", "pattern_hash", "outcome"):
        counted[version, content_hash][outcome] += 1
    numbers = patterns.numbers_of(pattern)
    found = [
        Record(version, tuple(numbers.get(content_hash, ())), _told_of(counts))
        for (version, content_hash), counts in counted.items()
    ]
    return sorted(found, key=lambda one: (one.version, one.numbers), reverse=True)


def by_lot_and_by_evidence(*, viewer: Viewer) -> list[Drawn]:
    """What came of the places that were drawn by lot below the line, beside those given by evidence.

    First: how many of the places led to a conversation that was closed. Then, of those: in how many some reason was
    found to be each of what can be said of one. Only the lot tells what the order leaves out.
    """
    check_may_know_of_people(viewer)
    places = dict(WeeksConversation.objects.values_list("pk", "by_lot"))
    said: dict[str, set[int]] = defaultdict(set)
    for place, outcome in ReasonOutcome.objects.filter(place__isnull=False).values_list("place", "outcome"):
        said[outcome].add(place)
    talked = set().union(*said.values()) if said else set()
    found = [_drawn("A conversation about them was held and closed", talked, set(places), places)]
    return found + [_drawn(label, said[kind], talked, places) for kind, label in ReasonOutcome.Kind.choices]


def numbers_that_raised(reason: UUID, pattern: str) -> str:
    """The hash of the pattern with the numbers that were in force when a reason was last told to have opened.

    The reason's own hash is of the numbers that find it now. Only one that nobody was told of is known by that.
    """
    opened = Telling.objects.filter(reason_id=reason, what=Telling.What.OPENED).order_by("-noted_at").first()
    known = patterns.hash_at(pattern, opened.noted_at) if opened else ""
    row = Reason.objects.filter(pk=reason).values_list("pattern_hash", flat=True).first()
    return known or row or ""


def place_of(ids: set[UUID], raised_at: datetime, called: datetime) -> WeeksConversation | None:
    """The place among a week's conversations for which somebody was talked about: the last before they were called."""
    weeks = week_of(timezone.localdate(raised_at)), week_of(timezone.localdate(called))
    return WeeksConversation.objects.filter(subject__in=ids, week__range=weeks).order_by("week", "pk").last()


def _drawn(what: str, found: set[int], of: set[int], places: dict[int, bool]) -> Drawn:
    counted = [{BY_LOT: 0, BY_EVIDENCE: 0} for _ in range(2)]
    for counts, rows in zip(counted, (found, of), strict=True):
        for one in rows:
            counts[BY_LOT if places[one] else BY_EVIDENCE] += 1
    by_evidence, by_lot = shares(*counted)
    return Drawn(what, by_lot, by_evidence)


def _told_of(counts: Counter[str]) -> tuple[str | int, ...]:
    outcomes = [counts[kind] for kind in ReasonOutcome.Kind.values]
    told = [as_told(number) for number in outcomes]
    shown = sum(number for number in told if isinstance(number, int))
    total: str | int = shown
    if shown < sum(outcomes):
        total = f"more than {shown}" if shown else "a few"
    return total, *told
