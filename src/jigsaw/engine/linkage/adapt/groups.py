"""Pairs into groups: strongest first, and two groups become one only if, taken together, they look like one person.

A chain of likely pairs may tie strangers at its ends. So before two groups are joined every member of one is held
against every member of the other: what forbids a join forbids it here, and the mean weight must not speak against it.

Groups grow inside pieces, and within a piece every pair is weighed once, all pieces together. A piece is bounded, so
that a chain through half a file costs no more than its length; pairs that tie two pieces come last.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy
from numpy.typing import NDArray

from jigsaw.engine.linkage.adapt.scoring import Floats, Pairs

LARGEST_PIECE = 250
LARGEST_FULLY_COMPARED = 400
"""Pairs between two groups that are weighed to judge a join of two pieces; of more, so many taken evenly."""

_AT_ONCE = 2_000_000

Masks = NDArray[numpy.bool_]
Weigh = Callable[[Pairs], Floats]
Forbidden = Callable[[Pairs], Masks]
Edge = tuple[int, int]


def group(
    count: int, edges: Sequence[Edge], weigh: Weigh, forbidden: Forbidden, *, least_mean: float
) -> tuple[list[list[int]], list[Edge]]:
    """The groups of positions 0 to count - 1, and the edges that were cut. `edges`: the strongest first.

    `weigh`: the weights of any pairs. `forbidden`: which pairs may never stand together. `least_mean`: the mean
    weight between two groups, in bits, below which they are not joined.
    """
    groups = _Groups(count)
    cut: list[Edge] = []
    pieces, between = _pieces(count, edges)
    for batch in _batches(pieces):
        for (members, inside), held in zip(batch, _held(batch, weigh, forbidden), strict=True):
            place = {each: at for at, each in enumerate(members)}
            cut += groups.join(inside, _Known(place, *held), least_mean)
    cut += groups.join(between, _Asked(weigh, forbidden), least_mean)
    return groups.all(), cut


class _Groups:
    """Which group each position stands in. A group is a list of its members, shared by them."""

    def __init__(self, count: int) -> None:
        self.of = [[at] for at in range(count)]

    def join(
        self,
        edges: Iterable[Edge],
        across: "Callable[[list[int], list[int]], tuple[bool, float]]",
        least: float,
    ) -> Iterator[Edge]:
        """Join along these edges where the two groups' pairs allow it; the edges that are cut."""
        apart: set[tuple[int, int, int, int]] = set()
        for left, right in edges:
            one, other = self.of[left], self.of[right]
            if one is other:
                continue
            # A group only grows, so its first member and its size say which group it was.
            asked = (one[0], len(one), other[0], len(other))
            if asked not in apart:
                is_forbidden, mean = across(one, other)
                single = len(one) == len(other) == 1
                if not is_forbidden and (single or mean >= least):
                    self._merge(one, other)
                    continue
                apart.add(asked)
            yield left, right

    def all(self) -> list[list[int]]:
        """The groups, each sorted, in the order of their first members."""
        distinct = {id(members): sorted(members) for members in self.of}
        return sorted(distinct.values())

    def _merge(self, one: list[int], other: list[int]) -> None:
        one.extend(other)
        for each in other:
            self.of[each] = one


class _Known:
    """The pairs of one piece, weighed beforehand."""

    def __init__(self, place: dict[int, int], weights: Floats, forbidden: Masks) -> None:
        self.place, self.weights, self.forbidden = place, weights, forbidden

    def __call__(self, one: Sequence[int], other: Sequence[int]) -> tuple[bool, float]:
        here = numpy.ix_([self.place[each] for each in one], [self.place[each] for each in other])
        return bool(self.forbidden[here].any()), float(self.weights[here].mean())


class _Asked:
    """Pairs between pieces, weighed when they are asked for."""

    def __init__(self, weigh: Weigh, forbidden: Forbidden) -> None:
        self.weigh, self.forbidden = weigh, forbidden

    def __call__(self, one: Sequence[int], other: Sequence[int]) -> tuple[bool, float]:
        pairs = numpy.array([(min(a, b), max(a, b)) for a in one for b in other], dtype=numpy.int64)
        step = -(-len(pairs) // LARGEST_FULLY_COMPARED)
        return bool(self.forbidden(pairs).any()), float(self.weigh(pairs[::step]).mean())


Piece = tuple[list[int], list[Edge]]


def _pieces(count: int, edges: Sequence[Edge]) -> tuple[list[Piece], list[Edge]]:
    """Positions tied by edges, no piece larger than the largest, with the edges inside; and the edges between."""
    piece = [[at] for at in range(count)]
    for left, right in edges:
        one, other = piece[left], piece[right]
        if one is not other and len(one) + len(other) <= LARGEST_PIECE:
            if len(one) < len(other):
                one, other = other, one
            one.extend(other)
            for each in other:
                piece[each] = one
    inside: dict[int, list[Edge]] = {}
    between = []
    for edge in edges:
        if piece[edge[0]] is piece[edge[1]]:
            inside.setdefault(id(piece[edge[0]]), []).append(edge)
        else:
            between.append(edge)
    return [(piece[ties[0][0]], ties) for ties in inside.values()], between


def _batches(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    batch, size = list[Piece](), 0
    for each in pieces:
        batch.append(each)
        size += len(each[0]) ** 2 // 2
        if size > _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _held(batch: Sequence[Piece], weigh: Weigh, forbidden: Forbidden) -> Iterator[tuple[Floats, Masks]]:
    """The weights among each piece's members, and which of them may not stand together: square, both ways."""
    corners = [numpy.triu_indices(len(members), 1) for members, _ in batch]
    found = []
    for (members, _), (rows, columns) in zip(batch, corners, strict=True):
        at = numpy.array(members, dtype=numpy.int64)
        found.append(numpy.sort(numpy.stack((at[rows], at[columns]), axis=1), axis=1))
    pairs = numpy.concatenate(found)
    weights, masks = weigh(pairs), forbidden(pairs)
    begin = 0
    for (members, _), corner in zip(batch, corners, strict=True):
        end = begin + len(corner[0])
        yield (
            _square(len(members), corner, weights[begin:end]),
            _square(len(members), corner, masks[begin:end]),
        )
        begin = end


_Kind = TypeVar("_Kind", numpy.float64, numpy.bool_)


def _square(size: int, corner: tuple[Pairs, ...], values: NDArray[_Kind]) -> NDArray[_Kind]:
    square = numpy.zeros((size, size), dtype=values.dtype)
    square[corner] = values
    square.T[corner] = values
    return square
