"""Chance that comes out the same for the same seed."""

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def draws(seed: int, stage: str) -> Random:
    """A stream of draws for one stage of the build, so that one stage cannot disturb another."""
    return Random(f"{seed}|{stage}")


def happens(rng: Random, chance: float) -> bool:
    """True with the given chance."""
    return rng.random() < chance


def poisson(rng: Random, mean: float) -> int:
    """How many of something that happens `mean` times on average (Knuth's method, in parts for large means)."""
    count = 0
    while mean > 0:
        part = min(mean, 20.0)
        mean -= part
        limit, product = math.exp(-part), rng.random()
        while product > limit:
            count += 1
            product *= rng.random()
    return count


def several(rng: Random, things: Sequence[Thing], how_many: int) -> list[Thing]:
    """As many different things as asked for, or all of them when there are fewer."""
    return rng.sample(things, min(how_many, len(things)))
