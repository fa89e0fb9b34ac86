"""The functions of a comparison level, equal to DuckDB's to the last digit. None in, None out, as NULL in
SQL.

DuckDB compares bytes where Python libraries compare letters: "é" is two bytes, so text is encoded before it
is compared. Its Damerau-Levenshtein is the true distance, not the restricted one.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, Jaro, JaroWinkler, Levenshtein

_REMEMBERED = 1 << 17


def _remembering(measure: Callable[..., float]) -> Callable[[str | None, str | None], float | None]:
    @lru_cache(maxsize=_REMEMBERED)
    def measured(first: str | None, second: str | None) -> float | None:
        if first is None or second is None:
            return None
        return measure(first.encode(), second.encode())

    return measured


jaro_winkler = _remembering(JaroWinkler.similarity)
jaro = _remembering(Jaro.similarity)
levenshtein = _remembering(Levenshtein.distance)
damerau_levenshtein = _remembering(DamerauLevenshtein.distance)


def shared(first: tuple[str, ...] | None, second: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The values that two lists have in common, each once."""
    if first is None or second is None:
        return None
    return tuple({value for value in first if value in second})


def length(value: tuple[str, ...] | str | None) -> int | None:
    """How many values or letters. DuckDB's array_length of an empty list is 0."""
    return None if value is None else len(value)


def substring(text: str | None, start: float, count: float) -> str | None:
    """`count` letters from the `start`-th, counted from one."""
    return None if text is None else text[int(start) - 1 : int(start) - 1 + int(count)]


def read_time(text: str | None, form: str) -> datetime | None:
    """The instant written in `form`, or None when it cannot be read."""
    try:
        return None if text is None else datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None


def _absolute(value: float | None) -> float | None:
    return None if value is None else abs(value)


def _epoch(instant: datetime | None) -> float | None:
    return None if instant is None else instant.timestamp()


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "jaro_winkler_similarity": jaro_winkler,
    "jaro_similarity": jaro,
    "levenshtein": levenshtein,
    "damerau_levenshtein": damerau_levenshtein,
    "list_intersect": shared,
    "array_length": length,
    "substring": substring,
    "substr": substring,
    "try_strptime": read_time,
    "epoch": _epoch,
    "abs": _absolute,
}
