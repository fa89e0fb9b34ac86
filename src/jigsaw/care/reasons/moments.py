"""When the clock alone changes an answer: kept for each subject as it is read, and asked by the timer."""

from collections.abc import Callable, Iterable, Mapping
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
_OF = Question(
    f"""{_KEPT} WHERE other IS NULL AND subject = ANY(%s)
    UNION ALL {_KEPT} WHERE other IS NOT NULL AND subject = ANY(%s) UNION {_KEPT} WHERE other = ANY(%s)""",
    *_TYPES,
)
_FEW = 200
"""So many are asked about with what else is asked of a reading; further ones by themselves."""
_FORGET = Question("DELETE FROM reasons_nextmoment WHERE id = ANY(%s)")


Kept = dict[Subject, tuple[int, datetime]]


def ask_kept(*, singles: Iterable[UUID], paired: Iterable[UUID]) -> Callable[[], Kept]:
    """Ask what is kept of these people and homes (singles), and of pairs of these people: to be read when called."""
    ones, twos = list(singles), list(paired)
    answers = [_OF.ahead(ids, (), ()) for ids in batches(ones[_FEW:])]
    answers += [_OF.ahead((), ids, ids) for ids in batches(twos[_FEW:])]
    answers.append(_OF.ahead(ones[:_FEW], twos[:_FEW], twos[:_FEW]))
    return lambda: {_subject(row): (row[0], row[4]) for answer in answers for row in answer()}


def keep(moments: Mapping[Subject, int], kept: Kept) -> None:
    """Make what is kept of those who were read what was just found."""
    wanted = {one: from_minutes(minute) for one, minute in moments.items()}
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
