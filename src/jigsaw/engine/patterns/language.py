"""The few terms from which a pattern's condition is built. All whole numbers; times in minutes.

Each term has a value at a moment; a comparison says that the value is at least a threshold; a condition is an
all-of or any-of over comparisons and smaller conditions. What each term means exactly is written in `naive`.

`reads`    the kinds of mark that can change a term's value: no other mark ever can.
`expiries` how long after a mark's own time the term may change by the clock alone: (kinds, minutes) pairs.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

HOUR = 60
DAY = 24 * HOUR

Expiries = tuple[tuple[frozenset[str], int], ...]


@dataclass(frozen=True)
class KindSet:
    """Kinds of mark: as the pattern's author wrote them, and what that came to when tags were looked up."""

    written: tuple[str, ...]
    kinds: frozenset[str]


@dataclass(frozen=True)
class _Windowed:
    of: KindSet
    within: int

    @property
    def reads(self) -> frozenset[str]:
        return self.of.kinds

    @property
    def expiries(self) -> Expiries:
        return ((self.of.kinds, self.within),)


@dataclass(frozen=True)
class Number(_Windowed):
    """n(S, d): how many pieces. Pieces less than `apart` after the last one counted are the same episode."""

    apart: int = 0


@dataclass(frozen=True)
class Agencies(_Windowed):
    """agencies(S, d): how many different agencies the pieces come from."""


@dataclass(frozen=True)
class People(_Windowed):
    """people(S, d): how many different people the pieces are about."""


@dataclass(frozen=True)
class Absent:
    """absent(A, B, after, within, before): A happened, and B did not in the time allowed."""

    of: KindSet
    without: KindSet
    after: int
    within: int
    before: int = 0
    late_ends: bool = False

    @property
    def reads(self) -> frozenset[str]:
        return self.of.kinds | self.without.kinds

    @property
    def expiries(self) -> Expiries:
        return ((self.of.kinds, self.after), (self.of.kinds, self.within))


@dataclass(frozen=True)
class Followed:
    """followed(A, B, k, d): A happened in the last d, and k of B since; the comparison holds k."""

    of: KindSet
    by: KindSet
    within: int
    apart: int = 0
    counting: Literal["pieces", "agencies"] = "pieces"

    @property
    def reads(self) -> frozenset[str]:
        return self.of.kinds | self.by.kinds

    @property
    def expiries(self) -> Expiries:
        return ((self.of.kinds, self.within),)


@dataclass(frozen=True)
class Rate:
    """rate(n30, n365, table): whether the recent number is unusual against the long one.

    table: rows (long number up to, recent number needed), rising; a long number past the last row never is
    unusual.
    """

    of: KindSet
    recent: int
    long: int
    table: tuple[tuple[int, int], ...]
    apart: int = 0

    @property
    def reads(self) -> frozenset[str]:
        return self.of.kinds

    @property
    def expiries(self) -> Expiries:
        return ((self.of.kinds, self.recent), (self.of.kinds, self.long))

    def needed(self, long_number: int) -> int | None:
        """The recent number that is unusual for this long number; None when none is."""
        return next((needed for up_to, needed in self.table if long_number <= up_to), None)


@dataclass(frozen=True)
class Flag:
    """flag(attribute): 1 while a state or involvement lasts, otherwise 0."""

    attribute: str
    expiries: Expiries = ()

    @cached_property
    def started(self) -> str:
        """The kind of mark that turns the flag on."""
        return f"{self.attribute}:started"

    @cached_property
    def ended(self) -> str:
        """The kind of mark that turns it off."""
        return f"{self.attribute}:ended"

    @property
    def reads(self) -> frozenset[str]:
        """Its start and its end."""
        return frozenset({self.started, self.ended})


@dataclass(frozen=True)
class Lacks(Flag):
    """lacks(attribute): 1 - flag(attribute)."""


@dataclass(frozen=True)
class Weighted:
    """One line of points: each piece of these kinds gives `weight`, together never more than `cap`."""

    of: KindSet
    weight: int
    cap: int


@dataclass(frozen=True)
class Points:
    """points(weights with caps, d): a capped weighted sum."""

    items: tuple[Weighted, ...]
    within: int

    @cached_property
    def reads(self) -> frozenset[str]:
        """Every kind that any line counts."""
        return frozenset().union(*(item.of.kinds for item in self.items))

    @property
    def expiries(self) -> Expiries:
        """Each piece leaves the window."""
        return ((self.reads, self.within),)


@dataclass(frozen=True)
class Run:
    """run(A, B, d): how many A in the last d since the last B; perhaps each agency looked at alone."""

    of: KindSet
    broken_by: KindSet
    within: int
    same_agency: bool = False

    @property
    def reads(self) -> frozenset[str]:
        return self.of.kinds | self.broken_by.kinds

    @property
    def expiries(self) -> Expiries:
        return ((self.of.kinds, self.within),)


Term = Number | Agencies | People | Absent | Followed | Rate | Flag | Points | Run


@dataclass(frozen=True)
class Comparison:
    """The term's value is at least this. says: what a sentence's {found} says when this held; "" for nothing."""

    term: Term
    at_least: int
    says: str = ""


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: "tuple[Condition, ...]"


Condition = Comparison | AllOf | AnyOf


def comparisons(condition: Condition) -> tuple[Comparison, ...]:
    """The condition's comparisons in the order in which they are written."""
    if isinstance(condition, Comparison):
        return (condition,)
    return tuple(found for part in condition.parts for found in comparisons(part))


def always_says(condition: Condition) -> bool:
    """Whether in every way in which the condition can hold, some comparison says so in words."""
    if isinstance(condition, Comparison):
        return bool(condition.says)
    every = [always_says(part) for part in condition.parts]
    return any(every) if isinstance(condition, AllOf) else all(every)


def reads(condition: Condition) -> frozenset[str]:
    """Every kind of mark that can change the condition's answer."""
    return frozenset().union(*(comparison.term.reads for comparison in comparisons(condition)))
