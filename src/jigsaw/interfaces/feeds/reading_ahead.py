"""Reading files in a process of its own, well ahead of the one that stores what was read.

Reading and checking takes about as much time as storing. Beside each other on two cores they take half as long as one
after the other. Where a process cannot be forked the files are read in turn: the answer is the same.
"""

import multiprocessing
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from jigsaw.care.intake.domain.mapping import FileMapping
from jigsaw.care.intake.domain.rows import RowAnswer, read_file
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.collecting import collecting_rarely
from jigsaw.foundation.core.errors import Unfinished

# Answers sent at once, and how many such parts wait at most to be stored. Storing comes in bursts, and a pipe alone
# holds a few dozen answers: the reader would stand still through each burst. Memory stays flat however large a file is.
AT_ONCE = 500
AHEAD = 16

Parts = Queue[bytes]
ENDED = b""


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
    parts: Parts = Queue(maxsize=AHEAD)
    gatherer = Thread(target=_gather, args=(ours, parts), daemon=True)
    gatherer.start()
    try:
        for one in files:
            yield _received(parts, one)
    finally:
        reader.terminate()
        reader.join()
        _let_end(gatherer, parts)
        ours.close()


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


def _gather(ours: Connection, parts: Parts) -> None:
    """In a thread: take parts out of the pipe as they come, unopened, then ENDED when the reader is gone."""
    try:
        while True:
            parts.put(ours.recv_bytes())
    except (EOFError, OSError):
        parts.put(ENDED)


def _let_end(gatherer: Thread, parts: Parts) -> None:
    """Make room until a gatherer whose reader is gone has put its last part."""
    while gatherer.is_alive():
        try:
            parts.get(timeout=0.05)
        except Empty:
            continue


def _received(parts: Parts, one: ToRead) -> Iterator[RowAnswer]:
    while True:
        if (packed := parts.get()) == ENDED:
            raise Unfinished(
                f"Loading {one.path.name}",
                "the process that reads files ended",
                "Load the folder again: what was accepted stands, and the rest is taken up",
            )
        # It was packed by our own reading process a moment ago.
        part = pickle.loads(packed)  # noqa: S301
        if part is None:
            return
        if isinstance(part, Exception):
            raise part
        yield from part
