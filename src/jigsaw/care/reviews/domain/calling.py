"""Words by which agencies name one another in their chronologies."""

from collections.abc import Mapping
from typing import Protocol

BY_KIND: Mapping[str, tuple[str, ...]] = {
    "gp": ("gp", "surgery"),
    "police": ("police", "officers"),
    "ambulance": ("ambulance", "paramedics"),
    "council": ("council", "social worker"),
    "housing": ("housing", "landlord"),
    "nhs-trust": ("mental health",),
    "acute-hospital": ("hospital", "emergency department"),
    "charity": ("charity",),
}
"""For each kind of agency, words that stand for it whatever its name is."""


class Named(Protocol):
    """An agency as far as its name goes."""

    name: str
    kind: str


def called(agencies: Mapping[str, Named]) -> dict[str, tuple[str, ...]]:
    """For each agency, by key, words by which others name it: those of its kind."""
    return {key: BY_KIND.get(one.kind, ()) for key, one in agencies.items()}
