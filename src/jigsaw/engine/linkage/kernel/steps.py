"""A comparison's levels as one graph of tests, which a kernel walks from the first to the level that holds.

Each test is of whole numbers (is it there, are two equal), or of what they stand for: texts, lists, numbers. Those of
whole numbers come first where order makes no difference, because they are the cheap ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from jigsaw.engine.linkage.expressions import Condition, Either, Every
from jigsaw.engine.linkage.kernel.leaves import Kind, Leaf
from jigsaw.engine.linkage.kernel.operands import Operands
from jigsaw.engine.linkage.model import Model


@dataclass(frozen=True, slots=True)
class Step:
    """A test and where to go: a step of the same comparison (0 or more), or -1 - the level's place in it."""

    leaf: Leaf
    if_true: int
    if_false: int


def steps_of(model: Model, operands: Operands) -> list[list[Step]]:
    """The graph of each comparison, in the model's order; every step goes to later ones."""
    return [_graph(tuple(level.condition for level in each.levels), operands) for each in model.comparisons]


def _graph(conditions: tuple[Condition | None, ...], operands: Operands) -> list[Step]:
    builder = _Builder(operands)
    entry = -len(conditions)
    for at in range(len(conditions) - 2, -1, -1):
        condition = conditions[at]
        entry = -1 - at if condition is None else builder.node(condition, -1 - at, entry)
    return builder.in_order(entry)


class _Builder:
    """Builds from the last test to the first, so that both ways out of a test are known when it is made."""

    def __init__(self, operands: Operands) -> None:
        self.operands = operands
        self.nodes: list[Step] = []
        self.known: dict[Step, int] = {}

    def node(self, condition: Condition, if_true: int, if_false: int) -> int:
        match condition:
            case Every(parts):
                entry = if_true
                for part in reversed(self._cheap_first(parts)):
                    entry = self.node(part, entry, if_false)
            case Either(parts):
                entry = if_false
                for part in reversed(self._cheap_first(parts)):
                    entry = self.node(part, if_true, entry)
            case leaf:
                entry = self._leaf(self.operands.leaf(leaf), if_true, if_false)
        return entry

    def _leaf(self, leaf: Leaf, if_true: int, if_false: int) -> int:
        if leaf.opposite:
            if_true, if_false = if_false, if_true
        step = Step(leaf, if_true, if_false)
        if step not in self.known:
            self.known[step] = len(self.nodes)
            self.nodes.append(step)
        return self.known[step]

    def _cheap_first(self, parts: tuple[Condition, ...]) -> list[Condition]:
        return sorted(parts, key=self._cost)

    def _cost(self, condition: Condition) -> int:
        match condition:
            case Every(parts) | Either(parts):
                return max(map(self._cost, parts))
            case leaf:
                kind = self.operands.leaf(leaf).kind
                return 0 if kind <= Kind.UNEQUAL else int(kind)

    def in_order(self, entry: int) -> list[Step]:
        """The steps that can be reached, the first to walk first."""
        if entry < 0:
            return []
        used, waiting = {entry}, [entry]
        while waiting:
            step = self.nodes[waiting.pop()]
            ahead = {target for target in (step.if_true, step.if_false) if target >= 0} - used
            used |= ahead
            waiting.extend(ahead)
        order = sorted(used, reverse=True)
        place: Mapping[int, int] = {node: at for at, node in enumerate(order)}
        return [
            Step(
                self.nodes[node].leaf,
                place.get(self.nodes[node].if_true, self.nodes[node].if_true),
                place.get(self.nodes[node].if_false, self.nodes[node].if_false),
            )
            for node in order
        ]
