"""The difference list of a trial: who is added and dropped, by month and by group, and what that is a week."""

from dataclasses import dataclass
from datetime import date
from typing import Any

FEWEST = 10
"""Counts of people below this are not told: somebody might be known by them (ICO, anonymisation guidance)."""


@dataclass(frozen=True)
class Row:
    """One month, or one group: how many the pattern found, would find, and of them are new or lost."""

    name: str
    before: int
    after: int
    added: int
    dropped: int
    family: str = ""


@dataclass(frozen=True)
class AWeek:
    """New reasons a week, in tenths: of the pattern before and after the change, and of all other patterns without a
    time limit; budget: how many conversations the area can hold a week, in tenths too.
    """

    before: int
    after: int
    others: int
    budget: int


@dataclass(frozen=True)
class Difference:
    """What other numbers change, from one day to another."""

    before_hash: str
    after_hash: str
    since: date
    until: date
    months: tuple[Row, ...]
    groups: tuple[Row, ...]
    a_week: AWeek
    added: tuple[str, ...]
    dropped: tuple[str, ...]

    def as_told(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "before_hash": self.before_hash,
            "after_hash": self.after_hash,
            "since": self.since,
            "until": self.until,
            "months": [_cells(one) for one in self.months],
            "groups": [_cells(one) for one in self.groups],
            "a_week": [self.a_week.before, self.a_week.after, self.a_week.others, self.a_week.budget],
            "added": list(self.added),
            "dropped": list(self.dropped),
        }


def row_from(cells: list[Any]) -> Row:
    """A row as it was kept."""
    return Row(*cells)


def shown(count: int) -> int | str:
    """A count of people as it may be told: nothing between 1 and 9."""
    return f"fewer than {FEWEST}" if 0 < count < FEWEST else count


def rounded(count: int) -> int | str:
    """A count of a group's people as it may be told: to the nearest ten, so that no small one can be had by taking one
    count from another (disclosure control as of the Office for National Statistics).
    """
    told = shown(count)
    return told if isinstance(told, str) else (count + FEWEST // 2) // FEWEST * FEWEST


def _cells(one: Row) -> list[Any]:
    return [one.name, one.before, one.after, one.added, one.dropped, one.family]
