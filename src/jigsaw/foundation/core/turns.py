"""One at a time: work that must not be done twice at once, such as joining records."""

from zlib import crc32

from django.db import connection


def take_turn(what: str) -> None:
    """Wait until nobody else does `what`, and keep others waiting until this transaction ends.

    SQLite lets one transaction write at a time as it is. On PostgreSQL two would each see the world without what the
    other is about to add, so that two records of one person, accepted at once, would never meet.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(f"jigsaw {what}".encode())])
