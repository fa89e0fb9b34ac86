"""Counts of people that are too small to be told: one rule, for every list and report that leaves people unnamed."""

FEWEST = 5
"""Counts of people below this are not told: somebody might be known by them (ICO, guidance on anonymisation)."""


def is_too_few(number: float) -> bool:
    """Whether a count may not be told. None at all may: nobody is known by it."""
    return 0 < number < FEWEST


def as_told(number: int) -> int | str:
    """The count, or that it is too small to tell."""
    return f"fewer than {FEWEST}" if is_too_few(number) else number
