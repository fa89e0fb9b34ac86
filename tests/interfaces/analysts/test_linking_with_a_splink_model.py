"""A model that Splink saved for an analyst's own columns: the same pairs, the same weights, without a mapping."""

import csv
import json
import random
from pathlib import Path

import pyarrow
import pytest
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from typer.testing import CliRunner

from jigsaw.cli import app

GIVEN, FAMILY, TOWN = (
    ("Ann", "Anne", "Bob", "Rob", "Carys"),
    ("Nowak", "Novak", "Lee", "Leigh"),
    ("Ripon", "Otley"),
)


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    chance = random.Random(2)
    return [
        {"unique_id": f"r{at:03}", "fore": chance.choice(GIVEN), "sur": chance.choice(FAMILY),
         "town": chance.choice(TOWN), "age": str(chance.choice((30, 31, 50)))}
        for at in range(200)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def folder(rows, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    with (folder / "people.csv").open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    settings = SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=0.01,
        blocking_rules_to_generate_predictions=[block_on("town", "sur"), block_on("fore")],
        comparisons=[
            compare.JaroWinklerAtThresholds("fore", [0.9]).configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("sur", [1]).configure(term_frequency_adjustments=True),
            compare.ExactMatch("town"),
        ],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(pyarrow.Table.from_pylist(rows)), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e5, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("town"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("fore"))
    linker.misc.save_model_to_json(str(folder / "model.json"), overwrite=True)
    found = linker.inference.predict().as_record_list()
    pairs = [
        [f"people/{each['unique_id_l']}", f"people/{each['unique_id_r']}", each["match_weight"]]
        for each in found
    ]
    (folder / "splink.json").write_text(json.dumps(pairs))
    return folder


def linked(folder: Path, model: Path, *more: str):
    arguments = [
        "link",
        str(folder / "people.csv"),
        "--model",
        str(model),
        "--out",
        str(folder / "out"),
        *more,
    ]
    return CliRunner().invoke(app, arguments)


def test_pairs_and_weights_are_those_of_splink(folder):
    answer = linked(folder, folder / "model.json", "--threshold", "-40")
    assert answer.exit_code == 0, answer.output
    lines = (folder / "out" / "waterfalls.jsonl").read_text().splitlines()
    ours = {frozenset((each["left"], each["right"])): each["weight"] for each in map(json.loads, lines)}
    theirs = {frozenset(pair[:2]): pair[2] for pair in json.loads((folder / "splink.json").read_text())}
    assert ours.keys() == theirs.keys()
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_a_column_that_no_file_has_is_named(folder, tmp_path):
    model = tmp_path / "model.json"
    model.write_text(
        (folder / "model.json").read_text().replace("town_l", "village_l").replace("town_r", "village_r")
    )
    answer = linked(folder, model)
    assert answer.exit_code != 0
    assert "'village'" in answer.output


def test_a_level_that_cannot_be_matched_is_refused_by_name(folder, tmp_path):
    settings = json.loads((folder / "model.json").read_text())
    settings["comparisons"][2]["comparison_levels"][1] |= {
        "sql_condition": "soundex(town_l) = soundex(town_r)", "label_for_charts": "Towns sound alike"
    }  # fmt: skip
    (tmp_path / "model.json").write_text(json.dumps(settings))
    answer = linked(folder, tmp_path / "model.json")
    assert answer.exit_code != 0
    assert "Towns sound alike" in answer.output
