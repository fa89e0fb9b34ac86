"""Reading people and homes again, because they have news or because of the clock."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import moments, reading
from jigsaw.care.reasons.models import (
    NextMoment,
    QuietNews,
    Reason,
    ReasonAgency,
    ReasonPiece,
    SubjectToRead,
)
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.asking import sending_ahead
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.statistics import refresh_after
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.turns import take_turn, take_turn_soon
from jigsaw.foundation.core.viewer import Viewer

Progress = Callable[[str, int, int], None]

# People and homes read in one transaction: short enough that a writer beside it never waits long.
_AT_ONCE = 3_000

# Up to this many people and homes are read in the transaction that accepts what is about them.
FEW = 200

# How long a door that accepts a piece waits for its turn to read, in seconds, before it leaves it in the queue.
PATIENCE = 5.0

READING = "reading patterns"


@transaction.atomic(savepoint=False)
def read_accepted(*, by: Viewer, persons: Iterable[UUID] = (), homes: Iterable[UUID] = ()) -> dict[str, int]:
    """Read people and homes whose pieces changed, in the transaction that changed them. For a few.

    Many, and whoever comes while somebody else goes on reading for too long, are left in the queue. Returns counts of
    what was read at once.
    """
    wanted = reading.with_news(persons, homes)
    if len(wanted) and len(wanted) <= FEW and take_turn_soon(READING, PATIENCE):
        with sending_ahead():
            counts = reading.bring_up_to_date(wanted)
        if any(counts.values()):
            record_act(by=by, act="patterns read", detail=counts)
        return {"read": len(wanted), **counts}
    note_to_read(by=by, persons=persons, homes=homes)
    return {}


@transaction.atomic(savepoint=False)
def note_to_read(*, by: Viewer, persons: Iterable[UUID] = (), homes: Iterable[UUID] = ()) -> None:
    """Put people and homes whose pieces changed in the queue of those to read again."""
    rows = [("person", one) for one in set(persons)] + [("home", one) for one in set(homes)]
    # A row that is there is written over, not passed over: that holds back whoever would take it from the queue before
    # what it now waits for can be seen.
    told = ("subject_kind", "subject")
    insert_rows(SubjectToRead, told, rows, write_over=told, known_by=told)


def read_again(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Read everybody and every home in the queue, and bring their reasons up to date. Returns counts.

    Each part is one transaction that also takes its rows from the queue: stopped at any moment, nothing is
    lost and nothing is done twice.
    """
    total = SubjectToRead.objects.count()
    refresh_after(total)
    counts = {"read": 0, "raised": 0, "changed": 0, "withdrawn": 0, "tellings": 0}
    while part := _read_part(by):
        for name, number in part.items():
            counts[name] += number
        if progress:
            progress("Reading patterns", counts["read"], total)
    return counts


@transaction.atomic
def note_everybody(*, by: Viewer) -> None:
    """Put every person and home in the queue: after a rebuild, or because days passed with no piece arriving."""
    note_to_read(by=by, persons=people.everybody(), homes=people.every_home())


def forget_everything(*, by: Viewer) -> None:
    """Throw away every stored reason: all of it is worked out, and is about to be worked out again."""
    for model in (ReasonPiece, ReasonAgency, Reason, NextMoment, QuietNews):
        model.objects.all().delete()
    record_act(by=by, act="reasons forgotten")


def fire_due(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Read exactly those whose answer has changed by the clock alone, each as of the moment at which it did.

    What was missed while nothing ran is made up for. Each part is one transaction: stopped at any moment, or run by
    two at once, each deadline fires once. Returns counts.
    """
    until = now()
    total = NextMoment.objects.filter(at__lte=until).count()
    counts = {"due": 0, "raised": 0, "changed": 0, "withdrawn": 0, "tellings": 0}
    while part := _fire_part(by, until):
        for name, number in part.items():
            counts[name] += number
        if progress:
            progress("Firing deadlines", counts["due"], max(total, counts["due"]))
    return counts


@transaction.atomic
def _fire_part(by: Viewer, until: datetime) -> dict[str, int]:
    take_turn(READING)
    subjects = moments.due(until, _AT_ONCE)
    if not subjects:
        return {}
    counts = reading.bring_up_to_date(reading.due(subjects))
    record_act(by=by, act="deadlines fired", detail={"due": len(subjects), **counts})
    return {"due": len(subjects), **counts}


@transaction.atomic
def _read_part(by: Viewer) -> dict[str, int]:
    take_turn(READING)
    waiting = list(SubjectToRead.objects.order_by("pk").select_for_update()[:_AT_ONCE])
    if not waiting:
        return {}
    SubjectToRead.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    persons = [row.subject for row in waiting if row.subject_kind == "person"]
    homes = [row.subject for row in waiting if row.subject_kind == "home"]
    counts = reading.bring_up_to_date(reading.with_news(persons, homes))
    record_act(by=by, act="patterns read", detail=counts)
    return {"read": len(waiting), **counts}
