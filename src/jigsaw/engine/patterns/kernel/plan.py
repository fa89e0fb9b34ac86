"""Patterns laid out as the tables that the kernel walks. Nothing is decided here: each term becomes one node.

Besides, what a mark may do to a pattern by appearing. It makes most counts larger (the pattern **rises**); what comes
in time, breaks a run or ends a flag makes them smaller (it falls); of a number held against a longer one (rate) it may
do either. Where several marks count as one (copies of an incident), the earliest may stand between others and keep them
from counting as episodes of their own: of a timeline that has such marks nothing is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jigsaw.engine.patterns.kernel import layout
from jigsaw.engine.patterns.kernel.layout import MOST_PATTERNS, MOST_SETS, Node, Row
from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Flag,
    Followed,
    KindSet,
    Lacks,
    Number,
    People,
    Points,
    Rate,
    Run,
    Term,
)
from jigsaw.engine.patterns.naive import holds
from jigsaw.engine.patterns.pattern import Pattern


class NotForTheKernel(ValueError):
    """A pattern that only the naive evaluator takes: it reads too many sets of kinds, or has a term unknown here."""


@dataclass
class Sets:
    """Sets of kinds, each with a number of its own; patterns that ask for the same set share it."""

    numbers: dict[frozenset[str], int] = field(default_factory=dict)

    def number(self, kinds: Iterable[str]) -> int:
        """The number of this set."""
        return self.numbers.setdefault(frozenset(kinds), len(self.numbers))

    def of(self, kind: str) -> int:
        """Bits of every set that the kind is in."""
        return sum(1 << number for kinds, number in self.numbers.items() if kind in kinds)

    def inside(self, kinds: frozenset[str]) -> int:
        """Bits of every set of which all kinds are among these."""
        return sum(1 << number for mine, number in self.numbers.items() if mine <= kinds)


@dataclass
class Plan:
    """One pattern's tables; sets as bits.

    sets: those it looks at. lists: those of which it reads lists. screens: those that tell whether it ever could
    hold. once: those in which copies of one thing are to be counted once. needs: of each, one set must be on a
    timeline. rises, falls: those of which a mark that appears may make it true, or untrue.
    """

    numbered: Sets
    slots: int = 0
    nodes: list[Node] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)
    sets: int = 0
    lists: int = 0
    screens: int = 0
    once: int = 0
    rises: int = 0
    falls: int = 0

    def number(self, kinds: Iterable[str]) -> int:
        """The number of a set that the pattern looks at."""
        found = self.numbered.number(kinds)
        self.sets |= 1 << found
        return found

    def bits(self, sets: Iterable[Iterable[str]]) -> int:
        """These sets, as bits."""
        return sum({1 << self.number(kinds) for kinds in sets})

    def slot(self) -> int:
        """A place of its own to keep how far a comparison has come."""
        self.slots += 1
        return self.slots - 1


def groups_of(patterns: Sequence[Pattern]) -> list[list[int]]:
    """The places of patterns that go together: their sets have numbers enough. Raises NotForTheKernel."""
    groups: list[list[int]] = []
    sets = Sets()
    for place, pattern in enumerate(patterns):
        own = Sets()
        plan_of(pattern, own)
        if len(own.numbers) > MOST_SETS:
            raise NotForTheKernel(pattern.id)
        together = {*sets.numbers, *own.numbers}
        if not groups or len(together) > MOST_SETS or len(groups[-1]) == MOST_PATTERNS:
            groups.append([])
            sets, together = Sets(), {*own.numbers}
        groups[-1].append(place)
        for kinds in together:
            sets.number(kinds)
    return groups


def plan_of(pattern: Pattern, sets: Sets) -> Plan:
    """The pattern's tables; its sets get their numbers from `sets`. Raises NotForTheKernel."""
    if holds(pattern.condition, [], 0):
        raise NotForTheKernel(pattern.id)  # true of nothing: no moment begins it
    plan = Plan(sets)
    _add(plan, pattern.condition)
    # A need is always made of sets that some term looks at.
    plan.needs = [plan.sets & sets.inside(kinds) for kinds in pattern.needs]
    return plan


