"""The engine's weights against Splink's own, on the same pairs."""

import logging
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pyarrow
import pytest
from splink import DuckDBAPI, Linker

from jigsaw.engine.linkage import cluster
from jigsaw.engine.linkage.blocking import block_keys, blocks_of, candidate_pairs
from jigsaw.engine.linkage.model import Model, load_model
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.score import waterfall, weigh
from jigsaw.engine.linkage.train import Trained, as_arrow, train
from tests.engine.linkage.invented import borough


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return borough(2500, seed=7)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="module")
def trained(records: list[Record], folder: Path) -> Trained:
    return train(records, folder, random_pairs=2e5)


@pytest.fixture(scope="module")
def model(trained: Trained, folder: Path) -> Model:
    return load_model(folder)


@pytest.fixture(scope="module")
def pairs(records: list[Record], model: Model) -> list[tuple[str, str]]:
    compared = {each.id: cluster.compare_ready(each, model) for each in records}
    keys = {each: block_keys(ready.standard) for each, ready in compared.items()}
    near = list(candidate_pairs(blocks_of(keys), model.rules.block_cap))
    ids = sorted(compared)
    return sorted({*near, *pairwise(ids), *zip(ids, ids[500:], strict=False)})


def frequency_table(column: str, frequencies: Mapping[str, float]) -> pyarrow.Table:
    values = pyarrow.array(frequencies.keys(), pyarrow.string())
    return pyarrow.table(
        {column: values, f"tf_{column}": pyarrow.array(frequencies.values(), pyarrow.float64())}
    )


def splink_weights(
    records: list[Record], model: Model, settings: Path, pairs: list[tuple[str, str]]
) -> dict[tuple[str, str], float]:
    database = DuckDBAPI()
    standards = [cluster.compare_ready(each, model).standard for each in records]
    linker = Linker(database.register(as_arrow(standards)), settings, log_level=logging.ERROR)
    for level in (each for one in model.comparisons for each in one.levels if each.frequency_column >= 0):
        table = frequency_table(model.columns[level.frequency_column], level.frequencies)
        linker.table_management.register_term_frequency_lookup(
            database.register(table), table.column_names[0]
        )
    left, right = zip(*pairs, strict=True)
    blocked = pyarrow.table({"join_key_l": left, "join_key_r": right, "match_key": ["0"] * len(pairs)})
    linker.table_management.register_blocked_pairs_for_predict(database.register(blocked))
    found = linker.inference.predict().as_record_list()
    return {(row["id_l"], row["id_r"]): row["match_weight"] for row in found}


def test_splink_opens_what_was_saved_and_every_weight_equals_its_own(
    records: list[Record], model: Model, folder: Path, pairs: list[tuple[str, str]]
) -> None:
    rows = {each.id: cluster.compare_ready(each, model).row for each in records}
    theirs = splink_weights(records, model, folder / "model.json", pairs)
    assert theirs.keys() == set(pairs)
    assert len(pairs) > 8_000
    for pair, weight in theirs.items():
        assert weigh(model, rows[pair[0]], rows[pair[1]]) == pytest.approx(weight, abs=1e-9)


def test_the_waterfall_adds_up_to_the_weight(
    records: list[Record], model: Model, pairs: list[tuple[str, str]]
) -> None:
    rows = {each.id: cluster.compare_ready(each, model).row for each in records}
    for left, right in pairs[:500]:
        steps = waterfall(model, rows[left], rows[right])
        total = model.prior + sum(step.total for step in steps)
        assert weigh(model, rows[left], rows[right]) == pytest.approx(total, abs=1e-9)


def test_levels_that_training_never_saw_are_named(trained: Trained) -> None:
    assert "given: One's first name is among the other's names (m)" in trained.never_seen
    assert all(": " in each for each in trained.never_seen)


def test_training_saves_a_model_that_loads(trained: Trained, folder: Path) -> None:
    assert (folder / "model.json").exists()
    assert load_model(folder).prior < 0
    assert trained.numbered_pairs > 0
