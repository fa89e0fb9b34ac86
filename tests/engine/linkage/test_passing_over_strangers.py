"""Many pairs at once: the kernel passes over strangers, and every answer stays what deciding pair by pair gives."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.arrivals import arrivals
from jigsaw.engine.linkage import kernel
from jigsaw.engine.linkage.blocking import blocks_of, candidate_pairs
from jigsaw.engine.linkage.cluster import (
    MANY,
    Decisions,
    compare_ready,
    judge,
    judge_many,
    link_all,
    settle_all,
)
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.rules import Rules
from jigsaw.engine.linkage.screening import screen_of
from tests.engine.linkage.encoded.coding import OURS, hidden, model_with

KERNELS = ["numpy", "compiled"] if library() else ["numpy"]


@pytest.fixture(params=KERNELS)
def each_kernel(request: pytest.FixtureRequest) -> Iterator[None]:
    with kernel.using(request.param):
        yield


def some_records(seed: int, count: int) -> list[Record]:
    """Invented records, of which a few came encoded and a few superseded another's NHS number."""
    rng, found = Random(seed), list(arrivals(count, seed))
    numbers = [one.nhs_number for one in found if one.nhs_number]
    for at in rng.sample(range(count), count // 6):
        found[at] = replace(found[at], former_nhs_numbers=rng.choice(numbers))
    for at in rng.sample(range(count), count // 12):
        found[at] = hidden(found[at], OURS)
    return found


def model_of(rules: Rules) -> Model:
    return replace(model_with(OURS), rules=rules)


@pytest.mark.usefixtures("each_kernel")
@given(
    seed=st.integers(0, 10_000),
    rules=st.builds(
        Rules, lower=st.floats(-12, 8), upper=st.floats(8, 12), household=st.sampled_from([-5.0, 0.0, 3.0])
    ),
)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_edge_is_what_deciding_pair_by_pair_gives(seed: int, rules: Rules) -> None:
    model = model_of(rules)
    compared = {one.id: compare_ready(one, model) for one in some_records(seed, 60)}
    pairs = list(combinations(sorted(compared), 2))
    assert list(judge_many(pairs, compared, Decisions([]), model)) == list(
        judge(pairs, compared, Decisions([]), model)
    )


def test_nearly_all_strangers_are_passed_over() -> None:
    model = model_of(Rules())
    compared = {one.id: compare_ready(one, model) for one in arrivals(200, seed=9)}
    screen = screen_of(compared, model)
    assert screen is not None
    pairs = list(combinations(sorted(compared), 2))
    assert len(list(screen.worth_deciding(pairs))) < len(pairs) / 50


def test_everybody_is_who_they_are_whichever_kernel_works() -> None:
    model, records = model_of(Rules()), list(arrivals(MANY, seed=3))
    found = []
    for name in KERNELS:
        with kernel.using(name):
            found.append(link_all(records, [], model))
    assert all(one == found[0] for one in found)
    by_id = {one.id: one for one in records}
    compared = {one.id: compare_ready(one, model) for one in records}
    pairs = candidate_pairs(blocks_of(found[0].keys), model.rules.block_cap)
    one_by_one = list(judge(pairs, compared, Decisions([]), model))
    slowly = settle_all(compared, one_by_one, Decisions([]), by_id, model)
    assert (found[0].persons, found[0].edges) == slowly
