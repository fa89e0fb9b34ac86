"""Records as they arrive, with corrections, deletions and people's decisions, in memory: live equals batch.

Run by bench.linkage_live in a process of its own; the engine's work alone, without a database.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random

from bench.arrivals import FIRST_DAY, arrivals
from bench.children import tell_parent
from jigsaw.engine.linkage.blocking import block_keys
from jigsaw.engine.linkage.cluster import link_all
from jigsaw.engine.linkage.live import Relinked, link_some
from jigsaw.engine.linkage.model import Model, default_model
from jigsaw.engine.linkage.records import Edge, HumanDecision, Record
from jigsaw.engine.linkage.standardise import standardise


class Memory:
    """A store in memory, with the indexes that a database would keep."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.records: dict[str, Record] = {}
        self.keys: dict[str, tuple[str, ...]] = {}
        self.blocks: dict[str, set[str]] = defaultdict(set)
        self.edges: dict[tuple[str, str], Edge] = {}
        self.beside: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.person: dict[str, tuple[str, ...]] = {}
        self.decisions: dict[str, list[HumanDecision]] = defaultdict(list)

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many records stand in each block."""
        return {key: len(self.blocks[key]) for key in keys if key in self.blocks}

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        """The records that stand in any of these blocks."""
        return [self.records[one] for one in {one for key in keys for one in self.blocks.get(key, ())}]

    def with_ids(self, ids: Collection[str]) -> Iterable[Record]:
        """The records with these ids."""
        return [self.records[one] for one in ids if one in self.records]

    def edges_of(self, ids: Collection[str]) -> Iterable[Edge]:
        """The edges with an end among these ids."""
        return [self.edges[pair] for pair in {pair for one in ids for pair in self.beside.get(one, ())}]

    def decisions_about(self, ids: Collection[str]) -> Iterable[HumanDecision]:
        """What people decided about these ids."""
        found = {id(said): said for one in ids for said in self.decisions.get(one, ())}
        return list(found.values())

    def put(self, *changed: Record, gone: Collection[str] = ()) -> None:
        """Take in records that are new or corrected, and let others go."""
        replaced = [self.records[one] for one in {*gone, *(r.id for r in changed)} if one in self.records]
        for one in replaced:
            self._forget(one.id)
        for one in changed:
            self.records[one.id], self.keys[one.id] = one, block_keys(standardise(one))
            for key in self.keys[one.id]:
                self.blocks[key].add(one.id)
        self._keep(link_some(changed, self, self.model, replaced=replaced))

    def say(self, decision: HumanDecision) -> None:
        """Take in what a person decided."""
        self.decisions[decision.left].append(decision)
        self.decisions[decision.right].append(decision)
        self.put(self.records[decision.left], self.records[decision.right])

    def _forget(self, one: str) -> None:
        del self.records[one]
        for key in self.keys.pop(one):
            self.blocks[key].discard(one)
        self.person.pop(one, None)

    def _keep(self, found: Relinked) -> None:
        for one in found.settled | found.gone:
            for pair in list(self.beside.pop(one, ())):
                self.edges.pop(pair, None)
                self.beside[pair[0]].discard(pair)
                self.beside[pair[1]].discard(pair)
        for edge in found.edges:
            self.edges[edge.left, edge.right] = edge
            self.beside[edge.left].add((edge.left, edge.right))
            self.beside[edge.right].add((edge.left, edge.right))
        self.person.update({one: person for person in found.persons for one in person})


def main(count: int, seed: int) -> None:
    """Let so many records arrive in any order, with a correction, a deletion or a decision after every tenth."""
    rng, memory, took = Random(seed), Memory(default_model()), list[float]()
    records = list(arrivals(count, seed))
    rng.shuffle(records)
    changes = 0
    for at, record in enumerate(records):
        began = time.process_time()
        memory.put(record)
        took.append(1e6 * (time.process_time() - began))
        if at % 10 == 9:
            change(rng, memory, at)
            changes += 1
    said = {id(one): one for several in memory.decisions.values() for one in several}
    began = time.process_time()
    anew = link_all(memory.records.values(), said.values(), memory.model)
    batch_s = time.process_time() - began
    took.sort()
    tell_parent(
        arrivals=count,
        corrections_deletions_decisions=changes,
        persons=len(anew.persons),
        persons_equal=set(anew.persons) == set(memory.person.values()),
        edges_equal=anew.edges == sorted(memory.edges.values(), key=lambda one: (one.left, one.right)),
        live_cpu_p50_us=round(took[len(took) // 2]),
        live_cpu_p95_us=round(took[int(len(took) * 0.95)]),
        batch_cpu_s=round(batch_s, 1),
    )


def change(rng: Random, memory: Memory, at: int) -> None:
    """A late correction, a deletion, or a decision about two who may be one."""
    one = rng.choice(list(memory.records)) if at % 1000 == 999 else _near(rng, memory)
    kind = rng.random()
    if kind < 0.4:
        memory.put(replace(memory.records[one], nhs_number="", postcode=rng.choice(("", "QX10 1AA"))))
    elif kind < 0.6:
        memory.put(gone=[one])
    else:
        others = [end for pair in memory.beside.get(one, ()) for end in pair if end != one]
        if others:
            left, right = sorted((one, rng.choice(sorted(others))))
            moment = FIRST_DAY + timedelta(seconds=rng.randrange(2 * at + 2))
            memory.say(HumanDecision(left, right, rng.random() < 0.5, moment))


def _near(rng: Random, memory: Memory) -> str:
    # Somebody with an edge, where there is one: that is where settling is hard.
    pair = next(iter(memory.edges), None) if rng.random() < 0.1 else None
    if pair:
        return pair[0]
    return next(reversed(memory.records)) if rng.random() < 0.5 else next(iter(memory.records))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
