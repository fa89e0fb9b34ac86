"""A comparison level's SQL as a tree: what every scorer, slow or compiled, is made from.

A condition is true, false or unknown, as in SQL; only a true one makes its level hold. NULL makes whatever it is
compared or computed with unknown. There is no "not": whoever reads SQL writes it inward (the opposite of an unknown
comparison is unknown too), so that no scorer needs a third truth value.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one side: "l" or "r"."""

    name: str
    side: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text or NULL as written."""

    value: str | float | None


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values, by the one name it has here (`similarity.FUNCTIONS`), in small letters."""

    function: str
    arguments: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two values joined by + - * or /."""

    sign: str
    left: "Value"
    right: "Value"


@dataclass(frozen=True, slots=True)
class Choice:
    """CASE: the value of the first condition that is true, or else the last value."""

    cases: tuple[tuple["Condition", "Value"], ...]
    otherwise: "Value"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared by = <> < <= > or >=."""

    sign: str
    left: "Value"
    right: "Value"


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a value is NULL; with `wanted` false, whether it is not."""

    of: "Value"
    wanted: bool


@dataclass(frozen=True, slots=True)
class Every:
    """All conditions: AND."""

    of: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one condition: OR."""

    of: tuple["Condition", ...]


Value: TypeAlias = Column | Literal | Call | Arithmetic | Choice
Condition: TypeAlias = Comparison | IsNull | Every | Either
