"""Work that must not be done twice at once waits for its turn."""

from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction

from jigsaw.foundation.core.turns import take_turn


def hold(what, taken, release):
    """Take a turn on a connection of this thread's own, and keep it until told to let go."""
    with transaction.atomic():
        take_turn(what)
        taken.set()
        release.wait(20)
    connection.close()


def is_kept_waiting(what):
    """Whether somebody else's turn at `what` holds this one back."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
            take_turn(what)
    except OperationalError:
        return True
    return False


@pytest.mark.django_db(transaction=True)
def test_one_waits_until_the_other_is_done_and_other_work_goes_on():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one transaction write at a time as it is")
    taken, release = Event(), Event()
    other = Thread(target=hold, args=("joining", taken, release))
    other.start()
    assert taken.wait(20)
    assert is_kept_waiting("joining")
    assert not is_kept_waiting("reading")
    release.set()
    other.join()
    assert not is_kept_waiting("joining")
