"""Building the borough's files beside other work, in a process of its own: on two cores neither waits."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from jigsaw.demo.build import Summary, build


@contextmanager
def built_aside(people: int, seed: int, out: Path, *, today: date) -> Iterator[Callable[[], Summary]]:
    """Begin to build; within, go on with something else and ask for the summary when the files are needed.

    Asking waits until they are written, and raises what stopped them from being so.
    """
    with ProcessPoolExecutor(max_workers=1) as pool:
        built = pool.submit(build, people, seed, out, today=today)
        yield built.result
