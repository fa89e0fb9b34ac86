"""Stored joins and edges brought up to date: only rows that changed are written. Callers hold the transaction."""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from jigsaw.care.linkage.models import Edge, Link
from jigsaw.care.linkage.store import Stored
from jigsaw.engine.linkage.records import Edge as EngineEdge
from jigsaw.foundation.core.asking import Question
from jigsaw.foundation.core.batches import batches
from jigsaw.foundation.core.inserting import insert_rows

ALONE = "No other source record was found to be the same person"
Join = tuple[UUID, str]
"""A record's person, and why."""

_LINKS = Question(
    "SELECT record_id, person_id, why FROM linkage_link WHERE record_id = ANY(%s)", UUID, UUID, str
)
_FORGET_LINKS = Question("DELETE FROM linkage_link WHERE record_id = ANY(%s)")
_FORGET_EDGES = (
    Question("DELETE FROM linkage_edge WHERE left_id = ANY(%s)"),
    Question("DELETE FROM linkage_edge WHERE right_id = ANY(%s)"),
)
_FORGET_EDGE = Question("DELETE FROM linkage_edge WHERE left_id = %s AND right_id = %s")
_TOLD = ("kind", "weight", "why", "held_apart_by")


def joins_of(records: Iterable[UUID]) -> dict[UUID, Join]:
    """The person of each of these source records that is joined, and why, by record."""
    return {record: (person, why) for ids in batches(records) for record, person, why in _LINKS.ask(ids)}


def ask_joins_of(records: Collection[UUID]) -> Callable[[], dict[UUID, Join]]:
    """As `joins_of`, asked now and read when called: for few, with other questions (`asking.Question.ahead`)."""
    answer = _LINKS.ahead(records)
    return lambda: {record: (person, why) for record, person, why in answer()}


def replace_edges(edges: Iterable[EngineEdge], settled: Collection[UUID], read: Stored | None) -> None:
    """These edges, and no others, are those of the records settled. `read`: with what the store has of theirs."""
    if read is None:
        for ids in batches(settled):
            for question in _FORGET_EDGES:
                question.tell(ids)
    stored, ends = read.edges if read else {}, set(map(str, settled))
    wanted = {(edge.left, edge.right): _values(edge) for edge in edges}
    for pair in stored.keys() - wanted.keys():
        if ends.intersection(pair):
            _FORGET_EDGE.tell(*map(UUID, pair))
    changed = {
        pair: values
        for pair, values in wanted.items()
        if pair not in stored or _values(stored[pair]) != values
    }
    rows = ((UUID(left), UUID(right), *values) for (left, right), values in changed.items())
    insert_rows(
        Edge,
        ("left_id", "right_id", *_TOLD),
        rows,
        write_over=_TOLD if read else (),
        known_by=("left", "right"),
    )


def replace_links(
    groups: Mapping[UUID, list[UUID]],
    edges: Iterable[EngineEdge],
    gone: Iterable[UUID],
    before: Mapping[UUID, Join],
) -> None:
    """Each record of these groups belongs to its group's person; those that are gone belong to nobody."""
    for ids in batches(gone):
        _FORGET_LINKS.tell(ids)
    why = _why_joined(edges)
    wanted = {
        record: (person, why.get(record, ALONE) if len(records) > 1 else ALONE)
        for person, records in groups.items()
        for record in records
    }
    rows = ((record, *join) for record, join in wanted.items() if before.get(record) != join)
    insert_rows(Link, ("record_id", "person_id", "why"), rows, write_over=("person", "why"))


def _values(edge: EngineEdge) -> tuple[str, float, str, str]:
    return edge.kind.value, edge.weight, edge.why[:300], edge.held_apart_by[:200]


def _why_joined(edges: Iterable[EngineEdge]) -> dict[UUID, str]:
    """For each record the words of the strongest edge that joins it to another."""
    best: dict[str, tuple[float, str]] = {}
    for edge in edges:
        if edge.kind.value in ("automatic", "human"):
            for end in (edge.left, edge.right):
                if end not in best or edge.weight > best[end][0]:
                    best[end] = (edge.weight, edge.why[:300])
    return {UUID(record): words for record, (_, words) in best.items()}
