"""Long thin chains: A is like B, B like C, C like D, D like E, and A and E have nothing in common.

Each join is likely and the chain is not. So no two records of a person may stand more than so many joins apart, by
the shortest way among the person's own records. Since joins are taken strongest first, the one that would make the
chain too long is its weakest. An equal NHS number and a person's word are no likeness and count no step.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from jigsaw.engine.linkage.records import Edge, EdgeKind
from jigsaw.engine.linkage.rules import SAME_NHS_NUMBER


class Chains:
    """How far the records of one component stand from one another, over all its active edges."""

    def __init__(self, edges: Iterable[Edge], most_steps: int) -> None:
        self.most_steps = most_steps
        self.near: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for edge in edges:
            steps = 0 if _is_no_likeness(edge) else 1
            self.near[edge.left].append((edge.right, steps))
            self.near[edge.right].append((edge.left, steps))

    def would_be_long(self, edge: Edge, one: Collection[str], other: Collection[str]) -> bool:
        """Whether a person of these two groups, joined by this edge, would have records too far apart."""
        if len(one) + len(other) <= self.most_steps + 1 or _is_no_likeness(edge):
            return False
        smaller, larger = sorted((one, other), key=len)
        members = {*one, *other}
        return any(not set(larger) <= self._within(each, members) for each in smaller)

    def _within(self, start: str, members: set[str]) -> set[str]:
        """The members that stand no more than the most steps from one of them."""
        reached, frontier = set[str](), {start}
        for _ in range(self.most_steps + 1):
            frontier = self._without_a_step(frontier, members) - reached
            reached |= frontier
            frontier = {
                each for one in frontier for each, steps in self.near[one] if steps and each in members
            }
        return reached

    def _without_a_step(self, start: set[str], members: set[str]) -> set[str]:
        found, frontier = set(start), set(start)
        while frontier:
            beside = {each for one in frontier for each, steps in self.near[one] if not steps}
            frontier = (beside & members) - found
            found |= frontier
        return found


def _is_no_likeness(edge: Edge) -> bool:
    return edge.kind is EdgeKind.HUMAN or edge.weight >= SAME_NHS_NUMBER
