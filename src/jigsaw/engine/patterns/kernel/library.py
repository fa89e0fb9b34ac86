"""Finds the compiled kernel of patterns, where one was built, and says which evaluator is in use."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, POINTER, c_int, c_int64, c_void_p
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from jigsaw.engine.patterns.kernel.layout import VERSION, FoundTable, PatternTable, TimelinesTable

SETTING = "JIGSAW_PATTERN_KERNEL"
"""The environment variable that, set to "naive", leaves the compiled kernel aside."""

_forced: list[str] = []


def library() -> CDLL | None:
    """The compiled kernel, or None where none was built or it is left aside."""
    wanted = _forced[-1] if _forced else os.environ.get(SETTING, "")
    return None if wanted == "naive" else _compiled()


def in_use() -> str:
    """Which evaluator works here: "compiled", or "naive", which is many times slower and answers the same."""
    return "compiled" if library() else "naive"


@contextmanager
def using(name: str) -> Iterator[None]:
    """Work with "compiled" or "naive" for as long as the block lasts."""
    _forced.append(name)
    try:
        yield
    finally:
        _forced.pop()


@cache
def _compiled() -> CDLL | None:
    for suffix in EXTENSION_SUFFIXES:
        path = Path(__file__).with_name(f"_compiled{suffix}")
        found = _opened(path) if path.exists() else None
        if found:
            return found
    return None


def _opened(path: Path) -> CDLL | None:
    try:
        found = CDLL(str(path))
        found.kernel_version.restype = c_int
        if found.kernel_version() != VERSION:
            return None
        found.find.restype = found.let_go.restype = None
        patterns, timelines = POINTER(PatternTable), POINTER(TimelinesTable)
        found.find.argtypes = [patterns, c_int64, c_int64, c_void_p, timelines, POINTER(FoundTable)]
        found.let_go.argtypes = [POINTER(FoundTable)]
    except (OSError, AttributeError):
        return None
    return found
