"""Which terms of reference are in force. Nobody owns a review: terms hold when every lead has agreed to them.

A change needs the leads whom it names and those of the terms before it, so that nobody is led out without knowing.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """One version of the terms: its number, whom it names as leads, and who has agreed to it."""

    number: int
    leads: frozenset[int]
    agreed: frozenset[int]


FEWEST_AGENCIES = 2
"""A review is led by equals of at least so many agencies."""


def in_force(versions: Sequence[Version]) -> Version | None:
    """The latest version to which everybody has agreed who must."""
    standing: Version | None = None
    for one in sorted(versions, key=lambda each: each.number):
        if not missing(one, standing):
            standing = one
    return standing


def missing(version: Version, before: Version | None) -> frozenset[int]:
    """Who must still agree to a version, given that which was in force before it."""
    return needed(version, before) - version.agreed


def needed(version: Version, before: Version | None) -> frozenset[int]:
    """Whose agreement a version needs."""
    return version.leads | (before.leads if before else frozenset())


def proposed(versions: Sequence[Version]) -> Version | None:
    """The latest version, when it is not in force yet."""
    latest = max(versions, key=lambda one: one.number, default=None)
    standing = in_force(versions)
    return latest if latest and latest != standing else None
