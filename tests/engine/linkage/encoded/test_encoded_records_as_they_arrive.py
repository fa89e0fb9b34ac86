"""Encoded records among plain ones, a few at a time: the same answer as everybody at once."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.encoded.joining import keys_of
from jigsaw.engine.linkage.records import Record
from tests.engine.linkage.encoded.coding import OURS, hidden, model_with
from tests.engine.linkage.invented import borough
from tests.engine.linkage.test_linking_as_records_arrive import Store

RECORDS, _ = borough(60, seed=12)
MODEL = model_with(OURS)
MIXED = [hidden(record) if at % 2 else record for at, record in enumerate(RECORDS)]


@cache
def blocks_of(record: Record) -> frozenset[str]:
    ready = compare_ready(record, MODEL)
    return frozenset(keys_of(ready.standard, ready.sent, MODEL.keys))


class MixedStore(Store):
    """The store in memory, which knows the blocks of encoded records too."""

    def block_sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        standing = Counter(key for record in self.records.values() for key in blocks_of(record))
        return {key: standing[key] for key in keys}

    def with_keys(self, keys: Collection[str]) -> Iterable[Record]:
        return [each for each in self.records.values() if blocks_of(each) & set(keys)]


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 1_000))
def test_encoded_and_plain_arrivals_corrections_and_deletions_come_out_as_at_once(seed: int) -> None:
    chance, store = Random(seed), MixedStore(MODEL)
    arriving = chance.sample(MIXED, len(MIXED))
    for record in arriving:
        store.put(record)
    store.put(
        *(hidden(record) for record in RECORDS[:6]),
        gone=[record.id for record in arriving[-3:] if record.id not in {one.id for one in RECORDS[:6]}],
    )
    assert store.equals_everybody_at_once()
    joined = [person for person in store.persons.values() if len(person) > 1]
    assert any(
        bool(store.records[one].encoding) != bool(store.records[two].encoding) for one, two, *_ in joined
    )
