"""Rows that look like two members of one household, among many pairs at once.

`contradictions.household` is the rule. It is slow by the million, and can only hold where a name, a home or a birth
date agrees or a generation lies between: that much is asked of whole columns first.
"""

from collections.abc import Callable, Sequence

import numpy
from numpy.typing import NDArray

from jigsaw.engine.linkage.adapt.comparable import IDENTIFIER, Comparable
from jigsaw.engine.linkage.adapt.scoring import Pairs
from jigsaw.engine.linkage.contradictions import GENERATION, household
from jigsaw.engine.linkage.standardise import Standard

Masks = NDArray[numpy.bool_]
Codes = NDArray[numpy.int64]

_ABSENT = -1


class Households:
    """Says of pairs of these rows whether they look like a household's, or may not be one human being."""

    def __init__(self, people: Sequence[Comparable], *, across_only: bool) -> None:
        self.people = people
        self.across_only = across_only
        self._given = _codes(people, lambda s: s.given)
        self._family = _codes(people, lambda s: s.family)
        self._home = _codes(people, lambda s: s.postcode)
        self._date = _codes(people, lambda s: s.birth_date)
        self._number = _codes(people, lambda s: s.nhs_number)
        self._source = _codes(people, lambda s: s.agency)
        self._year = numpy.array([int(each.standard.birth_year or _ABSENT) for each in people])

    def look_like(self, pairs: Pairs) -> Masks:
        """Which pairs look like twins, or a parent and child; an equal identifier says that they are one."""
        found = self._possible(pairs)
        for at in numpy.flatnonzero(found).tolist():
            found[at] = self.looks_like(*pairs[at].tolist())
        return found

    def looks_like(self, left: int, right: int) -> bool:
        """Whether one pair does."""
        one, other = self.people[left], self.people[right]
        return household(one.standard, other.standard) is not None and not _share_an_identifier(one, other)

    def forbidden(self, pairs: Pairs) -> Masks:
        """Which pairs may never stand in one group: two NHS numbers; two rows of one source, if so asked."""
        left, right = pairs[:, 0], pairs[:, 1]
        apart: Masks = _differ(self._number, left, right)
        if self.across_only:
            apart |= self._source[left] == self._source[right]
        return apart

    def _possible(self, pairs: Pairs) -> Masks:
        left, right = pairs[:, 0], pairs[:, 1]
        of_one_family = _agree(self._family, left, right) | _agree(self._home, left, right)
        on_one_date = ~_differ(self._date, left, right)
        years = numpy.abs(self._year[left] - self._year[right])
        generations = _differ(self._date, left, right) & (years >= GENERATION)
        return numpy.asarray((of_one_family & on_one_date & _differ(self._given, left, right)) | generations)


def _codes(people: Sequence[Comparable], of: Callable[[Standard], str]) -> Codes:
    numbers: dict[str, int] = {"": _ABSENT}
    return numpy.array([numbers.setdefault(of(each.standard), len(numbers)) for each in people], numpy.int64)


def _agree(codes: Codes, left: Codes, right: Codes) -> Masks:
    return numpy.asarray((codes[left] == codes[right]) & (codes[left] != _ABSENT))


def _differ(codes: Codes, left: Codes, right: Codes) -> Masks:
    return numpy.asarray((codes[left] != codes[right]) & (codes[left] != _ABSENT) & (codes[right] != _ABSENT))


def _share_an_identifier(one: Comparable, other: Comparable) -> bool:
    return any(
        value and other.columns.get(name) == value
        for name, value in one.columns.items()
        if name.startswith(IDENTIFIER)
    )
