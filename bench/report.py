"""How a measurement ends: a line a person reads for each figure, then one line of JSON for machines."""

import json
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from resource import RUSAGE_SELF, getrusage


@contextmanager
def timed(figures: dict[str, float], name: str) -> Iterator[None]:
    """Put the seconds that the block took under this name."""
    began = time.perf_counter()
    yield
    figures[name] = round(time.perf_counter() - began, 3)


def peak_memory_mb() -> float:
    """The most memory that this process has held so far."""
    unit = 1 if platform.system() == "Darwin" else 1024
    return round(getrusage(RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)


def report(bench: str, **figures: object) -> None:
    """Print the figures; the last line is one JSON object."""
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<40} {value}")
    print(json.dumps({"bench": bench, "python": platform.python_version(), **figures}, default=str))
