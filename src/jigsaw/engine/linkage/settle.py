"""Edges into persons: a person is a set of records held together by edges, with nothing in it that forbids
it.

Edges are taken strongest first, what a person said before all; an edge that would bring together what must
stay apart is cut. That is the same as cutting the weakest edge of the chain between the two, and it depends
only on the edges, never on the order in which records came. What a person said is kept above any weight: "not
the same" above "the same".
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations

from jigsaw.engine.linkage.chains import Chains
from jigsaw.engine.linkage.contradictions import (
    Contradiction,
    first_names_agree,
    like_two_people,
    numbers_forbid,
    own_ids,
)
from jigsaw.engine.linkage.newcomers import like_both_sides
from jigsaw.engine.linkage.records import Edge, EdgeKind, Record
from jigsaw.engine.linkage.rules import SAME_NHS_NUMBER, Rules
from jigsaw.engine.linkage.standardise import Standard
from jigsaw.engine.linkage.torn import torn_records

Pair = tuple[str, str]
Forbids = Callable[[str, str], Contradiction | None]
_OF_FIRST_NAMES = (Contradiction.TWINS, Contradiction.HOUSEHOLD, Contradiction.SIBLINGS)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the records of one component, by id.

    `kept_apart`, `said_at`: when a person said that a pair is not, or is, the same. `forbids`: what keeps two records
    apart of which one came encoded, by their ids.
    """

    standards: Mapping[str, Standard]
    records: Mapping[str, Record]
    kept_apart: Mapping[Pair, datetime]
    said_at: Mapping[Pair, datetime]
    rules: Rules
    forbids: Forbids | None = None


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


def settle(known: Known, edges: Collection[Edge]) -> tuple[list[list[str]], list[Edge]]:
    """The persons of one component and its edges, each now joining or cut.

    Of what people said is the same, the later is taken first where two cannot both hold.
    """
    if len(known.standards) == 2 and not known.kept_apart:
        return [list(known.standards)], [_joining(edge) for edge in edges]
    return _Settlement(known, edges).result()


def _joining(edge: Edge) -> Edge:
    if edge.kind is not EdgeKind.CUT:
        return edge
    return replace(edge, kind=EdgeKind.AUTOMATIC, held_apart_by="")


class _Settlement:
    """The settling of one component: groups grow as edges are taken in order of strength."""

    def __init__(self, known: Known, edges: Collection[Edge], torn: Collection[str] = frozenset()) -> None:
        self.known = known
        self.edges = edges
        self.torn = frozenset(torn)
        self.standards = known.standards
        self.kept_apart = {frozenset(pair) for pair in known.kept_apart}
        self.group = {each: [each] for each in sorted(known.standards)}
        human = [_joining(edge) for edge in edges if edge.kind is EdgeKind.HUMAN]
        automatic = [_joining(edge) for edge in edges if edge.kind is not EdgeKind.HUMAN]
        human.sort(
            key=lambda edge: (known.said_at.get((edge.left, edge.right), _LONG_AGO), edge.left, edge.right)
        )
        automatic.sort(key=lambda edge: (-round(edge.weight, 6), edge.left, edge.right))
        self.in_order = [*reversed(human), *automatic]
        self.accepted_as_one = _superseded(known.standards.values())
        self.chains = Chains(self.in_order, known.rules.most_steps)
        self.held_out: Collection[Pair] = ()

    def result(self) -> tuple[list[list[str]], list[Edge]]:
        if self.kept_apart:
            self.held_out = like_both_sides(self.known, self.in_order, _established_persons)
        settled = [self._take(edge) for edge in self.in_order]
        torn = torn_records(settled, self.group, self.known.rules.torn_margin) - self.torn
        if torn:
            return _Settlement(self.known, self.edges, self.torn | torn).result()
        return list({id(group): group for group in self.group.values()}.values()), settled

    def _take(self, edge: Edge) -> Edge:
        one, other = self.group[edge.left], self.group[edge.right]
        if one is other:
            return edge
        against = self._against(edge, one, other)
        if against:
            return replace(edge, kind=EdgeKind.CUT, held_apart_by=against.value)
        if edge.kind is EdgeKind.HUMAN:
            self._accept_numbers(one, other)
        merged = one + other
        self.group.update(dict.fromkeys(merged, merged))
        return edge

    def _against(self, edge: Edge, one: list[str], other: list[str]) -> Contradiction | None:
        pairs = [(left, right) for left in one for right in other]
        if self.kept_apart and any(frozenset(pair) in self.kept_apart for pair in pairs):
            return Contradiction.PERSON
        if edge.kind is EdgeKind.HUMAN:
            return None
        if (edge.left, edge.right) in self.held_out:
            return Contradiction.SPLIT
        if edge.weight < SAME_NHS_NUMBER and self.torn and {edge.left, edge.right} & self.torn:
            return Contradiction.TORN
        known = [(self.standards[left], self.standards[right]) for left, right in pairs]
        return (
            self._constraint(known)
            or self._household(one, other, known)
            or self._further(edge, pairs, one, other)
        )

    def _constraint(self, known: list[tuple[Standard, Standard]]) -> Contradiction | None:
        if any(numbers_forbid(a, b) and not self._accepted(a, b) for a, b in known):
            return Contradiction.NHS_NUMBERS
        agencies = self.known.rules.one_id_each
        if agencies and any(own_ids(a, b, agencies) for a, b in known):
            return Contradiction.OWN_IDS
        return None

    def _further(
        self, edge: Edge, pairs: list[Pair], one: list[str], other: list[str]
    ) -> Contradiction | None:
        found = (self.known.forbids(*pair) for pair in pairs) if self.known.forbids else ()
        if against := next(filter(None, found), None):
            return against
        return Contradiction.CHAIN if self.chains.would_be_long(edge, one, other) else None

    def _household(
        self, one: list[str], other: list[str], known: list[tuple[Standard, Standard]]
    ) -> Contradiction | None:
        found = [(a, b, why) for a, b in known if (why := like_two_people(a, b))]
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


def _superseded(standards: Iterable[Standard]) -> set[frozenset[str]]:
    # A record that says its old numbers says that all of them are one person's.
    numbers = ({one.nhs_number, *one.former_numbers} - {""} for one in standards if one.former_numbers)
    return {frozenset(pair) for mine in numbers for pair in combinations(sorted(mine), 2)}


def _established_persons(known: Known, edges: Collection[Edge]) -> list[list[str]]:
    """The persons of some of a component's records by themselves, as if nobody else had come."""
    return _Settlement(known, edges).result()[0]


def _knows(group: list[Standard], stranger: Standard, why: Contradiction) -> bool:
    """Whether somebody in the group goes by the stranger's first name (or birth date) too."""
    if why in _OF_FIRST_NAMES:
        return any(first_names_agree(each, stranger) for each in group)
    return any(each.birth_date == stranger.birth_date for each in group)


def in_order_received(ids: Iterable[str], received: Mapping[str, datetime]) -> tuple[str, ...]:
    """A person's records, first received first, then by id."""
    return tuple(sorted(ids, key=lambda each: (received[each], each)))
