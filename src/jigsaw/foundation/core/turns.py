"""One at a time: work that must not be done twice at once, such as joining records."""

from zlib import crc32

from django.db import OperationalError, connection, transaction


def take_turn(what: str) -> None:
    """Wait until nobody else does `what`, and keep others waiting until this transaction ends.

    SQLite lets one transaction write at a time as it is. On PostgreSQL two would each see the world without what the
    other is about to add, so that two records of one person, accepted at once, would never meet.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(f"jigsaw {what}".encode())])


def take_turn_soon(what: str, seconds: float) -> bool:
    """As `take_turn`, but wait no longer than this: whether the turn was taken. The transaction goes on either way."""
    if connection.vendor != "postgresql":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{round(seconds * 1000)}ms"])
            take_turn(what)
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError:
        return False
    return True
