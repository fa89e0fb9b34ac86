"""Columns of many rows, as a file has them, straight into the kernel: no object is made of a row."""

from collections.abc import Mapping
from ctypes import Structure, byref, c_int64, c_void_p
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jigsaw.engine.patterns.kernel.encode import Encoded, Long, Small, Whole
from jigsaw.engine.patterns.kernel.library import library

UNREAD = 2**16 - 1
"""The number of a kind that no pattern reads."""

_IN = ("at", "known", "gone", "person", "kind", "agency", "piece", "incident")
_BITS = ("gone_there", "piece_there", "incident_there")
_OUT = ("at", "known", "gone", "person", "piece", "counted", "kind", "agency", "offsets")


@dataclass(frozen=True)
class Bits:
    """Which rows have a value: bit `offset + i` for row i."""

    buffer: NDArray[np.uint8]
    offset: int


@dataclass(frozen=True)
class Rows:
    """Rows of many timelines, each earliest first: timeline i is from starts[i] to starts[i + 1].

    kind, agency: the file's own codes; kind_of and agency_of give the kernel's number for each code, UNREAD for a kind
    that is not wanted. piece, incident: at or above nought. there: by column, where a value may be missing. person,
    incident: None where the file has none.
    """

    at: Whole
    known: Whole
    gone: Whole
    kind: Whole
    agency: Whole
    piece: Long
    starts: Long
    kind_of: Small
    agency_of: Small
    there: Mapping[str, Bits]
    person: Whole | None = None
    incident: Long | None = None

    def in_order(self) -> "Rows":
        """The same with each timeline earliest first."""
        timeline = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        order = np.lexsort((self.at, timeline))
        columns = {name: one[order] for name in _IN if (one := getattr(self, name)) is not None}
        there = {name: Bits(_packed(bits, order), 0) for name, bits in self.there.items()}
        return replace(self, **columns, there=there)


class RowsTable(Structure):
    """The twin of Rows in compiled/columns.c."""

    _fields_ = [
        *((name, c_void_p) for name in (*_IN, *_BITS, "kind_of", "agency_of", "starts")),
        *((name, c_int64) for name in ("timelines", "gone_offset", "piece_offset", "incident_offset")),
    ]


class KeptTable(Structure):
    """The twin of Kept."""

    _fields_ = [(name, c_void_p) for name in _OUT]


class Room:
    """Memory for the marks of one part of a file after the other: what is kept in it stands until the next part is.

    New memory has to be cleared by the system before it is used, which takes as long as filling it.
    """

    def __init__(self) -> None:
        self._marks = _room_for(0)

    def for_rows(self, rows: int) -> Encoded:
        """Room for so many rows; the offsets are not in it."""
        if len(self._marks.at) <= rows:
            self._marks = _room_for(rows + rows // 8)
        return self._marks


def _room_for(rows: int) -> Encoded:
    room = rows + 1  # a row that is not read is written, and then written over
    return Encoded(
        at=np.empty(room, np.int32),
        known=np.empty(room, np.int32),
        gone=np.empty(room, np.int32),
        person=np.empty(room, np.int32),
        piece=np.empty(room, np.int64),
        counted=np.empty(room, np.int64),
        kind=np.empty(room, np.uint16),
        agency=np.empty(room, np.uint16),
        offsets=np.empty(0, np.int64),
    )


def kept(rows: Rows, room: Room | None = None) -> Encoded:
    """The marks that are read. Raises LookupError when no compiled kernel is in use."""
    compiled = library()
    if compiled is None:
        raise LookupError("no compiled kernel is in use here: ask library() first")
    marks = (room or Room()).for_rows(len(rows.at))
    made = replace(marks, offsets=np.empty(len(rows.starts), np.int64))
    out = KeptTable(**{name: getattr(made, name).ctypes.data for name in _OUT})
    if compiled.keep(byref(_table(rows)), byref(out)) < 0:
        return kept(rows.in_order(), room)
    return made


def _table(rows: Rows) -> RowsTable:
    table = RowsTable(timelines=len(rows.starts) - 1)
    for name in (*_IN, "kind_of", "agency_of", "starts"):
        column = getattr(rows, name)
        setattr(table, name, None if column is None else column.ctypes.data)
    for name, bits in rows.there.items():
        setattr(table, f"{name}_there", bits.buffer.ctypes.data)
        setattr(table, f"{name}_offset", bits.offset)
    return table


def _packed(bits: Bits, order: Long) -> NDArray[np.uint8]:
    whole = np.unpackbits(bits.buffer, bitorder="little")[bits.offset :]
    return np.packbits(whole[order], bitorder="little")
