"""Pairs given as two arrays of row numbers, by the shipped model: the definition's weights, in the caller's order."""

from random import Random

import numpy as np
import pytest

from bench.arrivals import arrivals
from jigsaw.engine.linkage import kernel
from jigsaw.engine.linkage.kernel import columns_of, compile_plan
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.score import weigh
from jigsaw.engine.linkage.standardise import standardise

KERNELS = ["numpy", "compiled"] if library() else ["numpy"]


@pytest.mark.parametrize("name", KERNELS)
def test_pairs_are_weighed_as_the_caller_numbers_them(name: str) -> None:
    model, rng = default_model(), Random(5)
    records = list(arrivals(300, seed=5))
    rng.shuffle(records)
    rows = [model.row(standardise(one)) for one in records]
    left, right = (np.array(rng.choices(range(300), k=4_000)) for _ in range(2))
    with kernel.using(name):
        store = compile_plan(model).encode(columns_of(model, rows), [one.id for one in records])
        found = store.weigh(left, right)
    assert found.tolist() == [weigh(model, rows[a], rows[b]) for a, b in zip(left, right, strict=True)]
    assert len({one > 0 for one in found.tolist()}) == 2


@pytest.mark.parametrize("name", KERNELS)
def test_no_records_have_no_weights(name: str) -> None:
    model = default_model()
    with kernel.using(name):
        store = compile_plan(model).encode(columns_of(model, []), [])
        assert len(store.weigh(np.empty(0, np.int64), np.empty(0, np.int64))) == 0
