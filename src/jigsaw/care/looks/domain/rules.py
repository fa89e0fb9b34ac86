"""The rules of odd looks as they are read from their file: versioned, and each in a plain sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEYS = (
    *("own-record", "family", "neighbour", "colleague", "famous-name", "no-relationship"),
    "many-in-an-hour",
)
_ALL_DAY = (0, 24)
_BY_REASON_ALONE = frozenset({"said-why", "safeguarding"})


@dataclass(frozen=True)
class Rule:
    """One rule in words: its name, what it finds, and why anybody asks."""

    key: str
    name: str
    plain: str
    why: str


@dataclass(frozen=True)
class Rules:
    """The rules of one version, with their numbers. hours: the usual hours of each role, first and last."""

    version: int
    by_key: Mapping[str, Rule]
    days: int
    people: int
    hours: Mapping[str, tuple[int, int]]
    nights: tuple[str, ...]
    by_reason_alone: frozenset[str] = _BY_REASON_ALONE

    def hours_of(self, role: str) -> tuple[int, int]:
        """The usual hours of a role; all day for one of which none are told."""
        return self.hours.get(role, _ALL_DAY)

    def works_at_night(self, team: str) -> bool:
        """Whether a team, by its name, works at night too."""
        return any(word in team.casefold() for word in self.nights)


def rules_from(told: Mapping[str, Any]) -> Rules:
    """The rules from their file. Raises KeyError for one that is missing."""
    by_key = {key: Rule(key, told[key]["name"], told[key]["plain"], told[key]["why"]) for key in KEYS}
    hours = {role: (pair[0], pair[1]) for role, pair in told["hours"].items() if role != "nights"}
    return Rules(
        version=told["version"],
        by_key=by_key,
        days=told["no-relationship"]["days"],
        people=told["many-in-an-hour"]["people"],
        hours=hours,
        nights=tuple(told["hours"]["nights"]),
    )
