"""A model with levels of many kinds and eleven loose blocking rules, for measuring speed; its probabilities are set by
hand."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pyarrow

from jigsaw.engine.linkage.model import Model, compile_model

TIGHT = [
    'l."nhs_number" = r."nhs_number"',
    'l."family" = r."family" AND l."birth_date" = r."birth_date"',
    'l."given" = r."given" AND l."birth_date" = r."birth_date"',
    'l."given" = r."given" AND l."postcode" = r."postcode"',
    'l."birth_date" = r."birth_date" AND l."postcode" = r."postcode"',
    'l."uprn" = r."uprn" AND l."given" = r."given"',
    'l."telephone" = r."telephone"',
]
FAMILY_START_AND_MONTH = " AND ".join(
    f'substr(l."{column}", 1, {letters}) = substr(r."{column}", 1, {letters})'
    for column, letters in (("family", 4), ("birth_date", 7))
)
LOOSE = [
    'l."nhs_number" = r."nhs_number"',
    'l."telephone" = r."telephone"',
    'l."uprn" = r."uprn"',
    'l."postcode" = r."postcode"',
    'l."birth_date" = r."birth_date"',
    'l."given" = r."given" AND l."family" = r."family"',
    'l."family" = r."family" AND substr(l."birth_date", 1, 4) = substr(r."birth_date", 1, 4)',
    'l."given" = r."given" AND substr(l."birth_date", 1, 7) = substr(r."birth_date", 1, 7)',
    'l."family" = r."family" AND substr(l."given", 1, 2) = substr(r."given", 1, 2)',
    FAMILY_START_AND_MONTH,
    'l."given" = r."given" AND substr(l."postcode", 1, 6) = substr(r."postcode", 1, 6)',
]
ADJUSTED = ("given", "family", "birth_date", "postcode")


def settings(rules: Iterable[str] = LOOSE) -> dict[str, Any]:
    """Splink's settings: for its own use, and for `compile_model`."""
    return {
        "link_type": "dedupe_only",
        "sql_dialect": "duckdb",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": 1e-6,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "comparisons": [_given(), _family(), _birth_date(), _home(), *_agreements()],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in rules
        ],
    }


def frequencies(records: pyarrow.Table) -> dict[str, dict[str, float]]:
    """The share of each value among the records that have one, as Splink counts it."""
    return {column: _shares(records[column]) for column in ADJUSTED}


def loose_model(records: pyarrow.Table) -> Model:
    """The model with the records' own frequencies."""
    return compile_model(settings(), frequencies(records))


def _shares(column: pyarrow.ChunkedArray) -> dict[str, float]:
    counted = Counter(value for value in column.to_pylist() if value is not None)
    total = counted.total()
    return {value: count / total for value, count in counted.items()}


def _given() -> dict[str, Any]:
    return _comparison(
        "given",
        _absent("given"),
        _level('"given_l" = "given_r"', 0.7, 0.004, tf="given"),
        _level('"given_l" = "family_r" AND "given_r" = "family_l"', 0.01, 0.0001),
        _level('jaro_winkler_similarity("given_l", "given_r") >= 0.919', 0.09, 0.004),
        _level('jaro_winkler_similarity("given_l", "given_r") >= 0.849', 0.06, 0.02),
        _level("ELSE", 0.14, 0.97),
    )


def _family() -> dict[str, Any]:
    return _comparison(
        "family",
        _absent("family"),
        _level('"family_l" = "family_r"', 0.8, 0.001, tf="family"),
        _level('damerau_levenshtein("family_l", "family_r") <= 1', 0.06, 0.0004),
        _level('jaro_winkler_similarity("family_l", "family_r") >= 0.879', 0.04, 0.01),
        _level("ELSE", 0.1, 0.988),
    )


def _birth_date() -> dict[str, Any]:
    left, right = (f"EPOCH(try_strptime(\"birth_date_{side}\", '%Y-%m-%d'))" for side in "lr")
    seconds = f"ABS({left} - {right})"
    return _comparison(
        "birth_date",
        _absent("birth_date"),
        _level('"birth_date_l" = "birth_date_r"', 0.9, 0.00004, tf="birth_date"),
        _level('levenshtein("birth_date_l", "birth_date_r") <= 1', 0.04, 0.001),
        _level(f"{seconds} <= 2629800.0", 0.01, 0.004),
        _level(f"{seconds} <= 31557600.0", 0.02, 0.03),
        _level("ELSE", 0.03, 0.96),
    )


def _home() -> dict[str, Any]:
    neither = '("postcode_l" IS NULL OR "postcode_r" IS NULL) AND ("uprn_l" IS NULL OR "uprn_r" IS NULL)'
    return _comparison(
        "home",
        {"sql_condition": neither, "is_null_level": True, "label_for_charts": "Not known to one"},
        _level('"uprn_l" = "uprn_r"', 0.5, 0.00001),
        _level('"postcode_l" = "postcode_r"', 0.25, 0.00005, tf="postcode"),
        _level('substr("postcode_l", 1, 6) = substr("postcode_r", 1, 6)', 0.05, 0.002),
        _level('substr("postcode_l", 1, 2) = substr("postcode_r", 1, 2)', 0.08, 0.17),
        _level("ELSE", 0.12, 0.83),
    )


def _agreements() -> list[dict[str, Any]]:
    return [
        _comparison(
            column,
            _absent(column),
            _level(f'"{column}_l" = "{column}_r"', m, u),
            _level("ELSE", 1 - m, 1 - u),
        )
        for column, m, u in (
            ("nhs_number", 0.995, 0.000001),
            ("telephone", 0.7, 0.000002),
            ("gender", 0.98, 0.5),
        )
    ]


def _comparison(name: str, *levels: dict[str, Any]) -> dict[str, Any]:
    return {"output_column_name": name, "comparison_levels": list(levels)}


def _level(condition: str, m: float, u: float, tf: str = "") -> dict[str, Any]:
    more = {"tf_adjustment_column": tf, "tf_adjustment_weight": 1.0} if tf else {}
    return {
        "sql_condition": condition, "m_probability": m, "u_probability": u, "label_for_charts": condition, **more,
    }  # fmt: skip


def _absent(column: str) -> dict[str, Any]:
    return {
        "sql_condition": f'"{column}_l" IS NULL OR "{column}_r" IS NULL',
        "is_null_level": True,
        "label_for_charts": "Not known to one",
    }
