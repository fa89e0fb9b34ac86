"""A process that is killed before each of its statements, one after the other, and begun again until it comes through.

Run as `python killed.py WHAT MOMENT [FOLDER]`; WHAT: load, fire or tell. With `many` before it, three processes do it
at once and none is killed. Each attempt is a process of its own, killed by the system as a power cut would. On standard
output: one line of JSON, with what was in the database after each attempt.
"""

import json
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from jigsaw.interfaces.commands.ground import prepare

prepare()

# E402 below: models can be imported only once the settings are loaded.
from django.db import connection, connections  # noqa: E402

from jigsaw.care.intake.models import Piece  # noqa: E402
from jigsaw.care.reasons import actions, reading  # noqa: E402
from jigsaw.care.reasons.actions import reading as acting  # noqa: E402
from jigsaw.care.reasons.models import NextMoment, Reason, Telling  # noqa: E402
from jigsaw.foundation.core.viewer import JIGSAW  # noqa: E402
from jigsaw.interfaces.feeds import steps  # noqa: E402
from jigsaw.interfaces.feeds.load import load  # noqa: E402

WORK = {
    "load": lambda: load(by=JIGSAW, folder=Path(sys.argv[-1])),
    "fire": lambda: steps.let_time_pass(by=JIGSAW),
    "tell": lambda: actions.deliver(by=JIGSAW),
}

# Loading takes a hundred statements: before every third of them it is killed, before every one of the others.
EVERY = {"load": 3, "fire": 1, "tell": 1}


def killed_before(number):
    """From now on this process is killed before its statement of that number."""
    left = number

    def counted(*_):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.set_trace_callback(counted)
        return
    from psycopg import Cursor

    for name in ("execute", "executemany"):
        plain = getattr(Cursor, name)
        setattr(Cursor, name, lambda *given, plain=plain, **more: counted() or plain(*given, **more))


def begun(what, number=0):
    """A process that does it; killed before its statement of that number, unless it is nought."""
    connections.close_all()
    if child := os.fork():
        return child
    if number:
        killed_before(number)
    try:
        WORK[what]()
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def ended(child):
    """How it ended: 0 when it came through."""
    return os.waitpid(child, 0)[1]


def found():
    """What there is: pieces, reasons, tellings that wait, tellings told, moments to come."""
    waiting = Telling.objects.filter(told_at=None).count()
    rest = Telling.objects.count() - waiting
    return Piece.objects.count(), Reason.objects.count(), waiting, rest, NextMoment.objects.count()


def main():
    """Attempt after attempt."""
    many, (what, moment) = sys.argv[1] == "many", [one for one in sys.argv[1:4] if one != "many"][:2]
    at = datetime.fromisoformat(moment)
    reading.now = acting.now = lambda: at
    if many:
        ways = [ended(child) for child in [begun(what) for _ in range(3)]]
        sys.stdout.write(json.dumps({"ways": ways, "found": [found()]}))
        return
    states, number, way = [found()], 1, None
    while way != 0:
        way = ended(begun(what, number))
        if way not in (0, signal.SIGKILL):
            sys.exit(1)
        states.append(found())
        number += EVERY[what]
    sys.stdout.write(json.dumps({"attempts": len(states) - 1, "found": states}))


if __name__ == "__main__":
    main()
