"""Rows that look like two members of one household, among many pairs at once.

`contradictions.household` is the rule. It is slow by the million, and can only hold where a name, a home or a birth
date agrees or a generation lies between: that much is asked of whole columns first.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy
from numpy.typing import NDArray

from jigsaw.engine.linkage.adapt.comparable import IDENTIFIER, ORGANISATION, Comparable
from jigsaw.engine.linkage.adapt.scoring import Pairs
from jigsaw.engine.linkage.contradictions import GENERATION, Contradiction, household
from jigsaw.engine.linkage.similarity import damerau_levenshtein, jaro_winkler
from jigsaw.engine.linkage.standardise import Standard

Masks = NDArray[numpy.bool_]
Codes = NDArray[numpy.int64]

_ABSENT = -1
_ALIKE = 0.849
_KINDS = (Contradiction.TWINS, Contradiction.HOUSEHOLD, Contradiction.GENERATIONS)

Likeness = Callable[[Standard, Standard], Contradiction | None]

ENOUGH_TOLD = 10
FOR_EACH_OTHER = 3
"""How many pairs whose numbers agree are enough to tell, and how many there must be for each whose numbers differ."""

TWINS_FOR_SLIPS = 2


class Households:
    """Says of pairs of these rows whether they look like a household's, or may not be one human being.

    `rule`: `household`; or `like_two_people`, by which records of the store are judged, where nothing is learnt from
    the rows and they are judged as those are.
    """

    def __init__(
        self, people: Sequence[Comparable], *, across_only: bool, rule: Likeness = household
    ) -> None:
        self.people = people
        self.across_only = across_only
        self.rule = rule
        self._given = _codes(people, lambda s: s.given)
        self._family = _codes(people, lambda s: s.family)
        self._home = _codes(people, lambda s: s.postcode)
        self._date = _codes(people, lambda s: s.birth_date)
        self._number = _codes(people, lambda s: s.nhs_number)
        self._source = _codes(people, lambda s: s.agency)
        self._generation = _codes(people, lambda s: s.generation)
        self._company = numpy.array([ORGANISATION in each.columns for each in people], dtype=bool)
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
        return self.rule(one.standard, other.standard) is not None and not share_an_identifier(one, other)

    def common_here(self, pairs: Pairs) -> frozenset[Contradiction]:
        """The likenesses that speak for two people in these files. `pairs`: those that would join but for them.

        Some files' slips look like households: a field replaced as a whole. Numbers of their own tell, where there are
        enough. Else: a slip takes the family name as often as the first name, and a twin never has another family name;
        and two of one name in one home, a generation apart, are a parent and child.
        """
        told: dict[Contradiction, Counter[bool | None]] = {kind: Counter() for kind in _KINDS}
        for at in numpy.flatnonzero(self._possible(pairs)).tolist():
            one, other = (self.people[each] for each in pairs[at].tolist())
            if kind := household(one.standard, other.standard):
                told[kind][_likeness(one, other)] += 1
        first_names, family_names = self._names_replaced(pairs)
        twins = first_names > TWINS_FOR_SLIPS * family_names + ENOUGH_TOLD
        untold = dict.fromkeys(_KINDS, twins) | {Contradiction.GENERATIONS: True}
        return frozenset(kind for kind in _KINDS if _speaks_for_two(told[kind], otherwise=untold[kind]))

    def are_of(self, pairs: Pairs, kinds: frozenset[Contradiction]) -> Masks:
        """Which pairs look like one of these kinds."""
        likenesses = (household(*(self.people[at].standard for at in pair)) for pair in pairs.tolist())
        return numpy.array([kind in kinds for kind in likenesses], dtype=bool)

    def _names_replaced(self, pairs: Pairs) -> tuple[int, int]:
        """How many pairs of one home and birth date have one family name, two first names; and how many the reverse."""
        left, right = pairs[:, 0], pairs[:, 1]
        at_home = _agree(self._date, left, right) & _agree(self._home, left, right)
        one_family, one_given = _agree(self._family, left, right), _agree(self._given, left, right)
        reverse = at_home & one_given & _differ(self._family, left, right)
        twins = numpy.flatnonzero(at_home & one_family & _differ(self._given, left, right)).tolist()
        first = sum(self.looks_like(*pairs[at].tolist()) for at in twins)
        family = sum(
            not _families_alike(*(self.people[each].standard for each in pairs[at].tolist()))
            for at in numpy.flatnonzero(reverse).tolist()
        )
        return first, family

    def forbidden(self, pairs: Pairs) -> Masks:
        """Which pairs may never stand in one group.

        Two NHS numbers; a senior and a junior; a company and a human being; and two rows of one source, if so asked.
        """
        left, right = pairs[:, 0], pairs[:, 1]
        apart: Masks = _differ(self._number, left, right) | (self._company[left] ^ self._company[right])
        apart |= _differ(self._generation, left, right)
        if self.across_only:
            apart |= self._source[left] == self._source[right]
        return apart

    def a_generation_apart(self, pairs: Pairs) -> Masks:
        """Which pairs have birth dates a generation apart, a slip of the pen among them."""
        left, right = pairs[:, 0], pairs[:, 1]
        years = numpy.abs(self._year[left] - self._year[right])
        return numpy.asarray(_differ(self._date, left, right) & (years >= GENERATION))

    def _possible(self, pairs: Pairs) -> Masks:
        left, right = pairs[:, 0], pairs[:, 1]
        of_one_family = _agree(self._family, left, right) | _agree(self._home, left, right)
        on_one_date = ~_differ(self._date, left, right)
        generations = self.a_generation_apart(pairs)
        if self.rule is not household:
            generations |= _differ(self._date, left, right) | _differ(self._generation, left, right)
        return numpy.asarray((of_one_family & on_one_date & _differ(self._given, left, right)) | generations)


def _codes(people: Sequence[Comparable], of: Callable[[Standard], str]) -> Codes:
    return _numbered(of(each.standard) for each in people)


def _numbered(values: Iterable[str]) -> Codes:
    numbers: dict[str, int] = {"": _ABSENT}
    return numpy.array([numbers.setdefault(each, len(numbers)) for each in values], numpy.int64)


def _agree(codes: Codes, left: Codes, right: Codes) -> Masks:
    return numpy.asarray((codes[left] == codes[right]) & (codes[left] != _ABSENT))


def _differ(codes: Codes, left: Codes, right: Codes) -> Masks:
    return numpy.asarray((codes[left] != codes[right]) & (codes[left] != _ABSENT) & (codes[right] != _ABSENT))


def _speaks_for_two(told: Counter[bool | None], *, otherwise: bool) -> bool:
    if told[True] + told[False] < ENOUGH_TOLD:
        return otherwise
    return told[True] < FOR_EACH_OTHER * told[False]


def share_an_identifier(one: Comparable, other: Comparable) -> bool:
    """Whether a number that belongs to one human being stands in both."""
    return any(value and other.columns.get(name) == value for name, value in _identifiers(one))


def _likeness(one: Comparable, other: Comparable) -> bool | None:
    """Whether their numbers are the same, but for a slip; None where no number stands in both."""
    both = [(value, told) for name, value in _identifiers(one) if value and (told := other.columns.get(name))]
    if not both:
        return None
    return any((damerau_levenshtein(value, told) or 0) <= 1 for value, told in both)


def _families_alike(one: Standard, other: Standard) -> bool:
    shared = set(one.family_tokens) & set(other.family_tokens)
    return bool(shared) or (jaro_winkler(one.family, other.family) or 0.0) >= _ALIKE


def _identifiers(person: Comparable) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in person.columns.items() if name.startswith(IDENTIFIER))
