"""Through which records two records of one person are joined."""

from collections import deque
from collections.abc import Iterable

from jigsaw.engine.linkage.records import Edge, EdgeKind

JOINING = (EdgeKind.AUTOMATIC, EdgeKind.HUMAN)


def path(edges: Iterable[Edge], start: str, end: str) -> list[Edge]:
    """The fewest joining edges that lead from one record to the other, in order; empty when none do.

    Where several are as short, the stronger edge is taken at each record.
    """
    ties: dict[str, list[tuple[str, Edge]]] = {}
    for edge in sorted(edges, key=lambda one: (-one.weight, one.left, one.right)):
        if edge.kind in JOINING:
            ties.setdefault(edge.left, []).append((edge.right, edge))
            ties.setdefault(edge.right, []).append((edge.left, edge))
    came: dict[str, tuple[str, Edge]] = {}
    waiting = deque([start])
    while waiting and end not in came:
        at = waiting.popleft()
        for other, edge in ties.get(at, []):
            if other not in came and other != start:
                came[other] = (at, edge)
                waiting.append(other)
    return _walked(came, start, end)


def _walked(came: dict[str, tuple[str, Edge]], start: str, end: str) -> list[Edge]:
    found: list[Edge] = []
    at = end
    while at != start and at in came:
        at, edge = came[at]
        found.append(edge)
    return found[::-1] if at == start else []
