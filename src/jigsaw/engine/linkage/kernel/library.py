"""Finds the compiled kernel, where one was built, and says which kernel is in use.

The C code is built when Jigsaw is installed and a compiler is there. Where it is not, the same plan is walked with
numpy and rapidfuzz: some times slower, the same answer.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, POINTER, c_double, c_int, c_int32, c_int64, c_void_p
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from jigsaw.engine.linkage.kernel.layout import VERSION, Found, Places, PlanTable

SETTING = "JIGSAW_LINKAGE_KERNEL"
"""The environment variable that, set to "numpy", leaves the compiled kernel aside."""

_SIGNATURES: dict[str, tuple[object, list[object]]] = {
    "kernel_version": (c_int, []),
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
_forced: list[str] = []


def library() -> CDLL | None:
    """The compiled kernel, or None where there is none or it is left aside."""
    wanted = _forced[-1] if _forced else os.environ.get(SETTING, "")
    return None if wanted == "numpy" else _compiled()


def in_use() -> str:
    """Which kernel works here, as a person may be told."""
    return "compiled" if library() else "numpy"


def why_in_use() -> str:
    """Which kernel works here and why, in a few words."""
    if library():
        return "compiled kernel"
    if _compiled():
        return f"numpy kernel, since {SETTING}=numpy leaves the compiled one aside"
    if any(path.exists() for path in _places()):
        return "numpy kernel, some times slower, since the compiled one is of another version: install again"
    return "numpy kernel, some times slower, since no compiler was there at the installation"


@contextmanager
def using(name: str) -> Iterator[None]:
    """Work with this kernel, "compiled" or "numpy", for as long as the block lasts."""
    _forced.append(name)
    try:
        yield
    finally:
        _forced.pop()


@cache
def _compiled() -> CDLL | None:
    opened = (_opened(path) for path in _places() if path.exists())
    return next(filter(None, opened), None)


def _places() -> list[Path]:
    return [Path(__file__).with_name(f"_compiled{suffix}") for suffix in EXTENSION_SUFFIXES]


def _opened(path: Path) -> CDLL | None:
    try:
        found = CDLL(str(path))
        for name, (result, arguments) in _SIGNATURES.items():
            function = getattr(found, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    return found if found.kernel_version() == VERSION else None
