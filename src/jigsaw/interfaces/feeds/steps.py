"""What follows acceptance: joining, then reading patterns. Each step is a transaction that empties a queue.

The queue stands in the database beside what it speaks of. Stop anywhere, start again: nothing is lost, nothing is done
twice, and the answer is the same.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction

from jigsaw.care.linkage import actions as linkage
from jigsaw.care.reasons import actions as reasons
from jigsaw.foundation.core.collecting import collecting_rarely
from jigsaw.foundation.core.viewer import Viewer

Progress = Callable[[str, int, int], None]


def catch_up(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Join what waits and read the patterns of whoever has news. Returns counts of what was done."""
    with collecting_rarely():
        with transaction.atomic():
            changed = linkage.link_waiting(by=by, progress=progress)
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


def decide_join(*, by: Viewer, left: UUID, right: UUID, same: bool, why: str) -> Iterable[UUID]:
    """A person's decision on two records, in full effect: people, homes, reasons. Returns the people changed."""
    with transaction.atomic():
        changed = linkage.decide(by=by, left=left, right=right, same=same, why=why)
        reasons.note_to_read(by=by, persons=changed.persons, homes=changed.homes)
    reasons.read_again(by=by)
    return sorted(changed.persons)
