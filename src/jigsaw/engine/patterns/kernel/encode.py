"""Timelines as columns: what the kernel reads of them, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.patterns.kernel.layout import NEVER
from jigsaw.engine.patterns.timeline import Mark, Timeline

Whole = NDArray[np.int32]
Long = NDArray[np.int64]
Small = NDArray[np.uint16]
Row = tuple[int, int, int, int, int, int, int, int]

_at = attrgetter("at")


@dataclass(frozen=True)
class Encoded:
    """Many timelines, one after the other: timeline i is from offsets[i] to offsets[i + 1], earliest first.

    at, known, gone: minutes since 1970 in UTC; gone is NEVER where nothing was taken back. piece: a number of its
    own in the timeline; for a mark of no piece one below nought, the same for the same kind at the same time.
    counted: what the mark is one of when pieces are counted: its `piece`, or the number of its incident, which no
    piece has. kind: its number in the kernel. agency, person: numbers, 0 for none.
    """

    at: Whole
    known: Whole
    gone: Whole
    person: Whole
    piece: Long
    counted: Long
    kind: Small
    agency: Small
    offsets: Long

    def __len__(self) -> int:
        return len(self.offsets) - 1


def encode(timelines: Sequence[Timeline], kinds: Mapping[str, int]) -> Encoded:
    """The marks of these kinds of each timeline. Marks of other kinds are left out."""
    coder = _Coder(kinds)
    rows: list[Row] = []
    offsets = [0]
    for timeline in timelines:
        rows += coder.rows(timeline)
        offsets.append(len(rows))
    at, known, gone, person, piece, counted, kind, agency = zip(*rows, strict=True) if rows else ((),) * 8
    return Encoded(
        _times(at),
        _times(known),
        _times(gone),
        np.array(person, np.int32),
        np.array(piece, np.int64),
        np.array(counted, np.int64),
        np.array(kind, np.uint16),
        np.array(agency, np.uint16),
        np.array(offsets, np.int64),
    )


def _times(minutes: Sequence[int]) -> Whole:
    """A time past the year 6000 or before the flood lies outside every window: it is held at the edge."""
    return np.clip(np.array(minutes, np.int64), -NEVER, NEVER).astype(np.int32)


class _Coder:
    """Numbers for words: the same word has the same number in every timeline of one batch."""

    def __init__(self, kinds: Mapping[str, int]) -> None:
        self._kinds = kinds
        self._agencies: dict[str, int] = {"": 0}
        self._people: dict[str, int] = {"": 0}

    def rows(self, timeline: Timeline) -> list[Row]:
        read = [mark for kind, marks in timeline.by_kind.items() if kind in self._kinds for mark in marks]
        read.sort(key=_at)
        numbers: dict[Any, int] = {}
        return [self._row(mark, numbers) for mark in read]

    def _row(self, mark: Mark, numbers: dict[Any, int]) -> Row:
        piece = _number(mark, numbers)
        return (
            mark.at,
            mark.known,
            NEVER if mark.gone is None else mark.gone,
            self._people.setdefault(mark.person, len(self._people)),
            piece,
            numbers.setdefault(mark.counted_as, len(numbers) + 1) if mark.incident else piece,
            self._kinds[mark.kind],
            self._agencies.setdefault(mark.agency, len(self._agencies)),
        )


def _number(mark: Mark, numbers: dict[Any, int]) -> int:
    if mark.piece:
        return numbers.setdefault(mark.piece, len(numbers) + 1)
    return -numbers.setdefault((mark.kind, mark.at), len(numbers) + 1)