def _add(plan: Plan, condition: Condition) -> None:
    if isinstance(condition, Comparison):
        node = _node(plan, condition.term)
        node.span, node.wanted, node.slot = 1, condition.at_least, plan.slot()
        _note_sets(plan, node, condition.term)
        plan.nodes.append(node)
        return
    if not isinstance(condition, AllOf | AnyOf):
        raise NotForTheKernel(type(condition).__name__)
    shape = layout.ALL_OF if isinstance(condition, AllOf) else layout.ANY_OF
    node = Node(shape=shape, parts=len(condition.parts))
    before = len(plan.nodes)
    plan.nodes.append(node)
    for part in sorted(condition.parts, key=_cost):
        _add(plan, part)
    node.span = len(plan.nodes) - before


def _cost(condition: Condition) -> int:
    """What is soon told goes first: where it settles the answer, the rest is not asked."""
    if not isinstance(condition, Comparison):
        return 3
    match condition.term:
        case Number() | Agencies() | People():
            return 0
        case Flag():
            return 1
    return 2


def _node(plan: Plan, term: Term) -> Node:
    number = plan.number
    match term:
        case Number():
            return Node(term=layout.NUMBER, of=number(term.of.kinds), within=term.within, apart=term.apart)
        case Agencies() | People():
            which = layout.AGENCIES if isinstance(term, Agencies) else layout.PEOPLE
            return Node(term=which, of=number(term.of.kinds), within=term.within)
        case Absent():
            return _absent(plan, term)
        case Followed():
            which = layout.FOLLOWED if term.counting == "pieces" else layout.FOLLOWED_BY_AGENCIES
            of, by = number(term.of.kinds), number(term.by.kinds)
            return Node(term=which, of=of, by=by, within=term.within, apart=term.apart)
        case Rate():
            return _rate(plan, term)
        case Flag():
            which = layout.LACKS if isinstance(term, Lacks) else layout.FLAG
            return Node(term=which, of=number([term.started]), by=number([term.ended]))
        case Points():
            lines = [(item.of, item.weight, item.cap) for item in term.items]
            return _with_rows(plan, Node(term=layout.POINTS, within=term.within), lines)
        case Run():
            which = layout.RUN_OF_AGENCY if term.same_agency else layout.RUN
            of, by = number(term.of.kinds), number(term.broken_by.kinds)
            return Node(term=which, of=of, by=by, within=term.within)
    raise NotForTheKernel(type(term).__name__)


def _note_sets(plan: Plan, node: Node, term: Term) -> None:
    more, fewer = (plan.bits(sets) for sets in _counted_and_opposed(term))
    node.sets = more | fewer
    plan.rises |= more
    plan.falls |= fewer
    plan.screens |= more
    plan.lists |= more if isinstance(term, Absent | Run) else node.sets
    if node.wanted > 1 or isinstance(term, Followed | Rate):
        plan.once |= 0 if isinstance(term, Agencies | People | Flag) else more


def _counted_and_opposed(term: Term) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The sets of which a mark can only make the term larger, and those of which one can only make it smaller."""
    match term:
        case Absent():
            return {term.of.kinds}, {term.without.kinds}
        case Run():
            return {term.of.kinds}, {term.broken_by.kinds}
        case Lacks():
            return {frozenset({term.ended})}, {frozenset({term.started})}
        case Flag():
            return {frozenset({term.started})}, {frozenset({term.ended})}
        case Rate():
            return {term.of.kinds}, {term.of.kinds}
        case Followed():
            return {term.of.kinds, term.by.kinds}, set()
        case Points():
            return {item.of.kinds for item in term.items}, set()
        case Number() | Agencies() | People():
            return {term.of.kinds}, set()


def _absent(plan: Plan, term: Absent) -> Node:
    return Node(
        term=layout.ABSENT,
        of=plan.number(term.of.kinds),
        by=plan.number(term.without.kinds),
        after=term.after,
        within=term.within,
        before=term.before,
        late_ends=term.late_ends,
    )


def _rate(plan: Plan, term: Rate) -> Node:
    of = plan.number(term.of.kinds)
    node = Node(term=layout.RATE, of=of, within=term.long, recent=term.recent, apart=term.apart)
    return _with_rows(plan, node, [(term.of, up_to, needed) for up_to, needed in term.table])


def _with_rows(plan: Plan, node: Node, rows: list[tuple[KindSet, int, int]]) -> Node:
    node.first_row, node.rows = len(plan.rows), len(rows)
    plan.rows += [
        Row(of=plan.number(of.kinds), slot=plan.slot(), weight=weight, cap=cap) for of, weight, cap in rows
    ]
    return node
