"""What follows acceptance: joining, then reading patterns. Each step is a transaction that empties a queue.

A few records are joined and read as they are accepted (see `queueing`); what waits here came in larger files. The queue
stands in the database beside what it speaks of. Stop anywhere, start again: nothing is lost, nothing is done twice, and
the answer is the same.
"""

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from django.db import transaction

from jigsaw.care.linkage import actions as linkage
from jigsaw.care.linkage.settling import Changed
from jigsaw.care.reasons import actions as reasons
from jigsaw.care.sharing import actions as sharing
from jigsaw.foundation.core.collecting import collecting_rarely
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.core.wall import JIGSAW, reading_for
from jigsaw.interfaces.feeds.queueing import Done
from jigsaw.interfaces.feeds.telling import tell_others

Progress = Callable[[str, int, int], None]


@reading_for(JIGSAW)
def catch_up(*, by: Viewer, progress: Progress | None = None, done: Done | None = None) -> dict[str, int]:
    """Join what waits and read the patterns of whoever has news. Returns counts of what was done.

    done: what was joined and read as it was accepted, to be counted too.
    """
    done = done or Done()
    with collecting_rarely():
        with transaction.atomic():
            changed = linkage.link_waiting(by=by, progress=progress)
            tell_others(by, changed)
            reasons.note_to_read(by=by, persons=changed.persons, homes=changed.homes)
        read = reasons.read_again(by=by, progress=progress)
    changed.add(done.joined)
    read = {name: number + done.read[name] for name, number in read.items()}
    return {"records_joined": changed.records, "people_with_news": len(changed.persons), **read}


@reading_for(JIGSAW)
def let_time_pass(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Fire what is due by the clock: some patterns become true, or cease to be, with no piece arriving."""
    with collecting_rarely():
        return reasons.fire_due(by=by, progress=progress)


@reading_for(JIGSAW)
def keep_up(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """One round of the timer: fire what is due, finish what waits, give the week's places, tell who is to be told.

    Returns counts.

    What is due comes first: a deadline does not wait for a borough that is being loaded.
    """
    fired = let_time_pass(by=by, progress=progress)
    done = catch_up(by=by, progress=progress)
    reasons.choose_for_the_week(by=by)
    return {
        "deadlines": fired["due"],
        "records_joined": done["records_joined"],
        "read": done["read"],
        "raised": fired["raised"] + done["raised"],
        "withdrawn": fired["withdrawn"] + done["withdrawn"],
        "told": reasons.deliver(by=by),
        "chased": sharing.chase_overdue(by=by),
    }


@reading_for(JIGSAW)
def read_everybody(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Read everybody's patterns anew, as after a change of the patterns in force."""
    reasons.note_everybody(by=by)
    with collecting_rarely():
        return reasons.read_again(by=by, progress=progress)


def relink(*, by: Viewer, progress: Progress | None = None) -> dict[str, int]:
    """Join everybody anew, as records are read now, and read the patterns of those who became other people by it.

    Stopped between the two, it is finished by catching up.
    """
    linkage.note_relinking(by=by)
    return catch_up(by=by, progress=progress)


@reading_for(JIGSAW)
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


@reading_for(JIGSAW)
def _in_full_effect(by: Viewer, act: Callable[[], Changed]) -> Changed:
    """Who is who, their homes, who is told and the reasons of everybody concerned: all of it or none."""
    with transaction.atomic():
        changed = act()
        tell_others(by, changed)
        reasons.read_accepted(by=by, persons=changed.persons, homes=changed.homes)
    reasons.read_again(by=by)
    return changed
