"""Every kind of level that Splink's library writes, weighed by us and by Splink on the same pairs."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from jigsaw.engine.linkage import kernel
from jigsaw.engine.linkage.kernel import columns_of, compile_plan
from jigsaw.engine.linkage.kernel.library import library
from jigsaw.engine.linkage.model import Model, compile_model
from jigsaw.engine.linkage.score import weigh
from tests.engine.linkage.every_kind import (
    COUNTED,
    THRESHOLDS,
    every_kind,
    records_with_gaps,
    shares,
    splinks,
    stands_on,
)

MANY = 1_420


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return records_with_gaps(MANY)


@pytest.fixture(scope="module")
def model(records: list[dict[str, Any]]) -> Model:
    return compile_model(every_kind(), {column: shares(records, column) for column in COUNTED})


@pytest.fixture(scope="module")
def theirs(records: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    return splinks(records, every_kind())


def rows_of(records: list[dict[str, Any]], model: Model) -> list[tuple[Any, ...]]:
    lists = ({**each, "tags": each["tags"] and tuple(each["tags"])} for each in records)
    return [tuple(each[column] for column in model.columns) for each in lists]


@pytest.mark.skipif(library() is None, reason="numpy weighs fewer pairs: below")
def test_a_million_pairs_weigh_what_splink_says(
    records: list[dict[str, Any]], model: Model, theirs: dict[str, np.ndarray]
) -> None:
    store = compile_plan(model).encode(columns_of(model, rows_of(records, model)), range(MANY))
    found = store.weigh(theirs["left"], theirs["right"])
    assert len(found) == MANY * (MANY - 1) // 2 > 1_000_000
    assert np.abs(found - theirs["weight"]).max() < 1e-9


def test_every_kind_weighs_what_splink_says_without_a_compiler(
    records: list[dict[str, Any]], model: Model, theirs: dict[str, np.ndarray]
) -> None:
    some = theirs["right"] < 250
    with kernel.using("numpy"):
        store = compile_plan(model).encode(columns_of(model, rows_of(records, model)), range(MANY))
        found = store.weigh(theirs["left"][some], theirs["right"][some])
    assert np.abs(found - theirs["weight"][some]).max() < 1e-9


def test_the_definition_weighs_what_splink_says(
    records: list[dict[str, Any]], model: Model, theirs: dict[str, np.ndarray]
) -> None:
    rows, some = rows_of(records, model), theirs["right"] < 100
    pairs = zip(*(theirs[name][some].tolist() for name in ("left", "right", "weight")), strict=True)
    for left, right, weight in pairs:
        assert weigh(model, rows[left], rows[right]) == pytest.approx(weight, abs=1e-9)


def test_many_pairs_stand_on_a_threshold_itself(records: list[dict[str, Any]]) -> None:
    names = {each["name"] for each in records if each["name"]}
    pairs = [
        pair for pair in combinations(sorted(names), 2) if any(stands_on(pair, one) for one in THRESHOLDS)
    ]
    assert len(pairs) >= 20
    assert sum(not "".join(pair).isascii() for pair in pairs) >= 5


def test_every_level_holds_for_some_pair(records: list[dict[str, Any]], model: Model) -> None:
    pairs = list(combinations(rows_of(records, model)[:250], 2))
    for comparison in model.comparisons:
        test = comparison.levels[0].test
        assert test is not None
        assert {test(left, right) for left, right in pairs} == {True, False}, comparison.levels[0].label
