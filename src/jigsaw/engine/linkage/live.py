"""A few records at a time: what `cluster.link_all` over everybody would answer, by touching only what
changed.

The caller first writes the new state to its store (records, keys, decisions), then asks; it replaces every
edge that has an end in `settled` or `gone` by `edges`, and the persons of `settled` by `persons`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from jigsaw.engine.linkage.blocking import Skipped, skipped_rules
from jigsaw.engine.linkage.cluster import Decisions, compare_ready, judge, settle_all, waiting
from jigsaw.engine.linkage.decide import Compared
from jigsaw.engine.linkage.encoded.joining import keys_of
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.records import Edge, HumanDecision, Person, Record
from jigsaw.engine.linkage.settle import Pair


class CandidateStore(Protocol):
    """What live linkage asks of a store that already holds the new state."""

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many records stand in each block."""

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        """The records that stand in any of these blocks."""

    def with_ids(self, ids: Collection[str]) -> Iterable[Record]:
        """The records with these ids."""

    def edges_of(self, ids: Collection[str]) -> Iterable[Edge]:
        """The stored edges with an end among these ids, of every kind."""

    def decisions_about(self, ids: Collection[str]) -> Iterable[HumanDecision]:
        """What people decided about pairs with an end among these ids."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What changed: the records whose persons were settled anew, those that are gone, and what became."""

    settled: frozenset[str]
    gone: frozenset[str]
    persons: list[Person]
    edges: list[Edge]
    doubtful: list[Edge]
    skipped: list[Skipped]


def link_some(
    changed: Iterable[Record], store: CandidateStore, model: Model, *, replaced: Iterable[Record] = ()
) -> Relinked:
    """Who is who after these records came, changed or went.

    `changed`: records that are new, were corrected, or about whom a person decided. `replaced`: the former
    versions of corrected records, and deleted records.
    """
    return _Step(list(changed), list(replaced), store, model).result()


class _Step:
    """One change to who is who, worked out against a store."""

    def __init__(
        self, changed: list[Record], replaced: list[Record], store: CandidateStore, model: Model
    ) -> None:
        self.store = store
        self.model = model
        self.known: dict[str, Record] = {}
        self.compared: dict[str, Compared] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        self._learn(changed)
        self.touched = {record.id for record in changed}
        self.gone = {record.id for record in replaced} - self.touched
        self.sizes: dict[str, int] = {}
        self.said: list[HumanDecision] = []
        self._touch_blocks_that_crossed_the_cap(len(changed), replaced)

    def result(self) -> Relinked:
        found, sizes = self._new_edges()
        settled_ids, kept = self._reach(found)
        self._learn(self.store.with_ids(settled_ids - self.known.keys()))
        said = Decisions([*self.said, *self.store.decisions_about(settled_ids - self.touched)])
        inside = {each: self.compared[each] for each in settled_ids}
        persons, edges = settle_all(inside, [*found, *kept], said, self.known, self.model)
        skipped = skipped_rules(sizes, self.model.rules.block_cap)
        return Relinked(
            frozenset(settled_ids), frozenset(self.gone), persons, edges, waiting(persons, edges), skipped
        )

    def _learn(self, records: Iterable[Record]) -> None:
        for record in records:
            if record.id not in self.known:
                self.known[record.id] = record
                self.compared[record.id] = compare_ready(record, self.model)

    def _keys_of(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        for each in ids:
            if each not in self.keys:
                self.keys[each] = self._keys(self.compared[each])
        return {each: self.keys[each] for each in ids}

    def _keys(self, ready: Compared) -> tuple[str, ...]:
        return keys_of(ready.standard, ready.sent, self.model.keys)

    def _touch_blocks_that_crossed_the_cap(self, arrivals: int, replaced: list[Record]) -> None:
        # A block that grew past the cap falls silent, one that shrank to it speaks: its members look again.
        cap = self.model.rules.block_cap
        left = {key for record in replaced for key in self._keys(compare_ready(record, self.model))}
        entered = {key for keys in self._keys_of(self.touched).values() for key in keys}
        sizes = self._sizes_of(entered | left)
        crossed = {key for key in entered if cap < sizes.get(key, 0) <= cap + arrivals}
        crossed |= {key for key in left if cap - len(replaced) < sizes.get(key, 0) <= cap}
        if crossed:
            members = list(self.store.with_keys(crossed))
            self._learn(members)
            self.touched |= {record.id for record in members}

    def _sizes_of(self, keys: set[str]) -> Mapping[str, int]:
        unknown = keys - self.sizes.keys()
        if unknown:
            self.sizes.update(dict.fromkeys(unknown, 0) | dict(self.store.block_sizes(unknown)))
        return {key: self.sizes[key] for key in keys}

    def _new_edges(self) -> tuple[list[Edge], Mapping[str, int]]:
        keys_of = self._keys_of(self.touched)
        sizes = self._sizes_of({key for keys in keys_of.values() for key in keys})
        speaking = {key for key, size in sizes.items() if 1 < size <= self.model.rules.block_cap}
        met = list(self.store.with_keys(speaking))
        self._learn(met)
        said = self._decisions()
        found = list(judge(self._pairs(speaking, met), self.compared, said, self.model))
        return [*found, *(edge for edge in said.edges() if {edge.left, edge.right} & self.touched)], sizes

    def _decisions(self) -> Decisions:
        self.said = list(self.store.decisions_about(self.touched))
        others = {each for decision in self.said for each in (decision.left, decision.right)}
        self._learn(self.store.with_ids(others - self.known.keys()))
        return Decisions(each for each in self.said if each.left in self.known and each.right in self.known)

    def _pairs(self, speaking: set[str], met: list[Record]) -> set[Pair]:
        if len(self.touched) == 1:
            (one,) = self.touched
            return {_in_order(one, record.id) for record in met if record.id != one}
        blocks: dict[str, list[str]] = {}
        for each, keys in self._keys_of(self.compared).items():
            for key in speaking.intersection(keys):
                blocks.setdefault(key, []).append(each)
        touched = self.touched
        return {
            _in_order(one, other)
            for members in blocks.values()
            for one in touched.intersection(members)
            for other in members
            if one != other
        }

    def _reach(self, found: list[Edge]) -> tuple[set[str], list[Edge]]:
        """Every record whose person may change, and the stored edges that still hold among them."""
        renewed = self.touched | self.gone
        reached = self.touched | {
            each for edge in found if edge.is_active for each in (edge.left, edge.right)
        }
        frontier, kept = reached | self.gone, dict[Pair, Edge]()
        while frontier:
            nearby: set[str] = set()
            for edge in self.store.edges_of(frontier):
                ends = {edge.left, edge.right}
                if not ends & renewed:
                    kept[edge.left, edge.right] = edge
                if edge.is_active:
                    nearby |= ends - self.gone
            frontier = nearby - reached
            reached |= nearby
        return reached, list(kept.values())


def _in_order(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
