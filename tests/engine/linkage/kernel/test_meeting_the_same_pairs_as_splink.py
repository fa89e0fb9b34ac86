"""The kernel against Splink 5 on DuckDB: the same pairs by the same rules, with the same weights."""

import logging
from typing import Any

import numpy as np
import pyarrow
import pytest
from splink import DuckDBAPI, Linker

from bench.invented_columns import invented
from bench.loose_model import ADJUSTED, frequencies, settings
from jigsaw.engine.linkage import kernel
from jigsaw.engine.linkage.kernel import Pairs, block_on, compile_plan, read_rule, read_rules
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.model import compile_model
from jigsaw.foundation.core.errors import FaultyModel
from tests.engine.linkage.kernel.levels import LEVELS, comparison, model_of

Found = dict[tuple[int, int], tuple[float, int]]
KERNELS = ["numpy", "compiled"] if library() else ["numpy"]


def splink(records: pyarrow.Table, said: dict[str, Any], threshold: float | None = None) -> Found:
    database = DuckDBAPI()
    linker = Linker(database.register(records), said, log_level=logging.ERROR)
    for column in ADJUSTED:
        shares = frequencies(records)[column]
        table = pyarrow.table({column: list(shares), f"tf_{column}": list(shares.values())})
        linker.table_management.register_term_frequency_lookup(database.register(table), column)
    answer = linker.inference.predict(threshold_match_weight=threshold).as_duckdbpyrelation()
    left, right, weight, key = (
        answer.select("id_l, id_r, match_weight, match_key").fetchnumpy()[name]
        for name in ("id_l", "id_r", "match_weight", "match_key")
    )
    return {
        (a, b): (w, int(k))
        for a, b, w, k in zip(left.tolist(), right.tolist(), weight.tolist(), key, strict=True)
    }


def ours(records: pyarrow.Table, said: dict[str, Any], threshold: float | None = None) -> Found:
    model = compile_model(said, frequencies(records))
    plan = compile_plan(model, read_rules(said["blocking_rules_to_generate_predictions"]))
    store = plan.encode({name: records[name] for name in records.column_names}, records["id"])
    return by_pair(store.pairs(threshold), records["id"].to_numpy())


def by_pair(pairs: Pairs, ids: np.ndarray) -> Found:
    left, right = ids[pairs.left].tolist(), ids[pairs.right].tolist()
    return {
        (a, b): (w, k)
        for a, b, w, k in zip(left, right, pairs.weight.tolist(), pairs.rule.tolist(), strict=True)
    }


def assert_same(mine: Found, theirs: Found) -> None:
    assert mine.keys() == theirs.keys()
    assert all(mine[pair][1] == theirs[pair][1] for pair in theirs)
    assert max(abs(mine[pair][0] - theirs[pair][0]) for pair in theirs) < 1e-9


@pytest.mark.slow
@pytest.mark.parametrize("name", KERNELS)
def test_pairs_weights_and_rules_are_splinks(name: str) -> None:
    records = invented(20_000, seed=5)
    with kernel.using(name):
        mine = ours(records, settings())
    assert len(mine) > 100_000
    assert_same(mine, splink(records, settings()))


def test_a_threshold_leaves_out_what_is_below_and_nothing_else() -> None:
    records = invented(3_000, seed=6)
    every = ours(records, settings())
    for threshold in (-8.0, 0.0, 8.0):
        assert ours(records, settings(), threshold) == {
            pair: found for pair, found in every.items() if found[0] >= threshold
        }


def test_the_order_of_the_records_makes_no_difference() -> None:
    records = invented(3_000, seed=7)
    shuffled = records.take(np.random.default_rng(1).permutation(len(records)))
    assert ours(records, settings(), 0.0) == ours(shuffled, settings(), 0.0)


@pytest.mark.parametrize("name", KERNELS)
def test_a_pair_that_shares_two_items_of_a_list_is_met_once(name: str) -> None:
    columns = {"tags": [["a", "b"], ["b", "a", "a"], ["c"], None, []], "given": ["x", "x", "x", "x", "x"]}
    rules = [block_on("given", exploded="tags"), block_on("given")]
    model = model_of([comparison("given", LEVELS["exact"])])
    with kernel.using(name):
        pairs = compile_plan(model, rules).encode(columns, range(5)).pairs()
    met = by_pair(pairs, np.arange(5))
    assert len(pairs) == len(met) == 10
    assert [pair for pair, (_, rule) in met.items() if rule == 0] == [(0, 1)]


@pytest.mark.parametrize("name", KERNELS)
def test_a_block_over_the_cap_says_nothing(name: str) -> None:
    columns = {"given": ["x", "x", "x", "y", "y"], "family": ["a", "a", "b", "b", "b"]}
    model = model_of([comparison("given", LEVELS["exact"])])
    plan = compile_plan(model, [block_on("given"), block_on("family")])
    with kernel.using(name):
        pairs = plan.encode(columns, range(5)).pairs(block_cap=2)
    assert sorted(by_pair(pairs, np.arange(5))) == [(0, 1), (3, 4)]


def test_records_of_one_source_can_be_left_unpaired() -> None:
    model = model_of([comparison("given", LEVELS["exact"])])
    store = compile_plan(model, [block_on("given")]).encode(
        {"given": ["x", "x", "x"]}, range(3), sources=["gp", "gp", "trust"]
    )
    assert sorted(by_pair(store.pairs(between_sources=True), np.arange(3))) == [(0, 2), (1, 2)]


@pytest.mark.parametrize(
    "rule",
    [
        "l.given = r.family",
        "l.given = r.given OR l.family = r.family",
        "levenshtein(l.given, r.given) < 2",
        {"blocking_rule": "l.a = r.a", "arrays_to_explode": ["a", "b"]},
    ],
)
def test_a_rule_that_cannot_be_met_is_refused_by_name(rule: Any) -> None:
    with pytest.raises(FaultyModel, match="blocking rule"):
        read_rule(rule)
