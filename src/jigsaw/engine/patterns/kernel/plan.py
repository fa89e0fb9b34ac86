"""A pattern laid out as the tables that the kernel walks. Nothing is decided here: each term becomes one node.

The clock alone may make a condition true (it **rises**) or only untrue (it falls): a mark that leaves a window
makes a count smaller, never larger. Where episodes are told apart (`apart`), or a number is held against a longer
one (rate), a mark that leaves may do either, and the moment counts as rising.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jigsaw.engine.patterns.kernel import layout
from jigsaw.engine.patterns.kernel.layout import Delay, Node, Row
from jigsaw.engine.patterns.language import (
    Absent,
    Agencies,
    AllOf,
    Comparison,
    Condition,
    Flag,
    Followed,
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

MOST_SETS = 64


class TooManySets(ValueError):
    """A pattern reads more sets of kinds than a mark has bits for: only the naive evaluator takes it."""


@dataclass
class Sets:
    """A pattern's sets of kinds, each with a bit of its own."""

    bits: dict[frozenset[str], int] = field(default_factory=dict)

    def bit(self, kinds: Iterable[str]) -> int:
        """The bit of this set. Raises TooManySets past the last."""
        wanted = frozenset(kinds)
        if wanted not in self.bits and len(self.bits) == MOST_SETS:
            raise TooManySets
        return self.bits.setdefault(wanted, 1 << len(self.bits))

    def of(self, kind: str) -> int:
        """The bits of every set that the kind is in."""
        return sum(bit for kinds, bit in self.bits.items() if kind in kinds)


@dataclass
class Plan:
    """One pattern's tables. needs: bits of which each must be on a timeline."""

    sets: Sets = field(default_factory=Sets)
    nodes: list[Node] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    delays: list[Delay] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)


def plan_of(pattern: Pattern) -> Plan:
    """The pattern's tables. Raises TooManySets."""
    plan = Plan()
    _add(plan, pattern.condition)
    plan.delays = [
        Delay(of=of, delay=delay, rises=rises)
        for (of, delay), rises in _delays(plan, pattern.condition).items()
    ]
    plan.needs = [plan.sets.bit(kinds) for kinds in pattern.needs]
    return plan


def _add(plan: Plan, condition: Condition) -> None:
    if isinstance(condition, Comparison):
        node = _node(plan, condition.term)
        node.span, node.wanted = 1, condition.at_least
        plan.nodes.append(node)
        return
    shape = layout.ALL_OF if isinstance(condition, AllOf) else layout.ANY_OF
    node = Node(shape=shape, parts=len(condition.parts))
    before = len(plan.nodes)
    plan.nodes.append(node)
    for part in condition.parts:
        _add(plan, part)
    node.span = len(plan.nodes) - before


def _node(plan: Plan, term: Term) -> Node:
    bit = plan.sets.bit
    match term:
        case Number():
            return Node(term=layout.NUMBER, of=bit(term.of.kinds), within=term.within, apart=term.apart)
        case Agencies() | People():
            which = layout.AGENCIES if isinstance(term, Agencies) else layout.PEOPLE
            return Node(term=which, of=bit(term.of.kinds), within=term.within)
        case Absent():
            return _absent(plan, term)
        case Followed():
            which = layout.FOLLOWED if term.counting == "pieces" else layout.FOLLOWED_BY_AGENCIES
            of, by = bit(term.of.kinds), bit(term.by.kinds)
            return Node(term=which, of=of, by=by, within=term.within, apart=term.apart)
        case Rate():
            return _with_rows(plan, _rate(plan, term), [(0, up_to, needed) for up_to, needed in term.table])
        case Flag():
            which = layout.LACKS if isinstance(term, Lacks) else layout.FLAG
            return Node(term=which, of=bit([term.started]), by=bit([term.ended]))
        case Points():
            lines = [(bit(item.of.kinds), item.weight, item.cap) for item in term.items]
            return _with_rows(plan, Node(term=layout.POINTS, within=term.within), lines)
        case Run():
            which = layout.RUN_OF_AGENCY if term.same_agency else layout.RUN
            return Node(term=which, of=bit(term.of.kinds), by=bit(term.broken_by.kinds), within=term.within)


def _absent(plan: Plan, term: Absent) -> Node:
    return Node(
        term=layout.ABSENT,
        of=plan.sets.bit(term.of.kinds),
        by=plan.sets.bit(term.without.kinds),
        after=term.after,
        within=term.within,
        before=term.before,
        late_ends=term.late_ends,
    )


def _rate(plan: Plan, term: Rate) -> Node:
    return Node(
        term=layout.RATE,
        of=plan.sets.bit(term.of.kinds),
        within=term.long,
        recent=term.recent,
        apart=term.apart,
    )


def _with_rows(plan: Plan, node: Node, rows: list[tuple[int, int, int]]) -> Node:
    node.first_row, node.rows = len(plan.rows), len(rows)
    plan.rows += [Row(of=of, weight=weight, cap=cap) for of, weight, cap in rows]
    return node


def _delays(plan: Plan, condition: Condition) -> dict[tuple[int, int], bool]:
    found: dict[tuple[int, int], bool] = {}
    for one in comparisons(condition):
        for kinds, delay in one.term.expiries:
            key = plan.sets.bit(kinds), delay
            found[key] = found.get(key, False) or _rises(one.term, delay)
    return found


def _rises(term: Term, delay: int) -> bool:
    match term:
        case Absent():
            return delay == term.after
        case Rate():
            return True
        case Number() | Followed():
            return term.apart > 0
    return False
