"""Code in C, built when Jigsaw was installed if a compiler was there; and what does its work where none was."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from ctypes import CDLL, c_int
from functools import cached_property
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

Signatures = Mapping[str, tuple[object, list[object]]]
"""What each function gives back, and what it takes."""


class Compiled:
    """One library, `_compiled` in its folder, loaded when first asked for.

    setting: the environment variable that, set to the name of the `otherwise`, leaves the library aside. version: that
    of the tables both sides read; a library of another one is never used. The library tells its own by kernel_version.
    """

    def __init__(
        self, folder: Path, version: int, signatures: Signatures, *, setting: str, otherwise: str
    ) -> None:
        self._places = [folder / f"_compiled{suffix}" for suffix in EXTENSION_SUFFIXES]
        self._version = version
        self._signatures = signatures
        self._setting = setting
        self._otherwise = otherwise
        self._forced: list[str] = []

    def library(self) -> CDLL | None:
        """The library, or None where there is none or it is left aside."""
        wanted = self._forced[-1] if self._forced else os.environ.get(self._setting, "")
        return None if wanted == self._otherwise else self._found

    def in_use(self) -> str:
        """Which of the two works here: "compiled", or the name of the otherwise."""
        return "compiled" if self.library() else self._otherwise

    def why_in_use(self) -> str:
        """Which of the two works here and why, in a few words."""
        otherwise = self._otherwise
        if self.library():
            return "compiled kernel"
        if self._found:
            return f"{otherwise} kernel, since {self._setting}={otherwise} leaves the compiled one aside"
        if any(path.exists() for path in self._places):
            return f"{otherwise} kernel, slower, since the compiled one is of another version: install again"
        return f"{otherwise} kernel, slower, since no compiler was there at the installation"

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """Work with "compiled" or the otherwise for as long as the block lasts."""
        self._forced.append(name)
        try:
            yield
        finally:
            self._forced.pop()

    @cached_property
    def _found(self) -> CDLL | None:
        opened = (self._opened(path) for path in self._places if path.exists())
        return next(filter(None, opened), None)

    def _opened(self, path: Path) -> CDLL | None:
        try:
            found = CDLL(str(path))
            found.kernel_version.restype = c_int
            if found.kernel_version() != self._version:
                return None
            for name, (result, arguments) in self._signatures.items():
                function = getattr(found, name)
                function.restype, function.argtypes = result, arguments
        except (OSError, AttributeError):
            return None
        return found
