"""Every kind of level that Splink's library writes, weighed by us and by Splink on the same pairs."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any

import pyarrow
import pytest
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import ColumnExpression, DuckDBAPI, Linker
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from jigsaw.engine.linkage.model import Model, compile_model
from jigsaw.engine.linkage.score import weigh
from tests.engine.linkage.corpus import pairs_of_text

RECORDS = 330
KINDS: tuple[ComparisonLevelCreator, ...] = (
    levels.LiteralMatchLevel(
        "name", literal_value="martha", literal_datatype="string", side_of_comparison="left"
    ),
    levels.LiteralMatchLevel("count", literal_value="3", literal_datatype="int"),
    levels.ColumnsReversedLevel("name", "other"),
    levels.ColumnsReversedLevel("name", "other", symmetrical=True),
    levels.LevenshteinLevel("name", 2),
    levels.DamerauLevenshteinLevel("name", 1),
    levels.JaroLevel("name", 0.8),
    levels.JaroWinklerLevel("name", 0.92),
    levels.JaroWinklerLevel("name", 0.88),
    levels.DistanceFunctionLevel("name", "levenshtein", 3, False),
    levels.AbsoluteDateDifferenceLevel("born", input_is_string=True, threshold=1, metric="month"),
    levels.AbsoluteDateDifferenceLevel("born_on", input_is_string=False, threshold=1, metric="year"),
    levels.AbsoluteTimeDifferenceLevel("seen", input_is_string=True, threshold=12, metric="hour"),
    levels.AbsoluteDifferenceLevel("count", 2),
    levels.PercentageDifferenceLevel("count", 0.25),
    levels.ArrayIntersectLevel("tags", 2),
    levels.ArraySubsetLevel("tags"),
    levels.ArraySubsetLevel("tags", empty_is_subset=True),
    levels.DistanceInKMLevel("lat", "long", 3),
    levels.DistanceInKMLevel("lat", "long", 10, not_null=True),
    levels.PairwiseStringDistanceFunctionLevel("tags", "jaro_winkler", 0.9),
    levels.PairwiseStringDistanceFunctionLevel("tags", "levenshtein", 1),
    levels.PairwiseStringDistanceFunctionLevel("tags", "damerau_levenshtein", 1),
    levels.PairwiseStringDistanceFunctionLevel("tags", "jaro", 0.8),
    levels.And(levels.ExactMatchLevel("name"), levels.Not(levels.ExactMatchLevel("other"))),
    levels.Or(levels.ExactMatchLevel("name"), levels.LevenshteinLevel("other", 1)),
    levels.Not(levels.Or(levels.NullLevel("name"), levels.JaroWinklerLevel("name", 0.7))),
    levels.ExactMatchLevel(ColumnExpression("name").substr(1, 2).lower()),
    levels.ExactMatchLevel(ColumnExpression("name").nullif("")),
    levels.ExactMatchLevel(ColumnExpression("born").regex_extract("^[0-9]{4}")),
    levels.ExactMatchLevel(ColumnExpression("born").try_parse_date()),
    levels.ExactMatchLevel(ColumnExpression("count").cast_to_string()),
    levels.ExactMatchLevel(ColumnExpression("tags").access_extreme_array_element("last")),
)
LIBRARY = (
    comparisons.NameComparison("other"),
    comparisons.ForenameSurnameComparison("name", "other"),
    comparisons.DateOfBirthComparison("born", input_is_string=True),
    comparisons.DateOfBirthComparison("born_on", input_is_string=False),
    comparisons.EmailComparison("email"),
    comparisons.PostcodeComparison("postcode"),
    comparisons.PostcodeComparison("postcode", lat_col="lat", long_col="long", km_thresholds=[1, 10]),
)
COUNTED = ("name", "other", "email")
RARITY: tuple[dict[str, Any], ...] = (
    {"tf_adjustment_column": "other", "tf_adjustment_weight": 0.5},
    {"tf_adjustment_column": "other", "tf_adjustment_weight": 1.0, "tf_minimum_u_value": 0.05},
    {"tf_adjustment_column": '"other"'},
    {"tf_adjustment_column": "name", "tf_adjustment_weight": 1.0, "disable_tf_exact_match_detection": True},
)  # fmt: skip


def invented(rng: Random) -> Iterator[dict[str, Any]]:
    texts = [text for pair in pairs_of_text(60)[-60:] for text in pair][:50]
    firsts = [date(1950, 1, 1) + timedelta(days=rng.randrange(500)) for _ in range(40)]
    codes = ("AB1 2CD", "AB1 2CE", "AB1 3CD", "AB10 1AA", "sw1a 1aa", "SW1A 1AB", "none", "")
    for at in range(RECORDS):
        born = rng.choice(firsts)
        yield {
            "unique_id": at,
            "name": rng.choice(texts),
            "other": rng.choice(texts[:12]),
            "born": rng.choice(
                (born.isoformat(), born.isoformat(), born.strftime("%Y-%d-%m"), "unknown", "")
            ),
            "born_on": born,
            "seen": f"{born}T{rng.randrange(24):02}:00:00Z",
            "count": rng.randrange(1, 9),
            "tags": rng.sample(texts, rng.randrange(4)),
            "lat": 51 + rng.choice((0, 0.01, 0.02, 0.2)) + rng.randrange(3) / 1000,
            "long": rng.choice((0, 0.01, -0.2)) + rng.randrange(3) / 1000,
            "email": f"{rng.choice(texts)}@{rng.choice('ab')}.uk",
            "postcode": rng.choice(codes),
        }


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    rng = Random(9)
    keeps = {"unique_id"}
    return [
        {key: value if key in keeps or rng.random() > 0.08 else None for key, value in each.items()}
        for each in invented(rng)
    ]


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    rng = Random(2)
    simple = [[kind.create_level_dict("duckdb"), {"sql_condition": "ELSE"}] for kind in KINDS]
    simple[5].insert(0, levels.NullLevel("name", valid_string_pattern="^[a-z]+$").create_level_dict("duckdb"))
    exact = [{"sql_condition": f'"{column}_l" = "{column}_r"'} for column in ("other", "name")]
    for more in RARITY:
        near = {"sql_condition": 'jaro_winkler_similarity("other_l", "other_r") >= 0.6', **more}
        simple.append([*({**each, **more} for each in exact[:1]), near, exact[1], {"sql_condition": "ELSE"}])
    library = [each.get_comparison("duckdb").as_dict()["comparison_levels"] for each in LIBRARY]
    made = [
        {"output_column_name": f"c{at}", "comparison_levels": each}
        for at, each in enumerate([*simple, *library])
    ]
    for level in (
        level for each in made for level in each["comparison_levels"] if not level.get("is_null_level")
    ):
        level |= {"m_probability": rng.uniform(0.01, 0.99), "u_probability": rng.uniform(0.001, 0.9)}
    return {
        "link_type": "dedupe_only",
        "sql_dialect": "duckdb",
        "probability_two_random_records_match": 0.01,
        "comparisons": made,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "1=1", "sql_dialect": "duckdb"}],
        "retain_matching_columns": False,
    }


def table(records: list[dict[str, Any]]) -> pyarrow.Table:
    return pyarrow.Table.from_pylist(records)


def shares(records: list[dict[str, Any]], column: str) -> dict[str, float]:
    known = [each[column] for each in records if each[column] is not None]
    return {value: known.count(value) / len(known) for value in known}


def splinks(records: list[dict[str, Any]], settings: dict[str, Any]) -> dict[tuple[int, int], float]:
    database = DuckDBAPI()
    # DuckDB 2 has renamed the arrow that Splink's pairwise levels are written with.
    database._con.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
    linker = Linker(database.register(table(records)), settings, log_level=logging.ERROR)
    found = linker.inference.predict().as_record_list()
    return {(row["unique_id_l"], row["unique_id_r"]): row["match_weight"] for row in found}


def rows_of(records: list[dict[str, Any]], model: Model) -> dict[int, tuple[Any, ...]]:
    lists = ({**each, "tags": each["tags"] and tuple(each["tags"])} for each in records)
    return {each["unique_id"]: tuple(each[column] for column in model.columns) for each in lists}


def test_every_kind_weighs_what_splink_says(records: list[dict[str, Any]], settings: dict[str, Any]) -> None:
    model = compile_model(settings, {column: shares(records, column) for column in COUNTED})
    rows, theirs = rows_of(records, model), splinks(records, settings)
    assert set(theirs) == set(combinations(range(RECORDS), 2))
    assert len(theirs) > 50_000
    for (left, right), weight in theirs.items():
        assert weigh(model, rows[left], rows[right]) == pytest.approx(weight, abs=1e-9)


def test_every_level_holds_for_some_pair(records: list[dict[str, Any]], settings: dict[str, Any]) -> None:
    model = compile_model(settings, {column: shares(records, column) for column in COUNTED})
    rows = list(rows_of(records, model).values())
    pairs = list(combinations(rows[:250], 2))
    for comparison in model.comparisons:
        test = comparison.levels[0].test
        assert test is not None
        assert {test(left, right) for left, right in pairs} == {True, False}, comparison.levels[0].label
