"""The tables that Python and the compiled kernel both read. Each has its twin in compiled/kernel.h."""

from ctypes import POINTER, Structure, c_int32, c_int64, c_uint64, c_void_p

VERSION = 1
NEVER = 2**31 - 1
"""`gone` of a mark that was never taken back."""

COMPARED, ALL_OF, ANY_OF = range(3)
(
    NUMBER,
    AGENCIES,
    PEOPLE,
    ABSENT,
    FOLLOWED,
    FOLLOWED_BY_AGENCIES,
    RATE,
    FLAG,
    LACKS,
    POINTS,
    RUN,
    RUN_OF_AGENCY,
) = range(12)


class Node(Structure):
    """A comparison, or a group of the nodes that follow it. of, by: bits of sets of kinds; times in minutes."""

    _fields_ = [
        ("shape", c_int32),
        ("parts", c_int32),
        ("span", c_int32),
        ("term", c_int32),
        ("of", c_uint64),
        ("by", c_uint64),
        ("within", c_int64),
        ("after", c_int64),
        ("before", c_int64),
        ("apart", c_int64),
        ("recent", c_int64),
        ("wanted", c_int64),
        ("late_ends", c_int32),
        ("first_row", c_int32),
        ("rows", c_int32),
        ("unused", c_int32),
    ]


class Row(Structure):
    """A line of points; or of a rate's table: weight is the long number up to, cap the recent number needed."""

    _fields_ = [("of", c_uint64), ("weight", c_int64), ("cap", c_int64)]


class Delay(Structure):
    """How long after a mark of these kinds the clock alone may change the answer, and whether to true."""

    _fields_ = [("of", c_uint64), ("delay", c_int64), ("rises", c_int32), ("unused", c_int32)]


class PatternTable(Structure):
    """One pattern."""

    _fields_ = [
        ("bits", c_void_p),
        ("needs", c_void_p),
        ("nodes", POINTER(Node)),
        ("rows", POINTER(Row)),
        ("delays", POINTER(Delay)),
        ("how_many_needs", c_int64),
        ("how_many_delays", c_int64),
    ]


class TimelinesTable(Structure):
    """Marks of many timelines, each earliest first."""

    _fields_ = [
        ("at", c_void_p),
        ("known", c_void_p),
        ("gone", c_void_p),
        ("piece", c_void_p),
        ("person", c_void_p),
        ("kind", c_void_p),
        ("agency", c_void_p),
        ("again", c_void_p),
        ("offsets", c_void_p),
        ("untils", c_void_p),
        ("timelines", c_int64),
    ]


class FoundTable(Structure):
    """What was found: rows of four whole numbers, in the library's own memory until `let_go`."""

    _fields_ = [("onsets", c_void_p), ("count", c_int64), ("room", c_int64), ("failed", c_int64)]
