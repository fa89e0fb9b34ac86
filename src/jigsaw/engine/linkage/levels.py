"""The levels of a comparison, made from Splink's settings: what each means, when it holds, what it is worth.

All that is wrong with a model is found before anything is said, so that an analyst mends it once.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jigsaw.engine.linkage.conditions import parse
from jigsaw.engine.linkage.evaluation import Test, columns_of, make_test
from jigsaw.engine.linkage.expressions import Column, Condition, Every
from jigsaw.engine.linkage.expressions import Comparison as Compared
from jigsaw.foundation.core.errors import FaultyModel

LEAST_PROBABILITY = 1e-300
"""Splink's own floor for m and u."""

Frequencies = Mapping[str, Mapping[str, float]]
Settings = Mapping[str, Any]


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
class Fault:
    """One thing that keeps a model from being used: where it is, what it is, what to do."""

    comparison: str
    level: str
    what: str
    next_step: str

    def __str__(self) -> str:
        where = " / ".join(place for place in (self.comparison, self.level) if place) or "the model"
        return f"{where}: {self.what}. {self.next_step}"


def is_otherwise(level: Settings) -> bool:
    """Whether this is the level that holds where no other does."""
    return str(level.get("sql_condition", "")).strip().upper() == "ELSE"


def label_of(level: Settings) -> str:
    """What the level is called."""
    return str(level.get("label_for_charts") or level.get("sql_condition") or "a level without a condition")


def frequency_column(level: Settings) -> str:
    """The column whose rarity the level counts, or "". The null and the last level count none, as in Splink."""
    if level.get("is_null_level") or is_otherwise(level):
        return ""
    return str(level.get("tf_adjustment_column") or "").strip('"')


def faults_of(comparison: Settings) -> Iterator[Fault]:
    """Everything in a comparison that cannot be scored."""
    name = str(comparison.get("output_column_name") or "a comparison without a name")
    levels = comparison.get("comparison_levels") or [{}]
    if not comparison.get("output_column_name"):
        yield Fault(name, "", "it has no output_column_name", "Name the comparison")
    if not is_otherwise(levels[-1]):
        yield Fault(
            name, "", "its last level is not ELSE", "Add an ELSE level, so that every pair has a level"
        )
    for level in levels:
        yield from (Fault(name, label_of(level), *found) for found in _faults(level, levels))


def _faults(level: Settings, siblings: list[Settings]) -> Iterator[tuple[str, str]]:
    if is_otherwise(level):
        if level is not siblings[-1]:
            yield "it is ELSE and is not the last level", "Move it to the end"
    else:
        yield from _unreadable(level)
    if not level.get("is_null_level"):
        for which in ("m_probability", "u_probability"):
            yield from _unusable(level, which)
    if frequency_column(level) and level.get("tf_adjustment_weight", 1.0) == 0:
        yield "its tf_adjustment_weight is 0, which Splink reads as 1", "Leave out its tf_adjustment_column"
    if frequency_column(level) and _exact_level(level, siblings) is None:
        column = frequency_column(level)
        yield (
            f"it counts how common {column} is, and no level is an exact match on {column}",
            "Add that level",
        )


def _unreadable(level: Settings) -> Iterator[tuple[str, str]]:
    try:
        parse(str(level.get("sql_condition", "")))
    except FaultyModel as error:
        yield error.hindered_by, error.next_step


def _unusable(level: Settings, which: str) -> Iterator[tuple[str, str]]:
    value = level.get(which)
    if isinstance(value, bool) or not isinstance(value, float | int):
        yield f"it has no trained {which}", "Train the level, or set its probability"
    elif not 0 < value <= 1:
        yield f"its {which} is {value}", "Give it a probability above 0 and at most 1"


def columns_read(comparison: Settings) -> Iterator[str]:
    """The columns that a comparison reads, in order of appearance, as often as they appear."""
    for level in comparison["comparison_levels"]:
        if not is_otherwise(level):
            yield from (column.name for column in columns_of(parse(level["sql_condition"])))
        if frequency_column(level):
            yield frequency_column(level)


def make_comparison(each: Settings, positions: Mapping[str, int], frequencies: Frequencies) -> Comparison:
    """The comparison ready to be scored; it must be without fault."""
    levels = each["comparison_levels"]
    made = (_make_level(level, levels, positions, frequencies) for level in levels)
    return Comparison(each["output_column_name"], tuple(made))


def _make_level(
    level: Settings, siblings: list[Settings], positions: Mapping[str, int], frequencies: Frequencies
) -> Level:
    condition = None if is_otherwise(level) else parse(level["sql_condition"])
    test = make_test(condition, positions) if condition else None
    column, exact = frequency_column(level), _exact_level(level, siblings)
    weight = 0.0 if level.get("is_null_level") else math.log2(_floored(level, "m") / _floored(level, "u"))
    if not column or exact is None:
        return Level(label_of(level), test, weight, condition=condition)
    return Level(
        label_of(level),
        test,
        weight,
        frequency_column=positions[column],
        frequency_weight=level.get("tf_adjustment_weight", 1.0),
        frequency_floor=level.get("tf_minimum_u_value", 0.0),
        log2_u_exact=math.log2(exact["u_probability"]),
        frequencies=frequencies.get(column, {}),
        condition=condition,
    )


def _floored(level: Settings, which: str) -> float:
    return max(float(level[f"{which}_probability"]), LEAST_PROBABILITY)


def _exact_level(level: Settings, siblings: list[Settings]) -> Settings | None:
    """The level whose u a rarity is measured against: Splink's rule (`comparison_level.py`)."""
    if level.get("disable_tf_exact_match_detection"):
        return level
    wanted = frequency_column(level).lower()
    return next((each for each in siblings if wanted and _is_exact_on(each, wanted)), None)


def _is_exact_on(level: Settings, column: str) -> bool:
    if is_otherwise(level):
        return False
    try:
        tree = parse(str(level.get("sql_condition", "")))
    except FaultyModel:
        return False
    parts = tree.of if isinstance(tree, Every) else (tree,)
    return len(parts) == 1 and _equal_columns(parts[0]) == column


def _equal_columns(condition: Condition) -> str:
    match condition:
        case Compared("=", Column(one, side), Column(other, opposite)) if one == other and side != opposite:
            return one.lower()
    return ""
