"""`jigsaw link`: files of any make into people, with every answer written down."""

import csv
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from jigsaw.cli import app


def linked(*arguments: object) -> dict:
    answer = CliRunner().invoke(app, ["link", *map(str, arguments), "--json"])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def found(council: Path, charity: Path, tmp_path: Path) -> dict:
    return linked(council, charity, "--out", tmp_path / "links", "--truth-column", "person")


def test_people_in_two_files_of_different_make_meet(found):
    measured = found["measured"]
    assert (measured["precision"], measured["recall"]) == (1.0, 1.0)


def test_each_pair_has_its_reason_and_its_waterfall_adds_up(found, tmp_path):
    pairs = read(tmp_path / "links" / "pairs.csv")
    lines = [json.loads(line) for line in (tmp_path / "links" / "waterfalls.jsonl").read_text().splitlines()]
    assert len(pairs) == len(lines) >= 120
    assert all(pair["why"] for pair in pairs if pair["kind"] == "joined")
    for line in lines:
        total = sum(step["bits"] + step["rarity_bits"] for step in line["steps"])
        assert total == pytest.approx(line["weight"], abs=1e-9)


def test_every_record_stands_in_exactly_one_cluster(found, tmp_path):
    clusters = read(tmp_path / "links" / "clusters.csv")
    assert len({row["record"] for row in clusters}) == len(clusters) == found["records"] == 240
    assert len({row["cluster"] for row in clusters}) == found["people"]


def test_parquet_holds_what_the_csv_holds(found, tmp_path):
    table = pyarrow.parquet.read_table(tmp_path / "links" / "pairs.parquet").to_pylist()
    written = read(tmp_path / "links" / "pairs.csv")
    assert [(r["left"], r["right"], r["kind"]) for r in table] == [
        (r["left"], r["right"], r["kind"]) for r in written
    ]


def test_the_learnt_model_gives_the_same_weights_again(found, council, charity, tmp_path):
    out = tmp_path / "links"
    threshold = found["threshold_bits"]
    linked(council, charity, "--model", out / "model", "--threshold", threshold, "--out", tmp_path / "again")
    assert (tmp_path / "again" / "pairs.csv").read_text() == (out / "pairs.csv").read_text()


def test_a_parquet_file_is_read_like_a_csv_file(council, charity, found, tmp_path):
    rows = read(council)
    table = pyarrow.table({name: [row[name] for row in rows] for name in rows[0]})
    pyarrow.parquet.write_table(table, tmp_path / "council.parquet")
    again = linked(tmp_path / "council.parquet", charity, "--out", tmp_path / "again")
    assert again["people"] == found["people"]


def test_the_guessed_mapping_can_be_written_and_given_back(council, charity, found, tmp_path):
    written = tmp_path / "mapping.toml"
    answer = CliRunner().invoke(app, ["link", str(council), str(charity), "--write-mapping", str(written)])
    assert answer.exit_code == 0
    assert 'family_name = "Surname"  # guess' in written.read_text()
    assert (
        linked(council, charity, "--mapping", written, "--out", tmp_path / "again")["people"]
        == found["people"]
    )


def test_nobody_of_one_file_is_joined_to_another_of_it_when_told_so(council, charity, tmp_path):
    linked(council, charity, "--across-only", "--out", tmp_path / "links")
    for pair in read(tmp_path / "links" / "pairs.csv"):
        assert pair["left"].partition("/")[0] != pair["right"].partition("/")[0]
