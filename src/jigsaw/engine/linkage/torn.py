"""Records that are as like one person as another who cannot be the first: nobody can say yet whose they are.

A record without a birth date is like a father and like his son of one name, who are kept apart. To join the likelier
would quietly give one what may be the other's, and which is likelier is often a matter of a telephone that one agency
wrote down. So it must be likelier by a margin; else it waits for a person.
"""

from collections.abc import Iterable, Mapping, Sequence

from jigsaw.engine.linkage.contradictions import Contradiction
from jigsaw.engine.linkage.records import Edge, EdgeKind
from jigsaw.engine.linkage.rules import SAME_NHS_NUMBER

_OF_TWO_PEOPLE = frozenset(
    kind.value
    for kind in (
        Contradiction.NHS_NUMBERS,
        Contradiction.TWINS,
        Contradiction.HOUSEHOLD,
        Contradiction.GENERATIONS,
        Contradiction.SIBLINGS,
        Contradiction.BIRTH_DATES,
        Contradiction.OWN_IDS,
    )
)


def torn_records(settled: Iterable[Edge], group: Mapping[str, Sequence[str]], margin: float) -> set[str]:
    """The records whose likeness to another person comes within a margin, in bits, of that to their own.

    `settled`: the edges of a component, joining or cut; `group`: each record's person. What a person said, and an
    equal NHS number, is no likeness and above any.
    """
    mine: dict[str, float] = {}
    others: dict[str, float] = {}
    for edge in settled:
        if edge.kind is EdgeKind.CUT and edge.held_apart_by in _OF_TWO_PEOPLE:
            strongest = others
        elif group[edge.left] is group[edge.right]:
            strongest = mine
        else:
            continue
        for end in (edge.left, edge.right):
            strongest[end] = max(edge.weight, strongest.get(end, edge.weight))
    return {
        each
        for each, weight in others.items()
        if each in mine and mine[each] < min(weight + margin, SAME_NHS_NUMBER)
    }
