"""Where to join, without a truth: the threshold at which the expected F1 of pairs is highest.

By the model each pair is one human being with probability p = 2^w / (1 + 2^w). Joining the pairs down to some weight
is expected to give so many right pairs (the sum of p), out of so many joined, out of so many true (the sum over all).
Sums of weights are surer than life, since fields depend on one another: no threshold below even odds is chosen.
"""

from dataclasses import dataclass

import numpy

from jigsaw.engine.linkage.adapt.scoring import Floats

EVEN_ODDS = 0.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """A threshold in bits, with the precision, recall and F1 of pairs that the model itself expects there."""

    bits: float
    precision: float
    recall: float
    f1: float


def choose(weights: Floats, *, at: float | None = None) -> Chosen:
    """The threshold with the highest expected F1, or what is expected `at` a given one."""
    if not len(weights):
        return Chosen(EVEN_ODDS if at is None else at, 1.0, 1.0, 1.0)
    falling = numpy.sort(weights)[::-1]
    right = numpy.cumsum(probability(falling))
    joined = numpy.arange(1, len(falling) + 1)
    f1 = 2 * right / (joined + right[-1])
    if at is None:
        best = int(numpy.argmax(f1))
        at = max(EVEN_ODDS, float(falling[best]))
    last = int((falling >= at).sum())
    if not last:
        return Chosen(at, 1.0, 0.0, 0.0)
    total = max(float(right[-1]), 1e-9)
    return Chosen(at, float(right[last - 1] / last), float(right[last - 1] / total), float(f1[last - 1]))


def probability(bits: Floats) -> Floats:
    """The probability of one human being at these weights."""
    return numpy.asarray(1 / (1 + numpy.exp2(-numpy.clip(bits, -500, 500))), dtype=numpy.float64)
