"""Everything looked at together, and the few things that a machine is told of, in one word."""

from django.db import DatabaseError, connection

from jigsaw.interfaces.commands import doctor
from jigsaw.interfaces.health import by_the_clock
from jigsaw.interfaces.health.finding import Finding, guarded

_WATCHED = (
    ("The timer runs", by_the_clock.timer),
    ("The audit trail was verified", by_the_clock.verification),
    ("Scheduled restore drill", by_the_clock.drill),
)


def everything() -> list[Finding]:
    """What the doctor looks at."""
    return list(doctor.findings())


def is_well() -> bool:
    """Whether the database answers, the timer runs, and the last verification and drill went well."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return all(guarded(what, look).sound for what, look in _WATCHED)
