"""A level of every kind that Splink's library writes, records to compare by them, and what Splink says of these."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import numpy as np
import pyarrow
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import ColumnExpression, DuckDBAPI, Linker
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from jigsaw.engine.linkage.similarity import FUNCTIONS
from tests.engine.linkage.corpus import pairs_of_text

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


THRESHOLDS = (0.7, 0.8, 0.88, 0.9, 0.92)


@cache
def some_texts() -> list[str]:
    """Texts of many scripts, a third of them in pairs that stand on a threshold itself."""
    near = [pair for pair in pairs_of_text(15_000) if any(stands_on(pair, one) for one in THRESHOLDS)]
    others = [text for pair in pairs_of_text(60)[:40] for text in pair if len(text) < 25]
    names = [text for pair in pairs_of_text(60)[-60:] for text in pair][:50]
    return list(dict.fromkeys([*names, *others, *(text for pair in near[:20] for text in pair)]))


def stands_on(pair: tuple[str, str], threshold: float) -> bool:
    """Whether two texts are just as alike as a level asks."""
    return abs(float(FUNCTIONS["jaro_winkler_similarity"](*pair)) - threshold) < 1e-9


def invented(rng: Random, count: int) -> Iterator[dict[str, Any]]:
    """So many records with a value of every sort that a level compares."""
    texts = some_texts()
    firsts = [date(1950, 1, 1) + timedelta(days=rng.randrange(500)) for _ in range(40)]
    tags = [rng.sample(texts, rng.randrange(4)) for _ in range(60)]
    places = [
        {
            "lat": 51 + rng.choice((0, 0.01, 0.02, 0.2)) + rng.randrange(3) / 1000,
            "long": rng.choice((0, 0.01, -0.2)) + rng.randrange(3) / 1000,
        }
        for _ in range(30)
    ]
    codes = ("AB1 2CD", "AB1 2CE", "AB1 3CD", "AB10 1AA", "sw1a 1aa", "SW1A 1AB", "none", "")
    for at in range(count):
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
            "tags": rng.choice(tags),
            **rng.choice(places),
            "email": f"{rng.choice(texts)}@{rng.choice('ab')}.uk",
            "postcode": rng.choice(codes),
        }


def records_with_gaps(count: int) -> list[dict[str, Any]]:
    """Records of which each says nothing here and there."""
    rng = Random(9)
    keeps = {"unique_id"}
    return [
        {key: value if key in keeps or rng.random() > 0.08 else None for key, value in each.items()}
        for each in invented(rng, count)
    ]


@cache  # Splink writes other levels when it is asked a second time
def every_kind() -> dict[str, Any]:
    """Splink's settings with a comparison for every kind of level."""
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


def shares(records: list[dict[str, Any]], column: str) -> dict[str, float]:
    """The share of each value among the records that have one."""
    known = [each[column] for each in records if each[column] is not None]
    return {value: known.count(value) / len(known) for value in known}


def splinks(records: list[dict[str, Any]], settings: dict[str, Any]) -> dict[str, np.ndarray]:
    """Every pair in the order of its ids, with Splink's weight: `left`, `right`, `weight`."""
    database = DuckDBAPI()
    # DuckDB 2 has renamed the arrow that Splink's pairwise levels are written with.
    database._con.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
    linker = Linker(database.register(pyarrow.Table.from_pylist(records)), settings, log_level=logging.ERROR)
    found = linker.inference.predict().as_duckdbpyrelation().order("unique_id_l, unique_id_r")
    asked = "unique_id_l AS left, unique_id_r AS right, match_weight AS weight"
    return found.select(asked).fetchnumpy()
