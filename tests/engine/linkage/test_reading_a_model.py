"""Loading a model that Splink trained."""

import json
from pathlib import Path
from typing import Any

import pytest

from jigsaw.engine.linkage.comparisons import settings
from jigsaw.engine.linkage.evaluation import compile_condition
from jigsaw.engine.linkage.model import compile_model, default_model, load_model
from jigsaw.foundation.core.errors import FaultyModel

POSITIONS = {"name": 0, "other": 1, "born": 2, "tags": 3}


def holds(condition: str, left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    return compile_condition(condition, POSITIONS)(left, right)


def test_the_shipped_model_loads() -> None:
    assert default_model().comparisons[0].name == "nhs_number"


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


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text(json.dumps({})[:1])
    with pytest.raises(FaultyModel, match=r"model\.json"):
        load_model(tmp_path)
