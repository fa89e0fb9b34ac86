"""What follows acceptance: joining, then reading patterns. Each step is a transaction that empties a queue.

The queue stands in the database beside what it speaks of. Stop anywhere, start again: nothing is lost, nothing is done
twice, and the answer is the same.
"""

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from django.db import transaction

from jigsaw.care.linkage import actions as linkage
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.reasons import actions as reasons
from jigsaw.foundation.core.collecting import collecting_rarely
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.interfaces.feeds.telling import tell_others

Progress = Callable[[str, int, int], None]


def catch_up(
    *, by: Viewer, progress: Progress | None = None, joined: Changed | None = None
) -> dict[str, int]:
    """Join what waits and read the patterns of whoever has news. Returns counts of what was done.

    joined: what was joined as it was accepted, to be counted too.
    """
    with collecting_rarely():
        with transaction.atomic():
            changed = linkage.link_waiting(by=by, progress=progress)
            tell_others(by, changed)
            changed.add(joined or Changed())
            reasons.note_to_read(by=by, persons=changed.persons, homes=changed.homes)
        read = reasons.read_again(by=by, progress=progress)
    return {"records_joined": changed.records, "people_with_news": len(changed.persons), **read}


def let_time_pass(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Read everybody's patterns as of now: some become true, or cease to be, with no piece arriving."""
    reasons.note_everybody(by=by)
    return reasons.read_again(by=by, progress=progress)


def rebuild(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Throw away everything that is worked out, and work it out again from pieces, records and human decisions."""
    with transaction.atomic():
        reasons.forget_everything(by=by)
        changed = linkage.rebuild(by=by)
        reasons.note_everybody(by=by)
    read = reasons.read_again(by=by, progress=progress)
    return {"records_joined": changed.records, "people": len(changed.persons), **read}


def decide_join(
    *, by: Viewer, left: UUID, right: UUID, same: bool, why: str, also: Collection[tuple[UUID, UUID]] = ()
) -> Iterable[UUID]:
    """A person's decision on two records, and on others at once with them, in full effect: people, homes, reasons.

    Returns the people changed.
    """
    changed = _in_full_effect(
        by, lambda: linkage.decide(by=by, left=left, right=right, same=same, why=why, also=also)
    )
    return sorted(changed.persons)


def split_person(*, by: Viewer, person: UUID, records: Collection[UUID], why: str) -> Changed:
    """Some of a person's records are somebody else's, in full effect."""
    return _in_full_effect(by, lambda: linkage.split(by=by, person=person, records=records, why=why))


def join_people(*, by: Viewer, one: UUID, other: UUID, why: str) -> Changed:
    """Two people are one human being, in full effect."""
    return _in_full_effect(by, lambda: linkage.join_people(by=by, one=one, other=other, why=why))


def undo_decision(*, by: Viewer, decision: int, why: str) -> Changed:
    """A decision on a join is taken back, in full effect."""
    return _in_full_effect(by, lambda: linkage.undo_decision(by=by, decision=decision, why=why))


def _in_full_effect(by: Viewer, act: Callable[[], Changed]) -> Changed:
    """Who is who, their homes and who is told, in one transaction; then the reasons of everybody concerned."""
    with transaction.atomic():
        changed = act()
        tell_others(by, changed)
        reasons.note_to_read(by=by, persons=changed.persons, homes=changed.homes)
    reasons.read_again(by=by)
    return changed
