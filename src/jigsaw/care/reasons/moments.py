"""When the clock alone changes an answer: kept for each subject as it is read, and asked by the timer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from jigsaw.care.reasons.finding import Subject
from jigsaw.care.reasons.models import NextMoment
from jigsaw.foundation.core.asking import Question, Row
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.time import from_minutes

_COLUMNS = ("subject_kind", "subject", "other", "at")
_KEPT = "SELECT id, subject_kind, subject, other, at FROM reasons_nextmoment"
_TYPES = (int, str, UUID, UUID, datetime)
_OF = Question(f"{_KEPT} WHERE other IS NULL AND subject = ANY(%s)", *_TYPES)
_OF_PAIRS = Question(
    f"{_KEPT} WHERE other IS NOT NULL AND subject = ANY(%s) UNION {_KEPT} WHERE other = ANY(%s)", *_TYPES
)
_FORGET = Question("DELETE FROM reasons_nextmoment WHERE id = ANY(%s)")


def keep(moments: Mapping[Subject, int], *, singles: Iterable[UUID], paired: Iterable[UUID]) -> None:
    """Make what is kept of these people and homes (singles), and of the pairs of these people, what was just found."""
    wanted = {one: from_minutes(minute) for one, minute in moments.items()}
    kept: dict[Subject, tuple[int, datetime]] = {}
    for ids in batches(singles):
        kept |= {_subject(row): (row[0], row[4]) for row in _OF.ask(ids)}
    for ids in batches(paired):
        kept |= {_subject(row): (row[0], row[4]) for row in _OF_PAIRS.ask(ids, ids)}
    gone = [number for one, (number, at) in kept.items() if wanted.get(one) != at]
    for numbers in batches(gone):
        _FORGET.tell(numbers)
    new = [(one, at) for one, at in wanted.items() if one not in kept or kept[one][1] != at]
    insert_rows(NextMoment, _COLUMNS, [(one.kind, one.id, one.other, at) for one, at in new])


def due(until: datetime, most: int) -> list[Subject]:
    """The subjects whose answer has changed by this moment, the longest due first. Callers hold the turn to read."""
    rows = NextMoment.objects.filter(at__lte=until).order_by("at", "pk")
    return [_subject((row.pk, row.subject_kind, row.subject, row.other)) for row in rows[:most]]


def _subject(row: Row) -> Subject:
    return Subject(row[1], row[2], row[3])
