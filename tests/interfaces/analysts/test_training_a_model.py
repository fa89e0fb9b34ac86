"""`jigsaw train`: a model from files of people, with its charts and its card."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from jigsaw.cli import app
from jigsaw.engine.linkage.model import load_model
from jigsaw.interfaces.analysts import training
from tests.engine.linkage.invented import borough

COLUMNS = {
    "record_id": "id",
    "first_name": "given_names",
    "surname": "family_name",
    "dob": "birth_date",
    "nhs_number": "nhs_number",
    "gender": "gender",
    "telephone": "telephone",
    "postcode": "postcode",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["train", *map(str, arguments)])


def write(path: Path, people: int, **renamed: str) -> Path:
    records, truth = borough(people, seed=7)
    headers = {renamed.get(header, header): column for header, column in COLUMNS.items()}
    with path.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow([*headers, "person"])
        rows.writerows(
            [*(getattr(each, column) for column in headers.values()), truth[each.id]] for each in records
        )
    return path


def truth_table(path: Path, people: Path) -> Path:
    """A table of who each record of a file is; of every tenth it does not say."""
    with people.open(encoding="utf-8", newline="") as opened:
        rows = [(row["record_id"], row["person"]) for row in csv.DictReader(opened)]
    said = (f"{own},{who if at % 10 else ''}\n" for at, (own, who) in enumerate(rows))
    path.write_text("record_id,cluster_id\n" + "".join(said), "utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("training")
    answer = run(
        write(folder / "people.csv", 800), "--out", folder / "ours", "--truth-column", "person", "--json"
    )
    assert answer.exit_code == 0, answer.output
    return folder / "ours", json.loads(answer.stdout)


def test_a_trained_model_loads_and_says_what_it_learnt_from(trained):
    model, answer = trained
    assert load_model(model).prior < 0
    assert answer["records"] > training.FEWEST_RECORDS
    assert answer["learnt_from_numbers"] is False


def test_its_charts_open_without_a_network(trained):
    model, answer = trained
    assert "match-weights" in answer["charts"]
    for name in answer["charts"]:
        page = (model / "charts" / f"{name}.html").read_text("utf-8")
        assert not re.search(r"<(script|link)[^>]+(src|href)=.https?:", page)
        assert json.loads((model / "charts" / f"{name}.json").read_text("utf-8"))["data"]["values"]


def test_its_card_tells_data_date_accuracy_limits_and_levels_never_seen(trained):
    card = (trained[0] / "card.md").read_text("utf-8")
    assert re.search(r"precision of pairs \| 0\.9\d", card)
    assert re.search(r"On \d+ \w+ 20\d\d, with Splink 5", card)
    for level in trained[1]["levels_never_seen"]:
        assert f"- {level}" in card


def test_a_model_is_not_written_over_unasked(trained, tmp_path):
    answer = run(write(tmp_path / "people.csv", 10), "--out", trained[0])
    assert answer.exit_code == 3
    assert "--replace" in answer.output


def test_a_model_is_replaced_when_asked_and_measured_against_a_truth_of_its_own(tmp_path):
    people, out = write(tmp_path / "people.csv", 700), tmp_path / "ours"
    out.mkdir()
    (out / "model.json").write_text("an older model", "utf-8")
    answer = run(people, "--out", out, "--replace", "--truth", truth_table(tmp_path / "truth.csv", people))
    assert answer.exit_code == 0, answer.output
    assert load_model(out).prior < 0
    assert re.search(r"recall of pairs \| 0\.[89]\d", (out / "card.md").read_text("utf-8"))


@pytest.mark.parametrize(
    ("truth", "said"),
    [
        ("colour,shape\nred,round\n", "needs a column of record ids and one of people"),
        ("record_id,cluster_id\nnobody,1\n", "none of its ids is in the files"),
    ],
)
def test_a_truth_that_says_nothing_is_refused_and_the_older_model_stays(tmp_path, truth, said):
    people, out = write(tmp_path / "people.csv", 700), tmp_path / "ours"
    out.mkdir()
    (out / "model.json").write_text("an older model", "utf-8")
    (tmp_path / "truth.csv").write_text(truth, "utf-8")
    answer = run(people, "--out", out, "--replace", "--truth", tmp_path / "truth.csv")
    assert answer.exit_code == 2
    assert said in " ".join(answer.output.split())
    assert (out / "model.json").read_text("utf-8") == "an older model"


def test_a_missing_truth_or_two_of_them_are_refused_before_any_file_is_read(tmp_path):
    nowhere, out = tmp_path / "none.csv", tmp_path / "ours"
    missing = run(nowhere, "--out", out, "--truth", nowhere)
    assert missing.exit_code == 3
    assert "is no file" in " ".join(missing.output.split())
    both = run(nowhere, "--out", out, "--truth", nowhere, "--truth-column", "person")
    assert both.exit_code == 3
    assert "two truths" in " ".join(both.output.split())


@pytest.mark.parametrize(
    ("people", "renamed", "said", "code"),
    [
        (20, {}, "fewer than 1,000 are noise", 3),
        (700, {"dob": "date entered"}, "no record has a first name, a family name and a birth date", 2),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(tmp_path, people, renamed, said, code):
    answer = run(write(tmp_path / "people.csv", people, **renamed), "--out", tmp_path / "new")
    assert answer.exit_code == code
    assert said in answer.output.replace("\n", " ")
    assert not (tmp_path / "new").exists()


def test_without_splink_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "find_spec", lambda name: None)
    answer = run(write(tmp_path / "people.csv", 10), "--out", tmp_path / "new")
    assert answer.exit_code == 3
    assert "jigsaw[train]" in answer.output


def test_a_file_is_no_folder_for_a_model(tmp_path):
    people = write(tmp_path / "people.csv", 10)
    assert run(people, "--out", people).exit_code == 3
