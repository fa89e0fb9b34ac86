"""The live index: what a batch would have found, one record at a time, in any order."""

from random import Random
from typing import Any

import pyarrow
import pytest

from bench.arrivals import arrivals as some_arrivals
from bench.invented_columns import invented
from bench.loose_model import LOOSE, frequencies, settings
from jigsaw.engine.linkage.kernel import block_on, columns_of, compile_plan, read_rules
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.kernel.live import Index, Persons, divided
from jigsaw.engine.linkage.kernel.plan import Plan
from jigsaw.engine.linkage.model import compile_model, default_model
from jigsaw.engine.linkage.standardise import standardise

pytestmark = pytest.mark.skipif(library() is None, reason="the live index needs the compiled kernel")
UPPER = 6.0


def store_of(plan: Plan, records: pyarrow.Table) -> Any:
    return plan.encode({name: records[name] for name in records.column_names}, records["id"])


@pytest.fixture(scope="module")
def records() -> pyarrow.Table:
    return invented(1_500, seed=11)


@pytest.fixture(scope="module")
def plan(records: pyarrow.Table) -> Plan:
    return compile_plan(compile_model(settings(), frequencies(records)), read_rules(LOOSE))


def in_batch(plan: Plan, records: pyarrow.Table) -> dict[tuple[int, int], float]:
    pairs = store_of(plan, records).pairs(UPPER)
    return {
        (left, right): weight
        for left, right, weight in zip(
            pairs.left.tolist(), pairs.right.tolist(), pairs.weight.tolist(), strict=True
        )
    }


def arrived(
    plan: Plan, records: pyarrow.Table, seed: int
) -> tuple[dict[tuple[int, int], float], set[frozenset[int]]]:
    rows = records.to_pylist()
    Random(seed).shuffle(rows)
    index, persons = Index(store_of(plan, records.slice(0, 0)), UPPER), Persons()
    edges = {}
    for row in rows:
        encoded = index.encode(row)
        found = index.against(encoded)
        at = index.add(encoded)
        persons.add(row["id"], row["nhs_number"], found)
        for other, weight in found:
            edges[tuple(sorted((rows[other]["id"], rows[at]["id"])))] = weight
    return edges, {frozenset(rows[at]["id"] for at in group) for group in persons.persons()}


def test_every_arrival_meets_whom_the_batch_joins_it_with(plan: Plan, records: pyarrow.Table) -> None:
    edges, _ = arrived(plan, records, seed=1)
    assert edges == pytest.approx(in_batch(plan, records), abs=1e-9)


def test_who_is_who_is_the_same_in_any_order_of_arrival_and_in_batch(
    plan: Plan, records: pyarrow.Table
) -> None:
    numbers, ids = records["nhs_number"].to_pylist(), records["id"].to_pylist()
    edges = [(left, right, weight) for (left, right), weight in in_batch(plan, records).items()]
    batch = {frozenset(group) for group in divided(ids, edges, numbers, ids)}
    assert len(batch) < len(ids)
    assert arrived(plan, records, seed=2)[1] == arrived(plan, records, seed=3)[1] == batch


def test_the_shipped_model_with_its_lists_of_names_is_met_as_in_batch() -> None:
    model, rules = default_model(), [block_on("nhs_number"), block_on("birth_date", exploded="all_roots")]
    rules += [block_on(exploded="family_tokens"), block_on("postcode", exploded="family_tokens")]
    plan = compile_plan(model, rules)
    rows = [model.row(standardise(one)) for one in some_arrivals(700, seed=4)]
    batch = plan.encode(columns_of(model, rows), range(len(rows))).pairs(UPPER)
    index = Index(plan.encode(columns_of(model, rows[:200]), range(200)), UPPER)
    found = {}
    for at, row in enumerate(rows):
        encoded = index.encode(dict(zip(model.columns, row, strict=True)))
        found |= {(other, at): weight for other, weight in index.against(encoded) if other < at}
        if at >= 200:
            index.add(encoded)
    assert len(found) > 500
    assert found == {
        (left, right): weight
        for left, right, weight in zip(
            batch.left.tolist(), batch.right.tolist(), batch.weight.tolist(), strict=True
        )
    }


def test_a_record_changes_nothing_by_being_looked_for(plan: Plan, records: pyarrow.Table) -> None:
    index, rows = Index(store_of(plan, records.slice(0, 500)), UPPER), records.to_pylist()
    before = [index.against(index.encode(row)) for row in rows[:500]]
    for row in rows:
        index.against(index.encode({**row, "given": f"{row['given']}é", "family": None}))
    assert [index.against(index.encode(row)) for row in rows[:500]] == before
    assert index.count == 500


def test_two_different_numbers_never_become_one_person() -> None:
    persons = Persons()
    persons.add("a", "1", [])
    persons.add("b", "2", [])
    assert persons.add("c", None, [(0, 9.0), (1, 8.0)]) == [[0, 2], [1]]
    assert sorted(map(sorted, persons.persons())) == [[0, 2], [1]]


def test_a_record_added_to_a_full_store_is_found(plan: Plan, records: pyarrow.Table) -> None:
    index = Index(store_of(plan, records), UPPER)
    rows = records.to_pylist()
    for row in rows[:400]:
        assert index.add(index.encode(row)) == index.count - 1
    twin = next(row for row in rows if row["nhs_number"] and row["given"] and row["family"])
    assert len(index.against(index.encode(twin))) >= 1
