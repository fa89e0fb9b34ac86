"""The same model on Spark, through Splink's own backend, for what outgrows one machine.

A model is written in DuckDB's SQL; here its conditions are put into Spark's, and nothing else changes. Frequencies are
frozen: Spark is given the model's tables and does not count again.

The functions that Splink brings to Spark measure Jaro otherwise than DuckDB: where an odd number of letters stand in
another order, DuckDB takes off as many whole exchanges as there are, Spark half a one more. "haddadnow" and
"haddadgowson" are 0.880 alike to the one and 0.861 to the other, which is another level of a comparison. So Jigsaw's
own, which are DuckDB's to the last digit, can be put in their place (`register_similarities`): slower, in Python.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from jigsaw.engine.linkage.levels import is_otherwise
from jigsaw.engine.linkage.similarity import jaro, jaro_winkler

Settings = Mapping[str, Any]
_FUNCTIONS = {
    "list_intersect": "array_intersect",
    "array_length": "size",
    "jaro_winkler_similarity": "jaro_winkler",
    "jaro_similarity": "jaro_sim",
}
"""Splink's names of functions on DuckDB, and on Spark."""

_OURS = {name: f"jigsaw_{name}" for name in ("jaro_winkler_similarity", "jaro_similarity")}

_SECONDS = re.compile(r"epoch\(try_strptime\((\w+), '%Y-%m-%d'\)\)")
_AS_DAYS = r"(86400 * unix_date(try_cast(\1 AS date)))"
"""The seconds of a day: DuckDB has them of a moment, Spark of a date's number."""


def _jaro_winkler(left: str | None, right: str | None) -> float | None:
    return jaro_winkler(left, right)


def _jaro(left: str | None, right: str | None) -> float | None:
    return jaro(left, right)


_TO_SEND = {"jaro_winkler_similarity": _jaro_winkler, "jaro_similarity": _jaro}
"""Plain functions: Spark sends them to its workers by name, and what remembers answers cannot be sent."""


def register_similarities(session: Any) -> None:
    """Bring to a Spark session what `for_spark(…, exactly=True)` names. The session's workers need Jigsaw installed."""
    for name, ours in _OURS.items():
        session.udf.register(ours, _TO_SEND[name], "double")


def for_spark(
    settings: Settings, rules: Sequence[str | Mapping[str, Any]], *, exactly: bool = False
) -> dict[str, Any]:
    """The same settings with their conditions in Spark's SQL, and these rules of blocking.

    `rules`: each in Spark's SQL, or as Splink writes one. `exactly`: with the similarities of
    `register_similarities`, for weights equal to those of `jigsaw link`.
    """
    import sqlglot

    functions = {**_FUNCTIONS, **(_OURS if exactly else {})}

    written = deepcopy(dict(settings))
    for level in (level for each in written["comparisons"] for level in each["comparison_levels"]):
        if not is_otherwise(level):
            condition = _SECONDS.sub(_AS_DAYS, level["sql_condition"].replace('"', ""))
            for ours, theirs in functions.items():
                condition = re.sub(rf"\b{ours}\b", theirs, condition)
            level["sql_condition"] = sqlglot.transpile(condition, read="duckdb", write="spark")[0]
    predicted = [
        {"blocking_rule": rule, "sql_dialect": "spark"} if isinstance(rule, str) else dict(rule)
        for rule in rules
    ]
    return written | {"sql_dialect": "spark", "blocking_rules_to_generate_predictions": predicted}
