"""A level of every kind that the kernel lowers, and models made of some of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from jigsaw.engine.linkage.model import Model, compile_model

DAYS = "ABS(EPOCH(try_strptime(\"date_l\", '%Y-%m-%d')) - EPOCH(try_strptime(\"date_r\", '%Y-%m-%d')))"
LEVELS = {
    "exact": '"given_l" = "given_r"',
    "different": '"given_l" <> "given_r"',
    "columns reversed": '"given_l" = "family_r" AND "given_r" = "family_l"',
    "one side": '"given_l" = "family_l" OR "given_r" = "family_r"',
    "literal": "\"given_l\" = 'ann' AND \"given_r\" = 'ann'",
    "jaro-winkler": 'jaro_winkler_similarity("given_l", "given_r") >= 0.879',
    "jaro": 'jaro_similarity("given_l", "given_r") > 0.77',
    "levenshtein": 'levenshtein("given_l", "given_r") <= 2',
    "damerau-levenshtein": 'damerau_levenshtein("given_l", "family_r") <= 1',
    "far apart": 'levenshtein("given_l", "given_r") >= 4',
    "both distances": 'levenshtein("given_l", "given_r") <= 2 AND jaro_similarity("given_l", "given_r") >= 0.6',
    "letters shared": 'jaccard("given_l", "given_r") >= 0.6',
    "days": f"{DAYS} <= 864000.0",
    "part of a text": 'substr("given_l", 1, 2) = substr("given_r", 1, 2)',
    "arrays": 'array_length(list_intersect("aliases_l", "aliases_r")) >= 1',
    "two of arrays": 'array_length(list_intersect("aliases_l", "aliases_r")) >= 2',
    "best of arrays": (
        'list_max(list_transform(flatten(list_transform("aliases_l", x -> list_transform("aliases_r", y -> [x, y]))), '
        "pair -> jaro_winkler_similarity(pair[1], pair[2]))) >= 0.879"
    ),
    "difference": 'ABS("age_l" - "age_r") <= 2',
    "percentage": (
        '(ABS("age_l" - "age_r") / (CASE WHEN "age_r" > "age_l" THEN "age_r" ELSE "age_l" END)) < 0.1'
    ),
    "not": 'NOT ("given_l" = "given_r") AND ("family_l" = "family_r" OR "age_l" = "age_r")',
    "is there": '"given_l" IS NOT NULL AND "family_r" IS NULL',
    "valid": "NULLIF(regexp_extract(\"given_l\", '^a', 0), '') IS NULL AND \"age_r\" IS NOT NULL",
}


def comparison(name: str, *conditions: str, **adjusted: Any) -> dict[str, Any]:
    """A comparison of these levels, the first adjusted for frequency where told so, and ELSE."""
    levels = [
        {"sql_condition": sql, "m_probability": 0.5 / (at + 1), "u_probability": 0.01 * (at + 1)}
        for at, sql in enumerate([*conditions, "ELSE"])
    ]
    if adjusted:
        levels[0] |= adjusted
    return {"output_column_name": name, "comparison_levels": levels}


def model_of(
    comparisons: Sequence[dict[str, Any]], frequencies: Mapping[str, Mapping[str, float]] | None = None
) -> Model:
    """A model of these comparisons."""
    settings = {"probability_two_random_records_match": 0.01, "comparisons": list(comparisons)}
    return compile_model(settings, frequencies or {})
