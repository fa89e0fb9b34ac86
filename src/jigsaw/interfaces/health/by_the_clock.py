"""What must happen by the clock, and whether it did: the timer, verification, backups, drills, the wire."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from jigsaw.foundation.audit.queries import last_event
from jigsaw.foundation.core.time import Accuracy, Moment, now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.running.lately import DRILL, TIMER, VERIFICATION, last_run
from jigsaw.interfaces.backups.writing import SUBJECT, WRITTEN
from jigsaw.interfaces.health.finding import Finding, guarded

TIMER_WITHIN = timedelta(minutes=15)
"""A timer that runs once in some minutes is well."""
VERIFIED_WITHIN = timedelta(days=2)
BACKED_UP_WITHIN = timedelta(days=2)
DEMO = "this is the demo: it is built again, and nothing in it lasts"


def findings() -> Iterator[Finding]:
    """Each thing that runs by the clock, and whether the database is reached by TLS."""
    yield guarded("The timer runs", timer)
    yield guarded("The audit trail was verified", verification)
    yield guarded("A backup was written", backup)
    yield guarded("Scheduled restore drill", drill)
    yield guarded("The way to the database", wire)


def timer() -> Finding:
    """Whether a round of the timer ended lately."""
    what, mend = "The timer runs", "Keep this running: jigsaw timer --every 60"
    last = last_run(TIMER)
    if last is None or last.ended_at is None:
        found = "it has not run yet" + (
            ", as `jigsaw demo run` would have it" if settings.JIGSAW_DEMO else ""
        )
        return Finding(what, settings.JIGSAW_DEMO, found, mend)
    late = now() - last.ended_at > TIMER_WITHIN
    return Finding(
        what, settings.JIGSAW_DEMO or not late, f"its last round ended {_words(last.ended_at)}", mend
    )


def verification() -> Finding:
    """Until when the trail was found to be as it was written."""
    what, mend = "The audit trail was verified", "Run: jigsaw audit verify. Keep jigsaw timer running, too"
    last = last_run(VERIFICATION)
    if last is None or last.ended_at is None:
        return Finding(what, settings.JIGSAW_DEMO, "it was not verified yet", mend)
    if not last.sound:
        return Finding(
            what, False, f"{_words(last.ended_at)}: {last.told}", "docs/how-to/keep-the-audit-trail.md"
        )
    late = now() - last.ended_at > VERIFIED_WITHIN
    return Finding(what, not late, f"all is as it was written until {_words(last.began_at)}", mend)


def backup() -> Finding:
    """When the last backup was written."""
    what, mend = "A backup was written", "Run jigsaw backup every night: docs/how-to/back-up-and-rebuild.md"
    last = last_event(viewer=JIGSAW, subject_kind=SUBJECT, subject_id=WRITTEN)
    if last is None:
        return Finding(
            what, settings.JIGSAW_DEMO, DEMO if settings.JIGSAW_DEMO else "none was ever written", mend
        )
    late = now() - last.at > BACKED_UP_WITHIN
    return Finding(what, settings.JIGSAW_DEMO or not late, f"the last one {_words(last.at)}", mend)


def drill() -> Finding:
    """How the last drill went that the timer began, where it is set to."""
    what, mend = (
        "Scheduled restore drill",
        "Set JIGSAW_DRILL_BACKUPS and JIGSAW_DRILL_KEY: docs/how-to/back-up-and-rebuild.md",
    )
    last = last_run(DRILL)
    if not settings.JIGSAW_DRILL_BACKUPS:
        return Finding(what, settings.JIGSAW_DEMO, "none is set", mend)
    if last is None or last.ended_at is None:
        return Finding(
            what, settings.JIGSAW_DEMO, "none has ended yet", "Keep this running: jigsaw timer --every 60"
        )
    if not last.sound:
        return Finding(
            what,
            False,
            f"{_words(last.ended_at)}: {last.told}",
            "Run: jigsaw restore --drill, and mend it today",
        )
    late = now() - last.ended_at > timedelta(days=settings.JIGSAW_DRILL_DAYS + 1)
    return Finding(
        what, not late, f"{_words(last.ended_at)}: {last.told}", "Keep this running: jigsaw timer --every 60"
    )


def wire() -> Finding:
    """Whether what goes to and from PostgreSQL is encrypted on its way."""
    what = "The way to the database"
    if connection.vendor != "postgresql":
        return Finding(what, True, "it is a file on this machine")
    if str(connection.settings_dict["HOST"]).startswith("/"):
        return Finding(what, True, "it is a socket on this machine")
    with connection.cursor() as cursor:
        cursor.execute("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        encrypted, version = cursor.fetchone() or (False, "")
    near = connection.settings_dict["HOST"] in ("localhost", "127.0.0.1", "::1")
    found = f"encrypted, {version}" if encrypted else "not encrypted"
    return Finding(what, encrypted or near, found, "Name sslmode=verify-full in JIGSAW_DATABASE_URL")


def _words(at: datetime) -> str:
    return Moment(at, Accuracy.MINUTE).text()
