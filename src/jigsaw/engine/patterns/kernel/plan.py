"""Patterns laid out as the tables that the kernel walks. Nothing is decided here: each term becomes one node.

The clock alone may make a condition true (it **rises**) or untrue (it falls): a mark that leaves a window makes a
count smaller, never larger. In the same way a mark that appears makes most counts larger and one that goes makes them
smaller; but what comes in time, breaks a run or ends a flag makes untrue by appearing and true by going. So while a
pattern is not true only what rises is looked at, and while it is true only what falls. Where a number is held against
a longer one (rate), everything may do either. And where several marks count as one (a corrected piece, copies of an
incident), the earliest may stand between others and keep them from counting as episodes of their own, or from
following: on a timeline that has such marks every one of them may do either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jigsaw.engine.patterns.kernel import layout
from jigsaw.engine.patterns.kernel.layout import MOST_PATTERNS, MOST_SETS, Delay, Node, Row, Turns
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
    comparisons,
)
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
    """One pattern's tables. sets: bits of those it looks at. needs: of each, one set must be on a timeline."""

    numbered: Sets
    slots: int = 0
    nodes: list[Node] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    delays: list[Delay] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)
    sets: int = 0
    rises: Turns = field(default_factory=Turns)
    falls: Turns = field(default_factory=Turns)

    def number(self, kinds: Iterable[str]) -> int:
        """The number of a set that the pattern looks at."""
        found = self.numbered.number(kinds)
        self.sets |= 1 << found
        return found

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
    plan = Plan(sets)
    _add(plan, pattern.condition)
    plan.delays = [
        Delay(of=of, delay=delay, rises=rises)
        for (of, delay), rises in _delays(plan, pattern.condition).items()
    ]
    # A need is always made of sets that some term looks at.
    plan.needs = [plan.sets & sets.inside(kinds) for kinds in pattern.needs]
    return plan


def _add(plan: Plan, condition: Condition) -> None:
    if isinstance(condition, Comparison):
        node = _node(plan, condition.term)
        node.span, node.wanted, node.slot = 1, condition.at_least, plan.slot()
        _note_turns(plan, condition.term)
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


def _note_turns(plan: Plan, term: Term) -> None:
    more, fewer = _counted_and_opposed(term)
    counted, opposed = (sum(1 << plan.number(kinds) for kinds in each) for each in (more, fewer))
    plan.rises.appears |= counted
    plan.falls.goes |= counted
    plan.rises.goes |= opposed
    plan.falls.appears |= opposed


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


def _delays(plan: Plan, condition: Condition) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for one in comparisons(condition):
        for kinds, delay in _expiries(one.term):
            key = plan.number(kinds), delay
            found[key] = _sooner(found.get(key, layout.FALLS), _rises(one.term, delay))
    return found


def _expiries(term: Term) -> Iterable[tuple[frozenset[str], int]]:
    """As the term's own, in sets that it looks at."""
    if isinstance(term, Points):
        return [(item.of.kinds, term.within) for item in term.items]
    return term.expiries


def _sooner(one: int, other: int) -> int:
    """What holds where one delay stands for two."""
    return layout.RISES if layout.RISES in (one, other) else max(one, other)


def _rises(term: Term, delay: int) -> int:
    match term:
        case Absent():
            return layout.RISES if delay == term.after else layout.FALLS
        case Rate():
            return layout.RISES
        case Followed():
            return layout.RISES_WITH_COPIES
        case Number():
            return layout.RISES_WITH_COPIES if term.apart else layout.FALLS
    return layout.FALLS
