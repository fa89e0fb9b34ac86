"""The same model on Spark, through Splink's own backend, for what outgrows one machine.

A model is written in DuckDB's SQL; here its conditions are put into Spark's, and nothing else changes. Frequencies are
frozen: Spark is given the model's tables and does not count again.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from jigsaw.engine.linkage.levels import is_otherwise

Settings = Mapping[str, Any]
_FUNCTIONS = {
    "list_intersect": "array_intersect",
    "array_length": "size",
    "jaro_winkler_similarity": "jaro_winkler",
    "jaro_similarity": "jaro_sim",
}
"""Splink's names of functions on DuckDB, and on Spark."""

_SECONDS = re.compile(r"epoch\(try_strptime\((\w+), '%Y-%m-%d'\)\)")
_AS_DAYS = r"(86400 * unix_date(try_cast(\1 AS date)))"
"""The seconds of a day: DuckDB has them of a moment, Spark of a date's number."""


def for_spark(settings: Settings, rules: Sequence[str]) -> dict[str, Any]:
    """The same settings with their conditions in Spark's SQL, and these rules of blocking."""
    import sqlglot

    written = deepcopy(dict(settings))
    for level in (level for each in written["comparisons"] for level in each["comparison_levels"]):
        if not is_otherwise(level):
            condition = _SECONDS.sub(_AS_DAYS, level["sql_condition"].replace('"', ""))
            for ours, theirs in _FUNCTIONS.items():
                condition = condition.replace(ours, theirs)
            level["sql_condition"] = sqlglot.transpile(condition, read="duckdb", write="spark")[0]
    predicted = [{"blocking_rule": rule, "sql_dialect": "spark"} for rule in rules]
    return written | {"sql_dialect": "spark", "blocking_rules_to_generate_predictions": predicted}
