"""Loading a model that Splink trained."""

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from jigsaw.engine.linkage.comparisons import settings
from jigsaw.engine.linkage.evaluation import compile_condition
from jigsaw.engine.linkage.functions import ARGUMENTS
from jigsaw.engine.linkage.model import compile_model, default_model, load_model, save_model
from jigsaw.engine.linkage.standardise import VERSION
from jigsaw.foundation.core.errors import FaultyModel

POSITIONS = {"name": 0, "other": 1, "born": 2, "tags": 3}


def holds(condition: str, left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    return compile_condition(condition, POSITIONS)(left, right)


def test_the_shipped_model_loads() -> None:
    assert default_model().comparisons[0].name == "nhs_number"


def test_the_shipped_model_learnt_from_records_as_they_are_standardised_now() -> None:
    folder = files("jigsaw.engine.linkage").joinpath("models", "borough-1")
    said = json.loads(folder.joinpath("versions.json").read_text("utf-8"))
    assert said["standardisation"] == VERSION
    for name, digest in said["sha256"].items():
        assert sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    "condition",
    [
        '"name_l" = "name_r"',
        'jaro_winkler_similarity("name_l", "name_r") >= 0.919 AND "name_l" LIKE \'x\'',
        'cosine_similarity("name_l", "name_r") >= 0.9',
        'regexp_extract("name_l", \'(a+)+\') = "name_r"',
        '"surname" = "surname_r"',
        '"name_l" = "name_r" ~',
    ],
)
def test_only_what_is_known_is_read_and_the_rest_is_refused_by_name(condition: str) -> None:
    if condition == '"name_l" = "name_r"':
        assert holds(condition, ("ann",), ("ann",))
        return
    with pytest.raises(FaultyModel, match="is not something this engine can score"):
        compile_condition(condition, POSITIONS)


def test_null_is_never_equal_and_never_unequal() -> None:
    assert not holds("name_l = name_r", (None,), (None,))
    assert not holds("name_l <> name_r", (None,), ("ann",))
    assert holds("name_l IS NULL OR name_r IS NULL", (None,), ("ann",))


def test_dates_are_compared_as_splink_writes_it() -> None:
    left, right = (f"EPOCH(try_strptime(\"born_{side}\", '%Y-%m-%d'))" for side in "lr")
    condition = f"ABS({left} - {right}) <= 31557600.0"
    assert holds(condition, ("", "", "1971-08-23"), ("", "", "1972-08-22"))
    assert not holds(condition, ("", "", "1971-08-23"), ("", "", "1973-08-22"))
    assert not holds(condition, ("", "", "no date"), ("", "", "1973-08-22"))


def test_a_level_without_a_probability_is_refused_by_name() -> None:
    with pytest.raises(FaultyModel, match="Same first name"):
        compile_model(settings(100), {})


def test_a_model_for_another_database_is_refused() -> None:
    with pytest.raises(FaultyModel, match="spark"):
        compile_model({"sql_dialect": "spark"}, {})


def level(condition: str, label: str = "", **more: Any) -> dict[str, Any]:
    return {
        "sql_condition": condition,
        "label_for_charts": label,
        "m_probability": 0.9,
        "u_probability": 0.1,
        **more,
    }


def model(*levels: dict[str, Any]) -> dict[str, Any]:
    comparison = {"output_column_name": "name", "comparison_levels": list(levels)}
    return {"probability_two_random_records_match": 0.01, "comparisons": [comparison]}


def test_everything_wrong_with_a_model_is_said_at_once() -> None:
    faulty = model(
        level("name_l LIKE name_r", "Like"),
        level("name_l = name_r", "Same", m_probability=None),
        level("name_l = other_r", "Rare", tf_adjustment_column="other"),
        level("levenshtein(name_l, name_r) <= 1", "Near", u_probability=1.5),
    )
    with pytest.raises(FaultyModel) as refused:
        compile_model(faulty, {})
    lines = refused.value.hindered_by.splitlines()[1:]
    assert [line.split(":")[0] for line in lines] == [
        "- name",
        "- name / Like",
        "- name / Same",
        "- name / Rare",
        "- name / Near",
    ]
    assert all(
        line.endswith(("level", "probability", "most 1", "listed", "lists", "has a level")) for line in lines
    )


@pytest.mark.parametrize(
    ("levels", "what"),
    [
        ([level("ELSE"), level("name_l = name_r"), level("ELSE")], "ELSE and is not the last"),
        (
            [level("name_l = name_r", tf_adjustment_column="name", tf_adjustment_weight=0.0), level("ELSE")],
            "reads as 1",
        ),
        ([level("array_cosine_similarity(name_l, name_r) > 0.5"), level("ELSE")], "array_cosine_similarity"),
    ],
)
def test_what_splink_would_weigh_otherwise_is_refused(levels: list[dict[str, Any]], what: str) -> None:
    with pytest.raises(FaultyModel, match=what):
        compile_model(model(*levels), {})


def test_not_is_false_only_where_its_condition_is_true() -> None:
    condition = "NOT (name_l = name_r OR other_l IS NULL)"
    assert holds(condition, ("ann", "x"), ("bob", "x"))
    assert not holds(condition, ("ann", "x"), ("ann", "x"))
    assert not holds(condition, (None, "x"), ("ann", "x"))


def test_a_saved_model_loads_as_it_was(tmp_path: Path) -> None:
    saved = model(level("name_l = name_r", tf_adjustment_column="name"), level("ELSE"))
    save_model(tmp_path, saved, {"name": {"ann": 0.1}})
    assert load_model(tmp_path).comparisons[0].levels[0].frequencies == {"ann": 0.1}


def test_a_model_is_refused_before_it_is_saved(tmp_path: Path) -> None:
    with pytest.raises(FaultyModel, match="how common name is"):
        save_model(
            tmp_path / "new", model(level("name_l = name_r", tf_adjustment_column="name"), level("ELSE")), {}
        )
    assert not (tmp_path / "new").exists()


def test_frequencies_of_another_model_are_refused(tmp_path: Path) -> None:
    save_model(tmp_path, model(level("name_l = name_r"), level("ELSE")), {})
    (tmp_path / "frequencies.json").write_text(json.dumps({"name": {"ann": 0.5}}))
    with pytest.raises(FaultyModel, match=r"frequencies\.json is not the one"):
        load_model(tmp_path)


def test_a_model_of_another_standardisation_is_refused(tmp_path: Path) -> None:
    save_model(tmp_path, model(level("name_l = name_r"), level("ELSE")), {})
    versions = json.loads((tmp_path / "versions.json").read_text())
    (tmp_path / "versions.json").write_text(json.dumps(versions | {"standardisation": 0}))
    with pytest.raises(FaultyModel, match="Train it again"):
        load_model(tmp_path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps({})[:1])
    with pytest.raises(FaultyModel, match=r"model\.json"):
        load_model(tmp_path)


@pytest.mark.parametrize("function", sorted(each for each in ARGUMENTS if "_" in each and "cast" not in each))
def test_every_function_is_in_the_reference(function: str) -> None:
    page = Path(__file__).parents[3] / "docs" / "reference" / "comparison-levels.md"
    assert f"`{function}`" in page.read_text("utf-8")
