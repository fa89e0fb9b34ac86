"""Quiet after a conversation: a pattern about a subject rests until a day, or until something new arrives.

New is a piece that the pattern reads and that could not be seen when they talked, also one that came to this subject
because records were joined; a corrected version of a piece that they had is not. What has a time limit is never quiet.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jigsaw.care.reasons import finding
from jigsaw.care.reasons.finding import Subject
from jigsaw.care.reasons.models import QuietEnd, Reason
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import Mark, Timeline
from jigsaw.foundation.core.asking import JSON, Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.time import from_minutes, minutes_since_epoch

_ACTIVE = Question(
    """SELECT id, pattern, subject_kind, subject, other, pieces, agencies FROM reasons_quieting
    WHERE subject = ANY(%s) AND until > %s""",
    *(int, str, str, UUID, UUID, JSON, JSON),
)
_CORRECTIONS = Question(
    """SELECT later.id FROM intake_piece later JOIN intake_piece former ON former.agency_id = later.agency_id
    AND former.feed_id = later.feed_id AND former.source_reference = later.source_reference
    WHERE later.id = ANY(%s) AND former.id = ANY(%s)""",
    UUID,
)


def look_for_news(read: Mapping[Subject, Timeline], at: datetime) -> None:
    """End the quiet of whoever has news among these timelines, as they were just read."""
    today = timezone.localdate(at).isoformat()
    asked = list(_ACTIVE.ask([one.id for one in read], today)) if read else []
    found = {}
    for key, pattern_id, kind, subject, other, pieces, agencies in asked:
        timeline = read.get(Subject(kind, subject, other))
        pattern = pack_in_force().pattern(pattern_id)
        if timeline is not None and pattern is not None:
            found[key] = _first_news(pattern, timeline, set(pieces), set(agencies), at)
    if found:
        QuietEnd.objects.filter(quieting__in=list(found)).delete()
        new = (QuietEnd(quieting_id=key, at=one[0], agency_id=one[1]) for key, one in found.items() if one)
        QuietEnd.objects.bulk_create(new)


def what_is_seen(row: Reason, at: datetime) -> tuple[list[str], list[str]]:
    """The pieces that a reason's pattern can see of its subject at a moment, and the agencies that hold them."""
    until, pattern = minutes_since_epoch(at), pack_in_force().pattern(row.pattern)
    subject = Subject(row.subject_kind, row.subject, row.other)  # type: ignore[arg-type]  # the column holds these three
    answers = {"person": finding.about_persons, "home": finding.about_homes, "pair": finding.about_pairs}
    timeline = answers[subject.kind]([row.subject], until).read.get(subject)
    if pattern is None or timeline is None:
        return [], []
    seen = _seen(pattern, timeline, until)
    return sorted({piece for one in seen for piece in one.pieces}), sorted({one.agency for one in seen})


def _first_news(
    pattern: Pattern, timeline: Timeline, pieces: set[str], agencies: set[str], at: datetime
) -> tuple[datetime, str | None] | None:
    """When the first piece was known that was not there when they talked; and its agency, when that was not either."""
    new = [
        one for one in _seen(pattern, timeline, minutes_since_epoch(at)) if not pieces.issuperset(one.pieces)
    ]
    strangers = {piece for one in new for piece in one.pieces} - pieces
    known = pieces | (_corrections(strangers, pieces) if new else set())
    news = [one for one in new if not known.issuperset(one.pieces)]
    if not news:
        return None
    strange = [one for one in news if one.agency not in agencies]
    first = min(strange or news, key=lambda one: (one.appears, one.agency))
    return from_minutes(min(one.appears for one in news)), first.agency if strange else None


def _seen(pattern: Pattern, timeline: Timeline, until: int) -> list[Mark]:
    return [one for one in timeline.marks_of(pattern.reads) if _is_piece(one) and one.is_visible(until)]


def _is_piece(mark: Mark) -> bool:
    return bool(mark.piece) and not mark.piece.startswith("tie:")


def _corrections(new: Iterable[str], known: Iterable[str]) -> set[str]:
    former = [UUID(one) for one in known]
    return {
        str(piece)
        for ids in batches(new)
        for (piece,) in _CORRECTIONS.ask([UUID(one) for one in ids], former)
    }
