"""Positive risk-taking: a choice of the person's, weighed and agreed by name, and looked at again.

Source: features of therapeutic risk-taking (BJPsych Advances) and of a defensible decision (Meaningful Care Matters).
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class Stance(StrEnum):
    """What somebody, by name, says of it."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNSURE = "unsure"


class Went(StrEnum):
    """How it went, as the person and those around them see it."""

    WELL = "well"
    PARTLY = "partly"
    BADLY = "badly"


def how_choices_went(reviews: Iterable[str]) -> tuple[int, int]:
    """How many choices went well, and how many were looked at again: the two numbers of a ratio."""
    counted = Counter(reviews)
    return counted[Went.WELL], sum(counted.values())
