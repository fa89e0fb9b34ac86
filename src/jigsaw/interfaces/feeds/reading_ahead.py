"""Reading files in a process of its own, a little ahead of the one that stores what was read.

Reading and checking takes about as much time as storing. Beside each other on two cores they take half as long as one
after the other. Where a process cannot be forked the files are read in turn: the answer is the same.
"""

import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.rows import RowAnswer, read_file
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.collecting import collecting_rarely
from jigsaw.foundation.core.errors import Unfinished

# Answers sent at once. The pipe holds only a few of these, so memory stays flat however large a file is.
AT_ONCE = 500


@dataclass(frozen=True)
class ToRead:
    """A file, how it is mapped, and the moment of reading."""

    path: Path
    said: FileMapping
    moment: datetime
    allow_test_numbers: bool


def read_in_turn(files: Sequence[ToRead]) -> Iterator[Iterator[RowAnswer]]:
    """The answers of each file, one file after the other; each must be read to its end before the next is asked for."""
    if "fork" not in multiprocessing.get_all_start_methods() or len(files) < 2:
        yield from (_answers(one) for one in files)
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    reader = context.Process(target=_read_all, args=(theirs, files), daemon=True)
    reader.start()
    theirs.close()
    try:
        for one in files:
            yield _received(ours, one)
    finally:
        ours.close()
        reader.terminate()
        reader.join()


def _answers(one: ToRead) -> Iterator[RowAnswer]:
    return read_file(one.path, one.said, one.moment, allow_test_numbers=one.allow_test_numbers)


def _read_all(to: Connection, files: Sequence[ToRead]) -> None:
    """In the reading process: send parts of each file's answers, then None at its end, or the error that ended it."""
    try:
        with collecting_rarely():
            for one in files:
                for part in batches(_answers(one), AT_ONCE):
                    to.send(part)
                to.send(None)
    except BrokenPipeError:
        return
    except Exception as error:
        to.send(error)


def _received(ours: Connection, one: ToRead) -> Iterator[RowAnswer]:
    while True:
        try:
            part = ours.recv()
        except EOFError:
            raise Unfinished(
                f"Loading {one.path.name}",
                "the process that reads files ended",
                "Load the folder again: what was accepted stands, and the rest is taken up",
            ) from None
        if part is None:
            return
        if isinstance(part, Exception):
            raise part
        yield from part
