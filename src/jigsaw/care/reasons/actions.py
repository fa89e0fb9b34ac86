"""Writes of reasons: reading people and homes again, and what a person decides about a reason."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from jigsaw.care.people import derivation as people
from jigsaw.care.reasons import finding, storing
from jigsaw.care.reasons.models import Reason, ReasonAgency, ReasonDecision, ReasonPiece, SubjectToRead
from jigsaw.care.reasons.queries import reason as reason_for
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.inserting import insert_rows
from jigsaw.foundation.core.statistics import refresh_after
from jigsaw.foundation.core.time import minutes_since_epoch, now
from jigsaw.foundation.core.turns import take_turn
from jigsaw.foundation.core.viewer import Viewer, person_behind

Progress = Callable[[str, int, int], None]

# People and homes read in one transaction: short enough that a writer beside it never waits long.
_AT_ONCE = 3_000


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
    counts = {"read": 0, "raised": 0, "changed": 0, "withdrawn": 0}
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
    for model in (ReasonPiece, ReasonAgency, Reason):
        model.objects.all().delete()
    record_act(by=by, act="reasons forgotten")


@transaction.atomic
def _read_part(by: Viewer) -> dict[str, int]:
    take_turn("reading patterns")
    waiting = list(SubjectToRead.objects.order_by("pk").select_for_update()[:_AT_ONCE])
    if not waiting:
        return {}
    SubjectToRead.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    persons = [row.subject for row in waiting if row.subject_kind == "person"]
    homes = [row.subject for row in waiting if row.subject_kind == "home"]
    counts = _bring_up_to_date(persons, homes)
    record_act(by=by, act="patterns read", detail=counts)
    return {"read": len(waiting), **counts}


def _bring_up_to_date(persons: list[UUID], homes: list[UUID]) -> dict[str, int]:
    at = now()
    until = minutes_since_epoch(at)
    parts = [
        storing.store(finding.about_persons(persons, until), storing.stored_about("person", persons), at),
        storing.store(finding.about_homes(homes, until), storing.stored_about("home", homes), at),
        storing.store(finding.about_pairs(persons, until), storing.stored_about("pair", persons), at),
    ]
    return {name: sum(part[name] for part in parts) for name in parts[0]}


@transaction.atomic
def decide(*, by: Viewer, reason_id: UUID, kind: str, why: str, until: date | None = None) -> ReasonDecision:
    """Record what `by` decided about a reason: muted until a day, already in hand, or no conversation needed,
    and why.

    Raises NotFound for a reason that `by` may not know of, Refused when muting has no end or a decision has
    no why.
    """
    reason_for(viewer=by, reason_id=reason_id)
    if kind not in ReasonDecision.Kind.values:
        raise Refused("Deciding about a reason", "there is no such decision", "Choose one of those offered")
    if not why.strip():
        raise Refused("Deciding about a reason", "no why was given", "Say why in a sentence")
    if kind == ReasonDecision.Kind.MUTED and until is None:
        raise Refused("Muting a reason", "no end was given", "Give the day on which it may come back")
    kept = why.strip()[:300]
    decision = ReasonDecision.objects.create(
        reason_id=reason_id, kind=kind, why=kept, until=until, by_id=person_behind(by), agency=by.agency
    )
    record_act(by=by, act=f"reason {kind}", subject_kind="reason", subject_id=reason_id)
    return decision
