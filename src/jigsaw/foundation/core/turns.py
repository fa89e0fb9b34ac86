"""One at a time: work that must not be done twice at once, such as joining records."""

from time import monotonic, sleep
from zlib import crc32

from django.db import connection

from jigsaw.foundation.core.asking import Question

_TRY = Question("SELECT pg_try_advisory_xact_lock(%s::bigint)")

# Seconds. Shorter than anybody notices, and longer than asking takes.
_BETWEEN_TRIES = 0.005


def take_turn(what: str) -> None:
    """Wait until nobody else does `what`, and keep others waiting until this transaction ends.

    SQLite lets one transaction write at a time as it is. On PostgreSQL two would each see the world without what the
    other is about to add, so that two records of one person, accepted at once, would never meet.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(what)])


class Turn:
    """A turn that is asked for now, with other questions (`asking.Question.ahead`), and may have to be waited for."""

    def __init__(self, what: str) -> None:
        self._number = _number(what)
        self._first = _TRY.ahead(self._number) if connection.vendor == "postgresql" else None
        self._taken = self._first is None

    def is_taken(self) -> bool:
        """Whether it was free when it was asked for."""
        if self._first:
            self._taken, self._first = self._first()[0][0], None
        return self._taken

    def is_taken_within(self, seconds: float) -> bool:
        """Whether it is taken after waiting no longer than this. The transaction goes on either way."""
        end = monotonic() + seconds
        while not self.is_taken():
            if monotonic() > end:
                return False
            sleep(_BETWEEN_TRIES)
            self._taken = _TRY.ask(self._number)[0][0]
        return True


def take_turn_soon(what: str, seconds: float) -> bool:
    """As `take_turn`, but wait no longer than this: whether the turn was taken. The transaction goes on either way."""
    return Turn(what).is_taken_within(seconds)


def _number(what: str) -> int:
    return crc32(f"jigsaw {what}".encode())
