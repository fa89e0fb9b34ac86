"""Whether a policy is in force: when each party has signed, on the days between its first and its last.

A party that takes back its signature is out from then on; the others go on. Nothing is told under a policy on the day
after its last day, whoever is in a hurry: the answer says so, and whom to ring.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jigsaw.care.sharing.domain.policy import Policy

REMINDERS = (60, 30, 7)
"""So many days before its last day a policy asks to be renewed, each time louder."""


class Standing(StrEnum):
    """Where a version of a policy stands on a day."""

    IN_FORCE = "in force"
    NOT_SIGNED = "not signed by all"
    NOT_BEGUN = "not begun"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Version:
    """One version with who signed it and who took the signature back (keys of agencies)."""

    policy: Policy
    number: int
    signed: frozenset[str]
    withdrawn: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[str, ...]:
        """The parties that have not signed, in the policy's order."""
        return tuple(one for one in self.policy.parties if one not in self.signed)

    @property
    def remaining(self) -> frozenset[str]:
        """The parties that have not taken their signature back."""
        return frozenset(self.policy.parties) - self.withdrawn

    def standing(self, day: date) -> Standing:
        """Where it stands on a day."""
        if self.missing:
            return Standing.NOT_SIGNED
        if day < self.policy.starts_on:
            return Standing.NOT_BEGUN
        return Standing.EXPIRED if day > self.policy.ends_on else Standing.IN_FORCE

    def days_left(self, day: date) -> int:
        """How many days it still holds after this one; fewer than nought when it is over."""
        return (self.policy.ends_on - day).days


def version_of_day(versions: Iterable[Version], day: date) -> Version | None:
    """Of the versions of one policy the one that counts on a day: the latest that all had signed and that had begun.

    When none had, the latest there is: it says what is still missing. A new version that nobody signed yet does not
    put an older one out of force.
    """
    ordered = sorted(versions, key=lambda one: one.number)
    begun = [one for one in ordered if one.standing(day) in {Standing.IN_FORCE, Standing.EXPIRED}]
    return (begun or ordered or [None])[-1]  # type: ignore[list-item]


def reminder(version: Version, day: date) -> int | None:
    """The reminder that is due: 60, 30 or 7 days before the last day, 0 when it is over; None while there is time."""
    if version.standing(day) not in {Standing.IN_FORCE, Standing.EXPIRED}:
        return None
    left = version.days_left(day)
    if left < 0:
        return 0
    return min((days for days in REMINDERS if left <= days), default=None)


@dataclass(frozen=True)
class Window:
    """From when until when a version holds, and between whom. Nobody: it never came to hold."""

    version: Version
    starts_on: date
    ends_on: date
    parties: frozenset[str]


def windows(versions: Iterable[Version]) -> list[Window]:
    """When each version of one policy that all have signed holds: until its last day, or until a later one begins."""
    complete = sorted((one for one in versions if not one.missing), key=lambda one: one.number)
    found = []
    for place, one in enumerate(complete):
        later = [each.policy.starts_on - timedelta(days=1) for each in complete[place + 1 :]]
        ends_on = min([one.policy.ends_on, *later])
        holds = ends_on >= one.policy.starts_on
        last = max(ends_on, one.policy.starts_on)
        found.append(Window(one, one.policy.starts_on, last, one.remaining if holds else frozenset()))
    return found
