"""A Splink 5 model compiled to a flat plan, with the frequency tables that Splink's own file leaves out.

A model is a folder: `model.json` (Splink's, which analysts may open in Splink), `frequencies.json` (column ->
value -> share of records; frozen, so that a weight does not change while nobody looks) and `card.md` (what it
was trained on).
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from jigsaw.engine.linkage.conditions import Row, parse
from jigsaw.engine.linkage.evaluation import Test, columns_of, make_test
from jigsaw.engine.linkage.expressions import Condition
from jigsaw.engine.linkage.rules import Rules
from jigsaw.engine.linkage.standardise import Standard
from jigsaw.foundation.core.errors import FaultyModel

DEFAULT_MODEL = "borough-1"
Frequencies = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Level:
    """One comparison level: what it means in words, when it holds, what it is worth in bits.

    `condition` is the tree that `test` was made from; both are None for the last level, which always holds.
    """

    label: str
    test: Test | None
    weight: float
    frequency_column: int = -1
    frequency_weight: float = 0.0
    frequency_floor: float = 0.0
    log2_u_exact: float = 0.0
    frequencies: Mapping[str, float] = field(default_factory=dict)
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The levels of one comparison, in the order in which they are tried; the last always holds."""

    name: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """All that a pair is judged by: the compiled weights and the rules beside them."""

    columns: tuple[str, ...]
    prior: float
    comparisons: tuple[Comparison, ...]
    rules: Rules

    def row(self, standard: Standard) -> Row:
        """The columns of a standardised record that this model compares; what is empty is None."""
        return tuple(getattr(standard, column) or None for column in self.columns)


def load_model(folder: Path, rules: Rules | None = None) -> Model:
    """The model in a folder. Raises FaultyModel naming the file or the level that cannot be used."""
    settings = _read(folder / "model.json")
    frequencies = _read(folder / "frequencies.json")
    return compile_model(settings, frequencies, rules or Rules())


@cache
def default_model(rules: Rules | None = None) -> Model:
    """The model that ships with Jigsaw."""
    with as_file(files(__package__).joinpath("models", DEFAULT_MODEL)) as folder:
        return load_model(folder, rules)


def compile_model(settings: Mapping[str, Any], frequencies: Frequencies, rules: Rules | None = None) -> Model:
    """The flat plan of a Splink settings dictionary. Raises FaultyModel by name for what it cannot match."""
    _check_dialect(settings)
    comparisons = settings["comparisons"]
    columns = _columns(comparisons)
    positions = {column: at for at, column in enumerate(columns)}
    prior = settings["probability_two_random_records_match"]
    return Model(
        columns=columns,
        prior=math.log2(prior / (1 - prior)),
        comparisons=tuple(_comparison(each, positions, frequencies) for each in comparisons),
        rules=rules or Rules(),
    )


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        hindered_by = f"{path.name} is missing or is not JSON ({type(error).__name__})"
        raise FaultyModel(
            f"Loading the linkage model {path.parent.name}", hindered_by, "Train it again"
        ) from error


def _check_dialect(settings: Mapping[str, Any]) -> None:
    if settings.get("sql_dialect", "duckdb") != "duckdb":
        hindered_by = (
            f"it was written for {settings['sql_dialect']!r}, and only 'duckdb' conditions can be read"
        )
        raise FaultyModel("Loading a linkage model", hindered_by, "Save the model from Splink on DuckDB")


def _columns(comparisons: list[dict[str, Any]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for level in (level for each in comparisons for level in each["comparison_levels"]):
        if not _is_otherwise(level):
            found.update(dict.fromkeys(each.name for each in columns_of(parse(level["sql_condition"]))))
        if level.get("tf_adjustment_column"):
            found[level["tf_adjustment_column"]] = None
    return tuple(found)


def _is_otherwise(level: Mapping[str, Any]) -> bool:
    return bool(level["sql_condition"].strip().upper() == "ELSE")


def _comparison(each: dict[str, Any], positions: Mapping[str, int], frequencies: Frequencies) -> Comparison:
    name, levels = each["output_column_name"], each["comparison_levels"]
    if not _is_otherwise(levels[-1]):
        raise FaultyModel(
            f"Loading the comparison {name!r}", "its last level is not ELSE", "Add an ELSE level"
        )
    return Comparison(name, tuple(_level(name, level, levels, positions, frequencies) for level in levels))


def _level(
    name: str,
    level: Mapping[str, Any],
    siblings: list[dict[str, Any]],
    positions: Mapping[str, int],
    frequencies: Frequencies,
) -> Level:
    label = level.get("label_for_charts", "")
    condition = None if _is_otherwise(level) else parse(level["sql_condition"])
    test = make_test(condition, positions) if condition else None
    if level.get("is_null_level"):
        return Level(label, test, 0.0, condition=condition)
    weight = _log2(name, level, "m_probability") - _log2(name, level, "u_probability")
    column = level.get("tf_adjustment_column")
    tf_weight = level.get("tf_adjustment_weight", 1.0)
    if not column or test is None or not tf_weight:
        return Level(label, test, weight, condition=condition)
    return Level(
        label,
        test,
        weight,
        frequency_column=positions[column],
        frequency_weight=tf_weight,
        frequency_floor=level.get("tf_minimum_u_value", 0.0),
        log2_u_exact=_log2_u_exact(name, level, siblings),
        frequencies=frequencies.get(column, {}),
        condition=condition,
    )


def _log2(name: str, level: Mapping[str, Any], which: str) -> float:
    value = level.get(which)
    if not isinstance(value, float | int) or value <= 0:
        raise FaultyModel(
            f"Loading the comparison {name!r}",
            f"its level {level.get('label_for_charts') or level['sql_condition']!r} has no trained {which}",
            "Train the level, or set its probability",
        )
    return math.log2(value)


def _log2_u_exact(name: str, level: Mapping[str, Any], siblings: list[dict[str, Any]]) -> float:
    if level.get("disable_tf_exact_match_detection"):
        return _log2(name, level, "u_probability")
    column = level["tf_adjustment_column"]
    exact = f"{column}_l = {column}_r"
    for sibling in siblings:
        if sibling["sql_condition"].replace('"', "").strip().lower() == exact:
            return _log2(name, sibling, "u_probability")
    raise FaultyModel(
        f"Loading the comparison {name!r}",
        f"it adjusts for how common {column} is, but has no level for an exact match on {column}",
        "Add the exact match level",
    )
