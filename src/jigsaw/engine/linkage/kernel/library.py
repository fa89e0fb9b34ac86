"""Finds the compiled kernel, where one was built, and says which kernel is in use.

The C code is built when Jigsaw is installed and a compiler is there. Where it is not, the same plan is walked with
numpy and rapidfuzz: some times slower, the same answer.
"""

from ctypes import POINTER, c_double, c_int, c_int32, c_int64, c_void_p
from pathlib import Path

from jigsaw.engine.linkage.kernel.layout import VERSION, Found, Places, PlanTable
from jigsaw.foundation.core.compiled import Compiled

SETTING = "JIGSAW_LINKAGE_KERNEL"
"""The environment variable that, set to "numpy", leaves the compiled kernel aside."""

_SIGNATURES: dict[str, tuple[object, list[object]]] = {
    "desk_size": (c_int64, []),
    "describe": (None, [c_void_p, c_void_p, c_int64, c_void_p]),
    "similarity": (c_double, [c_int, c_void_p, c_int, c_void_p, c_int]),
    "score_pairs": (None, [POINTER(PlanTable), c_void_p, c_void_p, c_void_p, c_int64, c_void_p]),
    "enter": (c_int64, [POINTER(PlanTable), c_int, c_int64, c_void_p]),
    "sort_entries": (None, [c_void_p, c_void_p, c_int64]),
    "cut": (c_int64, [c_void_p, c_int64, c_int64, c_void_p, c_int64, c_void_p]),
    "silence": (c_int64, [c_void_p, c_int64, c_int64, c_void_p, c_void_p]),
    "weigh_blocks": (
        c_int,
        [POINTER(PlanTable), c_void_p, POINTER(Found), c_int, c_void_p, c_int64, c_int64, c_int64],
    ),
    "find_starts": (None, [c_void_p, c_int64, c_int64, c_void_p]),
    "chain": (c_int64, [POINTER(PlanTable), POINTER(Places), c_int64, c_int64]),
    "against": (
        c_int64,
        [POINTER(PlanTable), c_void_p, POINTER(Places), POINTER(Found), c_void_p, c_int32],
    ),
    "let_go": (None, [POINTER(Found)]),
}
_kernel = Compiled(Path(__file__).parent, VERSION, _SIGNATURES, setting=SETTING, otherwise="numpy")

library = _kernel.library
in_use = _kernel.in_use
why_in_use = _kernel.why_in_use
using = _kernel.using
