"""What the timer begins now and then in a process of its own: the verification of the trail, and the restore drill.

In a process of its own, because each takes minutes and no deadline waits for it. How it ended is noted by whoever ran:
`jigsaw audit verify` and `jigsaw restore --drill`. Two timers begin it once.
"""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from jigsaw.foundation.running.lately import DRILL, VERIFICATION
from jigsaw.foundation.running.noting import note_ended, take_turn_to_run

VERIFY_EVERY = timedelta(days=1)

_begun: list[subprocess.Popen[bytes]] = []


def begin_what_is_due() -> list[str]:
    """Begin what is due; the names of what was begun. Never in the demo, whose trail and backups are nobody's."""
    _begun[:] = [one for one in _begun if one.poll() is None]
    if settings.JIGSAW_DEMO:
        return []
    begun = []
    if settings.JIGSAW_CHECKPOINTS and take_turn_to_run(work=VERIFICATION, every=VERIFY_EVERY):
        _begin("audit", "verify", "--json")
        begun.append(VERIFICATION)
    if settings.JIGSAW_DRILL_BACKUPS and take_turn_to_run(
        work=DRILL, every=timedelta(days=settings.JIGSAW_DRILL_DAYS)
    ):
        begun += _begin_drill()
    return begun


def newest_backup(folder: Path) -> Path | None:
    """The backup that was written last; None where there is none."""
    found = sorted(folder.glob("*.backup"), key=lambda one: one.stat().st_mtime)
    return found[-1] if found else None


def _begin_drill() -> list[str]:
    newest = newest_backup(Path(settings.JIGSAW_DRILL_BACKUPS))
    if newest is None:
        note_ended(work=DRILL, sound=False, told="there is no file *.backup in JIGSAW_DRILL_BACKUPS")
        return []
    _begin("restore", str(newest), "--key", settings.JIGSAW_DRILL_KEY, "--drill", "--json")
    return [DRILL]


def _begin(*words: str) -> None:
    asked = [sys.executable, "-c", "from jigsaw.cli import main; main()", *words]
    silent = subprocess.DEVNULL
    _begun.append(subprocess.Popen(asked, stdin=silent, stdout=silent))  # noqa: S603 (our own); what fails is told
