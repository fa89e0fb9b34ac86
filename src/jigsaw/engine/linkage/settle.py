"""Edges into persons: a person is a set of records held together by edges, with nothing in it that forbids
it.

Edges are taken strongest first, what a person said before all; an edge that would bring together what must
stay apart is cut. That is the same as cutting the weakest edge of the chain between the two, and it depends
only on the edges, never on the order in which records came. What a person said is kept above any weight: "not
the same" above "the same".
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

from jigsaw.engine.linkage.contradictions import Contradiction, household, numbers_differ
from jigsaw.engine.linkage.records import Edge, EdgeKind
from jigsaw.engine.linkage.standardise import Standard

Pair = tuple[str, str]
Forbids = Callable[[str, str], Contradiction | None]
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def components(ids: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """The sets of records that active edges tie together; a record without edges stands alone."""
    groups = {each: [each] for each in ids}
    for edge in edges:
        one, other = groups[edge.left], groups[edge.right]
        if one is not other:
            larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
            larger.extend(smaller)
            groups.update(dict.fromkeys(smaller, larger))
    return list({id(group): group for group in groups.values()}.values())


def settle(
    standards: Mapping[str, Standard],
    edges: Collection[Edge],
    kept_apart: Collection[Pair],
    said_at: Mapping[Pair, datetime],
    forbids: Forbids | None = None,
) -> tuple[list[list[str]], list[Edge]]:
    """The persons of one component and its edges, each now joining or cut.

    `standards`: the component's records. `kept_apart`: the pairs of whom a person said that they are not the
    same. `said_at`: when a person said that a pair is the same; the later is taken first where two cannot
    both hold. `forbids`: what keeps two records apart of which one came encoded, by their ids.
    """
    if len(standards) == 2 and not kept_apart:
        return [list(standards)], [_joining(edge) for edge in edges]
    return _Settlement(standards, edges, kept_apart, said_at, forbids).result()


def _joining(edge: Edge) -> Edge:
    if edge.kind is not EdgeKind.CUT:
        return edge
    return replace(edge, kind=EdgeKind.AUTOMATIC, held_apart_by="")


class _Settlement:
    """The settling of one component: groups grow as edges are taken in order of strength."""

    def __init__(
        self,
        standards: Mapping[str, Standard],
        edges: Collection[Edge],
        kept_apart: Collection[Pair],
        said_at: Mapping[Pair, datetime],
        forbids: Forbids | None,
    ) -> None:
        self.forbids = forbids
        self.standards = standards
        self.kept_apart = {frozenset(pair) for pair in kept_apart}
        self.group = {each: [each] for each in sorted(standards)}
        human = [_joining(edge) for edge in edges if edge.kind is EdgeKind.HUMAN]
        automatic = [_joining(edge) for edge in edges if edge.kind is not EdgeKind.HUMAN]
        human.sort(key=lambda edge: (said_at.get((edge.left, edge.right), _LONG_AGO), edge.left, edge.right))
        automatic.sort(key=lambda edge: (-round(edge.weight, 6), edge.left, edge.right))
        self.in_order = [*reversed(human), *automatic]
        self.accepted_as_one: set[frozenset[str]] = set()

    def result(self) -> tuple[list[list[str]], list[Edge]]:
        settled = [self._take(edge) for edge in self.in_order]
        return list({id(group): group for group in self.group.values()}.values()), settled

    def _take(self, edge: Edge) -> Edge:
        one, other = self.group[edge.left], self.group[edge.right]
        if one is other:
            return edge
        against = self._against(one, other, human=edge.kind is EdgeKind.HUMAN)
        if against:
            return replace(edge, kind=EdgeKind.CUT, held_apart_by=against.value)
        if edge.kind is EdgeKind.HUMAN:
            self._accept_numbers(one, other)
        merged = one + other
        self.group.update(dict.fromkeys(merged, merged))
        return edge

    def _against(self, one: list[str], other: list[str], *, human: bool) -> Contradiction | None:
        pairs = [(left, right) for left in one for right in other]
        if self.kept_apart and any(frozenset(pair) in self.kept_apart for pair in pairs):
            return Contradiction.PERSON
        if human:
            return None
        known = [(self.standards[left], self.standards[right]) for left, right in pairs]
        if any(numbers_differ(a, b) and not self._accepted(a, b) for a, b in known):
            return Contradiction.NHS_NUMBERS
        found = (self.forbids(left, right) for left, right in pairs) if self.forbids else ()
        return self._household(one, other, known) or next(filter(None, found), None)

    def _household(
        self, one: list[str], other: list[str], known: list[tuple[Standard, Standard]]
    ) -> Contradiction | None:
        found = [(a, b, why) for a, b in known if (why := household(a, b))]
        if not found:
            return None
        first, second = [self.standards[each] for each in one], [self.standards[each] for each in other]
        unanswered = (why for a, b, why in found if not (_knows(second, a, why) or _knows(first, b, why)))
        return next(unanswered, None)

    def _accept_numbers(self, one: list[str], other: list[str]) -> None:
        # A person who joins records with two NHS numbers says that both numbers are theirs.
        numbers = {self.standards[each].nhs_number for each in (*one, *other)} - {""}
        self.accepted_as_one.update(frozenset(pair) for pair in combinations(sorted(numbers), 2))

    def _accepted(self, a: Standard, b: Standard) -> bool:
        return frozenset((a.nhs_number, b.nhs_number)) in self.accepted_as_one


def _knows(group: list[Standard], stranger: Standard, why: Contradiction) -> bool:
    """Whether somebody in the group goes by the stranger's first name (or birth date) too."""
    if why in (Contradiction.TWINS, Contradiction.HOUSEHOLD):
        return any(set(each.first_roots) & set(stranger.first_roots) for each in group)
    return any(each.birth_date == stranger.birth_date for each in group)


def in_order_received(ids: Iterable[str], received: Mapping[str, datetime]) -> tuple[str, ...]:
    """A person's records, first received first, then by id."""
    return tuple(sorted(ids, key=lambda each: (received[each], each)))
