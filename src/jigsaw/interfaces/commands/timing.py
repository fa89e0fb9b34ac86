"""`jigsaw timer`: what time alone brings, and telling whoever is to be told. Once, or for as long as it runs."""

from datetime import datetime
from time import monotonic, sleep

import typer

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command, errors, tell_error
from jigsaw.interfaces.commands.progress import shown

EVERY = typer.Option(0, min=0, help="Go on, and look again after so many seconds. Without it: look once.")
UNTIL = typer.Option(None, help="With --every: stop at this moment (London’s clocks).")


@command
def timer(every: int = EVERY, until: datetime = UNTIL, as_json: bool = AS_JSON) -> None:
    """Fire the deadlines that are due, finish what waits and tell those who are to be told. Several may run at once."""
    from django.db import OperationalError, connection

    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.conversing import keep_talking
    from jigsaw.interfaces.feeds import steps
    from jigsaw.interfaces.learning import keep_learning

    while True:
        try:
            with shown() as progress:
                counts = steps.keep_up(by=JIGSAW, progress=progress)
                counts |= keep_learning(by=JIGSAW)
                counts |= keep_talking(by=JIGSAW)
            _tell(counts, as_json=as_json, quietly=bool(every))
            _note_the_trail()
            _review_looks_when_due()
            _go_on()
        except OperationalError:
            if not every:
                raise
            # The database is away or busy. What is due stays due: the next round makes up for it.
            errors.print("The database did not answer: trying again.", markup=False)
            connection.close()
        if not every or _is_past(until, every):
            return
        sleep(every)


def _note_the_trail() -> None:
    """A checkpoint of the audit trail each hour. A trail that is not what it was is told, and deadlines go on."""
    from jigsaw.foundation.audit import keeping

    try:
        keeping.add_when_due()
    except JigsawError as error:
        tell_error(error)


def _go_on() -> None:
    """Note that a round has ended, and begin in processes of their own what is due now and then."""
    from jigsaw.foundation.running.lately import TIMER
    from jigsaw.foundation.running.noting import note_ended
    from jigsaw.interfaces.health.scheduled import begin_what_is_due

    note_ended(work=TIMER, sound=True)
    begin_what_is_due()


_REVIEW_EVERY = 60 * 60
_reviewed: list[float] = []


def _review_looks_when_due() -> None:
    """Odd looks are looked for at once, and then each hour."""
    from jigsaw.care.looks.actions import review_looks
    from jigsaw.foundation.core.viewer import JIGSAW

    if not _reviewed or monotonic() - _reviewed[-1] >= _REVIEW_EVERY:
        review_looks(by=JIGSAW)
        _reviewed[:] = [monotonic()]


def _is_past(until: datetime | None, every: int) -> bool:
    """Whether the next round would begin after the moment at which to stop."""
    from django.utils import timezone

    left = (timezone.make_aware(until) - timezone.now()).total_seconds() if until else every
    return left < every


def _tell(counts: dict[str, int], *, as_json: bool, quietly: bool) -> None:
    """Say what was done; of a round of many only when something was."""
    if as_json:
        print_json(counts)
    elif any(counts.values()) or not quietly:
        say(", ".join(f"{name.replace('_', ' ')}: {number:,}" for name, number in counts.items()))
