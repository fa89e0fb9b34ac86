"""Where the next audit row goes.

SQLite has one writer at a time, so one lane does. On PostgreSQL many write at once, and a row cannot be chained before
the row that it follows is committed: each transaction takes a lane that nobody else is in and keeps it until its end.
"""

from django.db import connection

from jigsaw.foundation.audit.domain.chain import Link, beginning
from jigsaw.foundation.core.asking import Question

LANES = 16
"""More than the connections of one service (docs/how-to/run-on-postgresql.md); one more writer waits for a lane."""

_KEY = 0x6A696773
"""What our locks of lanes are known by, among all of the database."""

_FREE = Question(
    # From a lane of the connection's own, so that a transaction finds the lane again that it has.
    "SELECT one %% %s FROM generate_series(pg_backend_pid() %% %s, pg_backend_pid() %% %s + %s) AS one "
    "WHERE pg_try_advisory_xact_lock(%s, one %% %s) LIMIT 1",
    int,
)
_WAIT = Question("SELECT 1 FROM (SELECT pg_advisory_xact_lock(%s, 0)) AS taken", int)
_LAST = Question(
    "SELECT number, fingerprint FROM audit_auditevent WHERE lane = %s ORDER BY number DESC LIMIT 1", int, str
)

LAST_OF_EACH = (
    "SELECT lane, number, fingerprint FROM audit_auditevent AS one "
    "WHERE number = (SELECT max(number) FROM audit_auditevent AS other WHERE other.lane = one.lane) ORDER BY lane"
)
"""The statement that asks where each lane ends."""


def lane_to_write_in() -> int:
    """A lane that is this transaction's own until it ends."""
    if connection.vendor != "postgresql":
        return 0
    free = _FREE.ask(LANES, LANES, LANES, LANES - 1, _KEY, LANES)
    if free:
        return int(free[0][0])
    _WAIT.ask(_KEY)
    return 0


def last_in(lane: int) -> Link:
    """The row that the next one of a lane follows. Ask only for a lane that is this transaction's own."""
    found = _LAST.ask(lane)
    return Link(*found[0]) if found else beginning(lane)
