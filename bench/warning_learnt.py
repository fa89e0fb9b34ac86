"""The learnt peer: logistic regression on counts by agency, trained on other boroughs and never on the one it orders.

Jigsaw uses no learnt model in a decision. This one is here to say what that costs.
"""

from dataclasses import dataclass

import numpy as np

from bench.family.draw import Borough, Floats
from bench.warning_orders import WEEKS, counted

KEPT = 0.02
"""The share of person-weeks without harm that it is trained on, weighted up."""


@dataclass(frozen=True)
class Rows:
    """What one borough teaches: features, whether harm followed in the window, and weights."""

    features: Floats
    harmed: Floats
    weights: Floats


def features(borough: Borough, day: int) -> Floats:
    """By agency, the logarithm of pieces in the last 28 days and in the rest of the year; and one: people by 17."""
    recent, before = counted(borough, day, 0, 28), counted(borough, day, 28, 364)
    return np.hstack([np.log1p(recent), np.log1p(before), np.ones((borough.world.people, 1))])


def rows_of(borough: Borough, window: int) -> Rows:
    """What a borough teaches."""
    rng = np.random.default_rng(3)
    parts = []
    for day in WEEKS:
        ahead = borough.harm - day
        harmed = (ahead > 0) & (ahead <= window)
        kept = (ahead > 0) & (harmed | (rng.random(borough.world.people) < KEPT))
        weights = np.where(harmed, 1.0, 1 / KEPT)
        parts.append((features(borough, day)[kept], harmed[kept].astype(np.float64), weights[kept]))
    return Rows(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def learn(taught: list[Rows], ridge: float = 1.0, steps: int = 12) -> Floats:
    """The coefficients, by Newton's method."""
    x, y, weights = (
        np.concatenate([getattr(rows, name) for rows in taught]) for name in ("features", "harmed", "weights")
    )
    beta = np.zeros(x.shape[1])
    beta[-1] = np.log((y * weights).sum() / weights.sum())
    for _ in range(steps):
        p = 1 / (1 + np.exp(-(x @ beta)))
        slope = x.T @ (weights * (y - p)) - ridge * beta
        bend = (x * (weights * p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(beta))
        beta = beta + np.linalg.solve(bend, slope)
    return beta


def scores(borough: Borough, beta: Floats) -> list[Floats]:
    """Each week's scores of everybody."""
    return [features(borough, day) @ beta for day in WEEKS]
