"""Letting Python's collector of cycles run more rarely while rows stream by.

A load makes millions of short-lived values and hardly a cycle. The collector looks through all that lives after every
700 of them, which is a fifth of the time of a load.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG_AT_MOST = 100_000


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Within, cycles are collected after a hundred thousand new values; afterwards as before."""
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG_AT_MOST, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
