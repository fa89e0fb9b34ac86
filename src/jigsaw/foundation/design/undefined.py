"""What a template meets when a name is not there.

A mistyped name in one of our templates must be an error, even in `{% if page.typo %}`: a blank where a fact should
stand would read as "nothing known". The NHS.UK macros pass plain mappings around and lean on missing keys being
empty, so a missing key of a mapping stays quiet and can be chained.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import Undefined
from jinja2.runtime import missing

# NHS.UK templates write `undefined` for an empty value, look for `caller` and `params` when a macro is called without
# them, and their select has one key, `classes`, written without quotes.
QUIET_NAMES = frozenset({"caller", "classes", "params", "undefined"})


class Absent(Undefined):
    """Chooses, when made, between quiet (a mapping's missing key) and loud (everything else)."""

    __slots__ = ()

    def __new__(
        cls, _hint: str | None = None, obj: Any = missing, name: str | None = None, *_exc: object
    ) -> "Absent":
        """Quiet for a mapping's missing key or a name that the NHS.UK macros look for; else loud."""
        quiet = isinstance(obj, Mapping) or (obj is missing and name in QUIET_NAMES)
        return object.__new__(Quiet if quiet else Loud)


class Quiet(Absent):
    """Empty, false, and missing all the way down."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """Itself, so that a chain of missing keys stays missing."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _key: object) -> "Quiet":  # type: ignore[override]
        """Itself, for the same reason."""
        return self

    def __html__(self) -> str:
        """Nothing to show."""
        return ""


class Loud(Absent):
    """A mistyped name: any use of it but `is defined` is an error."""

    __slots__ = ()

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        self._fail_with_undefined_error()

    __html__ = __str__ = __bool__ = __len__ = __iter__ = __contains__ = _refuse
    __eq__ = __ne__ = __hash__ = _refuse
