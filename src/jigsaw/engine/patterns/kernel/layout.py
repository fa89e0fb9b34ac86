"""The tables that Python and the compiled kernel both read. Each has its twin in compiled/kernel.h."""

from ctypes import POINTER, Structure, c_int32, c_int64, c_uint64, c_void_p

VERSION = 4
NEVER = 2**31 - 1
"""`gone` of a mark that was never taken back."""

LASTS = -(2**31)
"""`ended` of an onset that has not ended. Minutes before 1970 are below nought."""

MOST_SETS = 64
MOST_PATTERNS = 64

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
    """A comparison, or a group of the nodes that follow it. of, by: numbers of sets of kinds; times in minutes.

    sets: bits of all sets that the comparison looks at.
    """

    _fields_ = [
        ("shape", c_int32),
        ("parts", c_int32),
        ("span", c_int32),
        ("term", c_int32),
        ("of", c_int32),
        ("by", c_int32),
        ("slot", c_int32),
        ("late_ends", c_int32),
        ("first_row", c_int32),
        ("rows", c_int32),
        ("within", c_int64),
        ("after", c_int64),
        ("before", c_int64),
        ("apart", c_int64),
        ("recent", c_int64),
        ("wanted", c_int64),
        ("sets", c_uint64),
    ]


class Row(Structure):
    """A line of points; or of a rate's table: weight is the long number up to, cap the recent number needed."""

    _fields_ = [("of", c_int32), ("slot", c_int32), ("weight", c_int64), ("cap", c_int64)]


class PatternTable(Structure):
    """One pattern. lists, screens, once: bits of sets.

    lists: those of which it reads lists. screens: those that tell whether it ever could hold. once: those in which
    copies of one thing are to be counted once.
    """

    _fields_ = [
        ("lists", c_uint64),
        ("screens", c_uint64),
        ("once", c_uint64),
        ("needs", c_void_p),
        ("nodes", POINTER(Node)),
        ("rows", POINTER(Row)),
        ("how_many_needs", c_int64),
    ]


class GroupTable(Structure):
    """Patterns whose sets have numbers in common. by_kind: for each kind, bits of the sets that it is in."""

    _fields_ = [
        ("patterns", POINTER(PatternTable)),
        ("by_kind", c_void_p),
        ("how_many", c_int64),
        ("sets", c_int64),
        ("most_slots", c_int64),
    ]


MARKS = ("at", "known", "gone", "person", "piece", "counted", "kind", "agency")


class MarksTable(Structure):
    """Marks as columns."""

    _fields_ = [(name, c_void_p) for name in MARKS]


class TimelinesTable(Structure):
    """Marks of many timelines, each earliest first."""

    _fields_ = [
        ("marks", MarksTable),
        ("offsets", c_void_p),
        ("untils", c_void_p),
        ("timelines", c_int64),
    ]


class FoundTable(Structure):
    """What was found: rows of four whole numbers, in the library's own memory until `let_go`."""

    _fields_ = [("onsets", c_void_p), ("count", c_int64), ("room", c_int64), ("failed", c_int64)]
