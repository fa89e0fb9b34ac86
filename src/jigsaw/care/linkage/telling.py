"""What changed in who is who, kept for good, and who is told of it. Callers hold the transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jigsaw.care.intake import derivation as intake
from jigsaw.care.linkage.domain.moves import Move, Records, moves
from jigsaw.care.linkage.models import JoinNotice, PersonChange, UndoneDecision
from jigsaw.foundation.audit.queries import Met, who_met
from jigsaw.foundation.core.viewer import JIGSAW

CAME_ANEW = "Source records came, changed or were withdrawn"


@dataclass(frozen=True)
class Because:
    """What brings a change about: in words, and where it is a person's decision, which, whose and of when.

    since: when what is now undone was decided; nobody was wrong because of it before.
    """

    why: str = CAME_ANEW
    act: UUID | None = None
    by: int | None = None
    since: datetime | None = None


NEWS = Because()


def note_changes(
    before: Mapping[UUID, UUID], after: Mapping[UUID, UUID], because: Because
) -> list[PersonChange]:
    """Keep between which people records moved, and tell who looked at or acted on the wrong person.

    Told of is who was parted, for whatever reason, and whatever a person decided. That two came together because of
    a new record is the ordinary course: their stories say so.
    """
    return [_noted(move, because) for move in moves(before, after)] if before else []


def tell(change: PersonChange, met: Iterable[Met]) -> list[JoinNotice]:
    """A notice for each practitioner who met one of the people concerned; one who has it already gets no other."""
    rows = [
        JoinNotice(
            change=change, practitioner_id=one.by, person=one.subject, last_at=one.last_at, acted=one.acted
        )
        for one in met
    ]
    return JoinNotice.objects.bulk_create(rows, ignore_conflicts=True)


def wrong_since(change: PersonChange) -> dict[UUID, datetime]:
    """From when on each of the people concerned can have been the wrong one; nobody for who only came together.

    As in `note_changes`: told of is who was parted, and whatever a person decided.
    """
    move = Move(_from_json(change.before), _from_json(change.after))
    if not (move.parts or change.act):
        return {}
    undone = UndoneDecision.objects.filter(decision__act=change.act) if change.act else None
    decided = (
        undone.order_by("decision__at").values_list("decision__at", flat=True).first() if undone else None
    )
    return _wrong_since(move, decided)


def _noted(move: Move, because: Because) -> PersonChange:
    change = PersonChange.objects.create(
        what=move.what,
        why=because.why,
        act=because.act,
        before=_as_json(move.before),
        after=_as_json(move.after),
    )
    if move.parts or because.act:
        tell(change, (one for one in _who_met(move, because.since) if one.by != because.by))
    return change


def _who_met(move: Move, since: datetime | None) -> list[Met]:
    return who_met(viewer=JIGSAW, subject_kind="person", since=_wrong_since(move, since))


def _wrong_since(move: Move, since: datetime | None) -> dict[UUID, datetime]:
    every = {record for records in move.before.values() for record in records}
    wrong = move.wrong_since(intake.when_they_came(every))
    return {one: max(at, since) if since else at for one, at in wrong.items()}


def _from_json(kept: Mapping[str, list[str]]) -> Records:
    return {UUID(person): frozenset(map(UUID, mine)) for person, mine in kept.items()}


def _as_json(records: Records) -> dict[str, list[str]]:
    return {str(person): sorted(map(str, mine)) for person, mine in sorted(records.items())}
