"""Finds the compiled kernel of patterns, where one was built, and says which evaluator is in use."""

from collections.abc import Callable
from ctypes import POINTER, c_int32, c_int64, c_void_p
from importlib import import_module
from pathlib import Path

from jigsaw.engine.patterns.kernel.layout import VERSION, FoundTable, GroupTable, TimelinesTable
from jigsaw.foundation.core.compiled import Compiled

SETTING = "JIGSAW_PATTERN_KERNEL"
"""The environment variable that, set to "naive", leaves the compiled kernel aside."""

_FOUND = POINTER(FoundTable)
_kernel = Compiled(
    Path(__file__).parent,
    VERSION,
    {
        "find": (None, [POINTER(GroupTable), POINTER(TimelinesTable), _FOUND]),
        "let_go": (None, [_FOUND]),
        "keep": (c_int64, [c_void_p, c_void_p]),
        "live_begin": (c_void_p, [POINTER(GroupTable), c_void_p, c_void_p, c_int64]),
        "live_end": (None, [c_void_p]),
        "live_add": (c_int64, [c_void_p]),
        "live_arrive": (c_int64, [c_void_p, c_int64, *[c_int32] * 4, c_int64, c_int32, c_int64]),
        "live_go": (c_int64, [c_void_p, c_int64, c_int64, c_int32]),
        "live_wait": (c_int64, [c_void_p, c_int64, c_int32]),
        "live_due": (c_int64, [c_void_p, c_int64]),
        "live_bytes": (c_int64, [c_void_p]),
    },
    setting=SETTING,
    otherwise="naive",
)

library = _kernel.library
in_use = _kernel.in_use
why_in_use = _kernel.why_in_use
using = _kernel.using


def live_arrive() -> Callable[..., int]:
    """The library's live_arrive, as a function of Python's own where it was built as one, otherwise through ctypes.

    Raises LookupError when no compiled kernel is in use.
    """
    compiled = library()
    if compiled is None:
        raise LookupError("no compiled kernel is in use here: ask library() first")
    try:
        arrive: Callable[..., int] = import_module("jigsaw.engine.patterns.kernel._compiled").live_arrive
    except (ImportError, AttributeError):
        arrive = compiled.live_arrive
    return arrive
