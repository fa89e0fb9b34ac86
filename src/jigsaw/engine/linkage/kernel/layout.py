"""The tables of the compiled kernel as ctypes sees them: the twin of compiled/kernel.h."""

from ctypes import CFUNCTYPE, POINTER, Structure, c_double, c_int32, c_int64, c_uint8, c_uint64, c_void_p

import numpy as np

VERSION = 5
"""Raised with every change of a table; a library of another version is not used."""
ROW_BITS = 24
MOST_ROWS = 1 << ROW_BITS
MOST_COMPARISONS = 64
MOST_RULES = 255
MOST_SKETCHES = 8
MOST_RULE_COLUMNS = 7

STEP = np.dtype(
    [
        *((name, np.int32) for name in ("kind", "sign", "metric", "pool")),
        *((name, np.int32) for name in ("side_a", "column_a", "side_b", "column_b", "if_true", "if_false")),
        *((name, np.int32) for name in ("program", "program_length", "sketch")),
        ("bound", np.float64),
        ("best", np.float64),
    ],
    align=True,
)
LEVEL = np.dtype(
    [
        *((name, np.float64) for name in ("weight", "frequency_weight", "log2_u", "log2_floor", "best")),
        ("log2_frequency", np.uintp),
        ("frequency_column", np.int64),
    ],
    align=True,
)
COMPARISON = np.dtype(
    [*((name, np.int32) for name in ("first_step", "steps", "first_level", "levels")), ("best", np.float32)]
)
TEXT = np.dtype([("letters", np.uint64), ("start", np.int64), ("length", np.int32), ("beginning", np.uint32)])
TEXTS = np.dtype([(name, np.uintp) for name in ("bytes", "text")])
LISTS = np.dtype([(name, np.uintp) for name in ("start", "items")])
OPERATION = np.dtype([("kind", np.int32), ("column", np.int32), ("value", np.float64)], align=True)
RULE = np.dtype(
    [
        ("columns", np.int32),
        ("column", np.int32, (MOST_RULE_COLUMNS,)),
        ("list_column", np.int32),
        ("silent", np.int32),
        ("silenced", np.uintp),
    ],
    align=True,
)

Ask = CFUNCTYPE(c_int32, c_int32, POINTER(c_int32), POINTER(c_int32))
"""Asks the slow definition about a step and two rows."""


class PlanTable(Structure):
    """Everything that the compiled kernel reads."""

    _fields_ = [
        *((name, c_int32) for name in ("columns", "comparisons", "rules", "between_sources")),
        *((name, c_int32) for name in ("sketches", "stride")),
        ("prior", c_double),
        ("threshold", c_double),
        *((name, c_void_p) for name in ("rows", "source", "comparison", "step", "level", "texts", "lists")),
        *(
            (name, c_void_p)
            for name in ("numbers", "operation", "rule", "sketched", "order", "shared", "ask")
        ),
    ]


class Found(Structure):
    """The pairs that one thread found; the kernel's own memory until `let_go`."""

    _fields_ = [
        ("count", c_int64),
        ("room", c_int64),
        ("left", POINTER(c_int32)),
        ("right", POINTER(c_int32)),
        ("weight", POINTER(c_double)),
        ("rule", POINTER(c_uint8)),
    ]


class Places(Structure):
    """Where the rows of a block are: for each rule sorted entries, and chains of those who came since."""

    _fields_ = [
        ("nodes", c_int64),
        ("room", c_int64),
        ("mask", c_uint64),
        *((name, c_void_p) for name in ("head", "row", "next")),
        ("bits", c_int64),
        ("entries", c_void_p),
        ("starts", c_void_p),
    ]
