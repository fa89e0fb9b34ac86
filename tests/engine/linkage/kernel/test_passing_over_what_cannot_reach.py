"""A bound turns most pairs away before they are weighed: never one that reaches the threshold, in batch or live."""

from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jigsaw.engine.linkage.kernel import block_on, compile_plan
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.kernel.live import Index
from jigsaw.engine.linkage.model import Model
from tests.engine.linkage.corpus import pairs_of_text
from tests.engine.linkage.kernel.levels import LEVELS, comparison, model_of

pytestmark = pytest.mark.skipif(library() is None, reason="the bound is the compiled kernel's")

RULES = [block_on("given"), block_on("place", exploded="aliases"), block_on("place")]
TEXTS = [text for pair in pairs_of_text(60)[:25] for text in pair if len(text) < 41]
ADJUSTED = {"tf_adjustment_column": "given", "tf_adjustment_weight": 0.8, "tf_minimum_u_value": 0.001}
KINDS = sorted(LEVELS)


def some_records(rng: Random, count: int) -> dict[str, list[Any]]:
    """Records in two large blocks, each silent here and there."""
    texts = [None, *rng.sample(TEXTS, 12)]
    lists = [None, (), *(tuple(rng.sample(TEXTS, 2)) for _ in range(4))]
    dates = [None, *(f"1980-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}" for _ in range(5))]
    pools = {"given": texts, "family": texts, "date": dates, "aliases": lists, "age": [None, 1, 2, 40.5]}
    found = {name: rng.choices(pool, k=count) for name, pool in pools.items()}
    return found | {"place": rng.choices(["here", "here", "here", "there"], k=count)}


def some_model(rng: Random) -> Model:
    """Four comparisons of several kinds of level, the first adjusted for rarity."""
    first = comparison("0", LEVELS["exact"], LEVELS[rng.choice(KINDS)], **ADJUSTED)
    others = [comparison(str(at), *(LEVELS[kind] for kind in rng.sample(KINDS, 3))) for at in (1, 2, 3)]
    return model_of([first, *others], {"given": {text: rng.random() / 9 for text in rng.sample(TEXTS, 20)}})


@given(seed=st.integers(0, 100_000))
@settings(max_examples=60, deadline=None)
def test_no_pair_that_reaches_the_threshold_is_passed_over(seed: int) -> None:
    rng = Random(seed)
    store = compile_plan(some_model(rng), RULES).encode(some_records(rng, 60), range(60))
    every = store.pairs()
    threshold = rng.choice(every.weight.tolist())
    enough = store.pairs(threshold)
    reach = every.weight >= threshold
    assert sorted(zip(enough.left, enough.right, enough.weight, enough.rule, strict=True)) == sorted(
        zip(every.left[reach], every.right[reach], every.weight[reach], every.rule[reach], strict=True)
    )


@given(seed=st.integers(0, 100_000))
@settings(max_examples=60, deadline=None)
def test_a_newcomer_meets_all_who_reach_the_threshold(seed: int) -> None:
    rng = Random(seed)
    records, plan = some_records(rng, 60), compile_plan(some_model(rng), RULES)
    whole = plan.encode(records, range(60))
    left, right = (np.array(side) for side in zip(*combinations(range(60), 2), strict=True))
    weights = {(a, b): w for a, b, w in zip(left, right, whole.weigh(left, right).tolist(), strict=True)}
    every = whole.pairs()
    threshold = rng.choice(every.weight.tolist())
    index = Index(plan.encode({name: column[:40] for name, column in records.items()}, range(40)), threshold)
    for at in range(40, 60):
        row = index.encode({name: column[at] for name, column in records.items()})
        met = {int(a) for a, b in zip(every.left, every.right, strict=True) if b == at}
        assert dict(index.against(row)) == {
            other: weights[other, at] for other in met if weights[other, at] >= threshold
        }
        index.add(row)
