"""Quiet after a conversation: a pattern about a subject rests until a day, or until something new arrives.

New is a piece that the pattern reads and that could not be seen when they talked, also one that came to this subject
because records were joined; a corrected version of a piece that they had is not. What has a time limit is never quiet.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.reasons import finding, following
from jigsaw.care.reasons.finding import Subject
from jigsaw.care.reasons.models import Quieting, QuietNews, Reason
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.engine.patterns.pattern import Pattern
from jigsaw.engine.patterns.timeline import Mark, Timeline
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.time import end_of_day, from_minutes, minutes_since_epoch

# Which quiets are about some people and homes, whatever ids those had then; and of whom news is kept already.
_ABOUT = Question(
    """SELECT w.quieting_id, w.is_other, l.person_id FROM linkage_link l
    JOIN reasons_subjectwas w ON w.record_id = l.record_id
    WHERE l.person_id = ANY(%s) AND w.quieting_id IS NOT NULL
    UNION SELECT w.quieting_id, w.is_other, a.home_id FROM people_address a
    JOIN reasons_subjectwas w ON w.address_id = a.id
    WHERE a.home_id = ANY(%s) AND w.quieting_id IS NOT NULL
    UNION SELECT 0, n.other IS NULL, n.subject FROM reasons_quietnews n WHERE n.subject = ANY(%s)""",
    *(int, bool, UUID),
)
_CORRECTIONS = Question(
    """SELECT later.id FROM intake_piece later JOIN intake_piece former ON former.agency_id = later.agency_id
    AND former.feed_id = later.feed_id AND former.source_reference = later.source_reference
    WHERE later.id = ANY(%s) AND former.id = ANY(%s)""",
    UUID,
)


def look_for_news(read: Mapping[Subject, Timeline], at: datetime) -> None:
    """End the quiet of whoever has news among these timelines, as they were just read."""
    whose = _whose(read)
    if not whose:
        return
    kept = Quieting.objects.filter(pk__in={key for key, _, _ in whose})
    for subject in read:
        QuietNews.objects.filter(subject=subject.id, other=subject.other).delete()
    for one in kept:
        for subject, timeline in read.items():
            if subject.kind == one.subject_kind and _is_about(one.pk, subject, whose):
                _end(one, subject, timeline, at)


def _whose(read: Mapping[Subject, Timeline]) -> set[tuple[int, bool, UUID]]:
    """The quiets about these subjects, each with one of those it is about and whether that is a pair's other."""
    people = {one.id for one in read if one.kind != "home"} | {one.other for one in read if one.other}
    homes = [one.id for one in read if one.kind == "home"]
    subjects = [one.id for one in read]
    return {(row[0], bool(row[1]), row[2]) for row in _ABOUT.ask(list(people), homes, subjects)}


def _is_about(key: int, subject: Subject, whose: Collection[tuple[int, bool, UUID]]) -> bool:
    is_other = subject.other is None or (key, True, subject.other) in whose
    return is_other and (key, False, subject.id) in whose


def _end(one: Quieting, subject: Subject, timeline: Timeline, at: datetime) -> None:
    pattern = pack_in_force().pattern(one.pattern)
    until = min(at, end_of_day(one.until - timedelta(days=1)))
    if pattern is None:
        return
    news = _first_news(pattern, timeline, set(one.pieces), set(one.agencies), until)
    if news:
        QuietNews.objects.create(
            quieting=one, subject=subject.id, other=subject.other, at=news[0], agency_id=news[1]
        )


def what_is_seen(row: Reason, at: datetime) -> tuple[list[str], list[str]]:
    """The pieces that a reason's pattern can see of its subject at a moment, and the agencies that hold them."""
    until, pattern = minutes_since_epoch(at), pack_in_force().pattern(row.pattern)
    subject = Subject(row.subject_kind, row.subject, row.other)  # type: ignore[arg-type]  # the column holds these three
    if following.subject_of(row) != subject:
        # It is somebody else's by now: what they talked about is what it rested on.
        evidence = intake.holders_of(row.evidence.values_list("piece_id", flat=True))
        return sorted(map(str, evidence)), sorted(set(evidence.values()))
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
