"""Both kernels against `score.weigh`, on every kind of level, to the last digit."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jigsaw.engine.linkage import kernel
from jigsaw.engine.linkage.kernel import compile_plan
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.model import Model
from jigsaw.engine.linkage.score import weigh
from tests.engine.linkage.kernel.levels import LEVELS, comparison, model_of

KERNELS = ["numpy", "compiled"] if library() else ["numpy"]
COLUMNS = ("given", "family", "date", "aliases", "age")
ADJUSTED = {"tf_adjustment_column": "given", "tf_adjustment_weight": 0.7, "tf_minimum_u_value": 0.02}

words = st.one_of(
    st.none(),
    st.sampled_from(["ann", "anne", "ana", "Zoë", "zoe", "Łukasz", "łukasz", "张伟", "o'neil", "oneil", ""]),
    st.text("abé", max_size=9),
    st.text("abcdefgh", min_size=60, max_size=70),
)
dates = st.one_of(
    st.none(), st.dates().map(str), st.sampled_from(["1980-01-01", "1980-01-11", "1980", "no date"])
)
aliases = st.one_of(st.none(), st.lists(st.sampled_from(["ann", "anne", "zoë", "li"]), max_size=3).map(tuple))
ages = st.one_of(st.none(), st.integers(0, 110), st.sampled_from([0.5, 39.999, 40.0]))
tables = st.lists(st.tuples(words, words, dates, aliases, ages), min_size=2, max_size=6)


@pytest.fixture(params=KERNELS)
def each_kernel(request: pytest.FixtureRequest) -> Iterator[None]:
    with kernel.using(request.param):
        yield


def agrees(model: Model, table: list[tuple[Any, ...]]) -> None:
    columns = {name: [row[at] for row in table] for at, name in enumerate(COLUMNS)}
    store = compile_plan(model).encode(columns, range(len(table)))
    left, right = (
        np.array(side, np.int32) for side in zip(*product(range(len(table)), repeat=2), strict=True)
    )
    rows = [tuple(row[COLUMNS.index(name)] for name in model.columns) for row in table]
    found = store.weights(left, right).tolist()
    assert found == [weigh(model, rows[a], rows[b]) for a, b in zip(left, right, strict=True)]


@pytest.mark.usefixtures("each_kernel")
@pytest.mark.parametrize("kind", LEVELS)
@given(table=tables)
@settings(max_examples=25)
def test_a_level_holds_where_the_definition_says(kind: str, table: list[tuple[Any, ...]]) -> None:
    agrees(model_of([comparison(kind, LEVELS[kind])]), table)


@pytest.mark.usefixtures("each_kernel")
@given(table=tables)
def test_many_comparisons_add_up_to_the_same_weight(table: list[tuple[Any, ...]]) -> None:
    kinds = list(LEVELS.values())
    three_by_three = [comparison(str(at), *kinds[at : at + 3]) for at in range(0, len(kinds), 3)]
    agrees(model_of(three_by_three), table)


@pytest.mark.usefixtures("each_kernel")
@pytest.mark.parametrize("alone", [True, False])
@given(table=tables)
def test_rare_values_weigh_more(alone: bool, table: list[tuple[Any, ...]]) -> None:
    how = {**ADJUSTED, "disable_tf_exact_match_detection": True} if alone else ADJUSTED
    exact = comparison("given", LEVELS["exact"], LEVELS["jaro-winkler"], **how)
    near = comparison("near", LEVELS["jaro-winkler"], **ADJUSTED, disable_tf_exact_match_detection=True)
    agrees(model_of([exact, near], {"given": {"ann": 0.2, "zoe": 0.001, "": 0.1}}), table)


def test_whether_arrow_is_installed_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    table = [("ann", "anne", "1980-01-01", ("ann",), 4), (None, "Zoë", "1980-01-02", None, None)] * 2
    monkeypatch.setattr("jigsaw.engine.linkage.kernel.encoding.arrow", lambda: None)
    agrees(model_of([comparison(kind, sql) for kind, sql in LEVELS.items()]), table)


def test_it_can_be_said_which_kernel_is_in_use() -> None:
    with kernel.using("numpy"):
        assert kernel.in_use() == "numpy"
    assert kernel.in_use() == ("compiled" if library() else "numpy")


def test_it_can_be_said_why_another_kernel_is_in_use() -> None:
    with kernel.using("numpy"):
        assert kernel.why_in_use().startswith("numpy kernel, ")
    assert kernel.why_in_use().startswith("compiled" if library() else "numpy kernel, some times slower")
