"""A few records at a time: the same answer as everybody at once."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jigsaw.engine.linkage.blocking import block_keys
from jigsaw.engine.linkage.cluster import link_all
from jigsaw.engine.linkage.live import link_some
from jigsaw.engine.linkage.model import Model, default_model
from jigsaw.engine.linkage.records import Edge, HumanDecision, Record
from jigsaw.engine.linkage.rules import Rules
from jigsaw.engine.linkage.standardise import standardise
from tests.engine.linkage.invented import borough

RECORDS, TRUTH = borough(120, seed=11)
SMALL_CAP = replace(default_model(), rules=Rules(block_cap=4))
EARLY = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def keys_of(record: Record) -> frozenset[str]:
    return frozenset(block_keys(standardise(record)))


class Store:
    """A store in memory, as a database would keep it."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.records: dict[str, Record] = {}
        self.edges: dict[tuple[str, str], Edge] = {}
        self.persons: dict[str, tuple[str, ...]] = {}
        self.decisions: list[HumanDecision] = []

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        standing = Counter(key for record in self.records.values() for key in keys_of(record))
        return {key: standing[key] for key in keys}

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        return [each for each in self.records.values() if keys_of(each) & set(keys)]

    def with_ids(self, ids: Collection[str]) -> Iterable[Record]:
        return [self.records[each] for each in ids if each in self.records]

    def edges_of(self, ids: Collection[str]) -> Iterable[Edge]:
        return [edge for edge in self.edges.values() if edge.left in ids or edge.right in ids]

    def decisions_about(self, ids: Collection[str]) -> Iterable[HumanDecision]:
        return [each for each in self.decisions if each.left in ids or each.right in ids]

    def put(self, *changed: Record, gone: Collection[str] = ()) -> None:
        replaced = [self.records[each] for each in {*gone, *(r.id for r in changed)} if each in self.records]
        for each in gone:
            del self.records[each]
        self.records.update({record.id: record for record in changed})
        found = link_some(changed, self, self.model, replaced=replaced)
        touched = found.settled | found.gone
        kept = [each for each in self.edges.values() if not {each.left, each.right} & touched]
        self.edges = {(each.left, each.right): each for each in [*kept, *found.edges]}
        self.persons = {each: person for each, person in self.persons.items() if each not in touched}
        self.persons.update({each: person for person in found.persons for each in person})

    def say(self, left: str, right: str, *, same: bool) -> None:
        self.decisions.append(HumanDecision(left, right, same, EARLY))
        self.put(self.records[left], self.records[right])

    def equals_everybody_at_once(self) -> bool:
        found = link_all(self.records.values(), self.decisions, self.model)
        edges = sorted(self.edges.values(), key=lambda each: (each.left, each.right))
        return found.edges == edges and set(found.persons) == set(self.persons.values())


def arrived(records: Iterable[Record], model: Model) -> Store:
    store = Store(model)
    for record in records:
        store.put(record)
    return store


@settings(max_examples=4, deadline=None)
@given(st.integers())
def test_one_at_a_time_in_any_order_is_the_same_as_at_once(seed: int) -> None:
    assert arrived(Random(seed).sample(RECORDS, len(RECORDS)), default_model()).equals_everybody_at_once()


@settings(max_examples=4, deadline=None)
@given(st.integers())
def test_a_block_that_grows_past_the_cap_falls_silent_live_as_in_batch(seed: int) -> None:
    store = arrived(Random(seed).sample(RECORDS, 80), SMALL_CAP)
    assert store.equals_everybody_at_once()


@settings(max_examples=4, deadline=None)
@given(st.integers())
def test_corrections_deletions_and_decisions_leave_the_same_answer(seed: int) -> None:
    rng = Random(seed)
    store = arrived(rng.sample(RECORDS, 80), rng.choice((SMALL_CAP, default_model())))
    for _ in range(12):
        one, another, third = rng.sample(sorted(store.records), 3)
        store.say(one, another, same=rng.random() < 0.5)
        store.put(replace(store.records[third], postcode=store.records[one].postcode, nhs_number=""))
        store.put(gone=[another] if rng.random() < 0.5 else [])
        assert store.equals_everybody_at_once()


def test_several_at_once_are_the_same_as_one_by_one() -> None:
    store = Store(default_model())
    for start in range(0, len(RECORDS), 40):
        store.put(*RECORDS[start : start + 40])
    assert store.equals_everybody_at_once()


def test_a_newcomer_touches_only_its_own_people() -> None:
    store = arrived(RECORDS[:100], default_model())
    found = link_some([RECORDS[0]], store, default_model())
    assert len(found.settled) < 12
