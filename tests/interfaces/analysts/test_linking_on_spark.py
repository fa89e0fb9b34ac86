"""`jigsaw link --spark`: the same pairs, weights and people as here. It runs where Java and the extra are."""

import csv
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jigsaw.cli import app
from jigsaw.interfaces.analysts import on_spark

with_spark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="no pyspark: pip install 'jigsaw[train,spark]'"),
    pytest.mark.skipif(on_spark.java() is None, reason="there is no Java here"),
    pytest.mark.slow,
    # Spark's own libraries warn of their own coming changes.
    pytest.mark.filterwarnings("ignore"),
]


def linked(*arguments: object) -> dict:
    answer = CliRunner().invoke(app, ["link", *map(str, arguments), "--json"])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize(
    "where", [pytest.param((), id="any-two"), pytest.param(("--across-only",), id="across")]
)
@pytest.mark.parametrize("spark", [pytest.param((), marks=with_spark, id="spark")])
def test_spark_finds_the_same_pairs_weights_and_people(council, charity, tmp_path, where, spark):
    linked(council, charity, "--out", tmp_path / "learnt")
    files = (council, charity, "--model", tmp_path / "learnt" / "model", *where)
    here = linked(*files, "--out", tmp_path / "here")
    there = linked(*files, "--out", tmp_path / "there", "--spark", "--spark-master", "local[2]")
    assert rows(tmp_path / "there" / "pairs.csv") == rows(tmp_path / "here" / "pairs.csv")
    assert rows(tmp_path / "there" / "clusters.csv") == rows(tmp_path / "here" / "clusters.csv")
    assert there["pairs_compared"] == here["pairs_compared"] > 1_000


def told(*arguments: object) -> str:
    answer = CliRunner().invoke(app, ["link", *map(str, arguments), "--spark"])
    assert answer.exit_code == 3, answer.output
    assert "Traceback" not in answer.output
    return " ".join(answer.stderr.split())


def test_without_the_extra_it_says_which_one(council, monkeypatch):
    monkeypatch.setattr(on_spark, "NEEDED", ("pyspark_of_nowhere",))
    assert "pyspark_of_nowhere is not installed" in (said := told(council))
    assert "pip install 'jigsaw[train,spark]'" in said


def test_without_java_it_says_so_before_reading_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(on_spark, "NEEDED", ())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert "there is no Java here" in told(tmp_path / "not-there.csv")


def test_nothing_is_learnt_on_spark(council):
    assert "--model links/model --spark" in told(council, "--adapt")
