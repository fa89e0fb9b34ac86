"""The functions of a comparison level, equal to DuckDB's to the last digit. None in, None out, as NULL in
SQL.

DuckDB compares bytes where Python libraries compare letters: "é" is two bytes, so text is encoded before it
is compared. Its Damerau-Levenshtein is the true distance, not the restricted one. Nothing is like nothing:
two empty texts have similarity 0.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from struct import pack, unpack
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, Jaro, Levenshtein

from jigsaw.engine.linkage.patterns import searcher, time_reader

BOOSTED_ABOVE = 0.7
"""Jaro-Winkler adds for a common beginning only above this Jaro similarity."""

_REMEMBERED = 1 << 17
Texts = tuple[str, ...]


def _remembering(measure: Callable[..., float]) -> Callable[[str | None, str | None], float | None]:
    @lru_cache(maxsize=_REMEMBERED)
    def measured(first: str | None, second: str | None) -> float | None:
        if first is None or second is None:
            return None
        return measure(first.encode(), second.encode())

    return measured


def _alike(measure: Callable[[bytes, bytes], float]) -> Callable[[bytes, bytes], float]:
    return lambda first, second: measure(first, second) if first and second else 0.0


def _letters_shared(first: bytes, second: bytes) -> float:
    letters, others = set(first), set(second)
    return len(letters & others) / len(letters | others) if letters and others else math.nan


def _with_beginning(first: bytes, second: bytes) -> float:
    # Rounded once, as DuckDB's multiply-and-add is: on a threshold such as 0.92 the last digit decides.
    alike = Jaro.similarity(first, second)
    if alike <= BOOSTED_ABOVE:
        return alike
    same = next((at for at, (a, b) in enumerate(zip(first[:4], second[:4], strict=False)) if a != b), None)
    count = min(len(first), len(second), 4) if same is None else same
    return _fused(count * 0.1, 1.0 - alike, alike)


def _fused(first: float, second: float, added: float) -> float:
    """first * second + added, rounded once (Dekker's exact product, then an exact sum)."""
    product = first * second
    big, small = _halves(first)
    other_big, other_small = _halves(second)
    error = ((big * other_big - product) + big * other_small + small * other_big) + small * other_small
    return math.fsum((product, error, added))


def _halves(value: float) -> tuple[float, float]:
    high = value * 134_217_729.0
    high -= high - value
    return high, value - high


jaro_winkler = _remembering(_alike(_with_beginning))
jaro = _remembering(_alike(Jaro.similarity))
levenshtein = _remembering(Levenshtein.distance)
damerau_levenshtein = _remembering(DamerauLevenshtein.distance)
jaccard = _remembering(_letters_shared)


def shared(first: Texts | None, second: Texts | None) -> Texts | None:
    """The values that two lists have in common, each once. To DuckDB a list and NULL have nothing in common."""
    if first is None or second is None:
        return None if first is None else ()
    return tuple({value for value in first if value in second and value is not None})


def length(value: Texts | str | None) -> int | None:
    """How many values or letters. DuckDB's array_length of an empty list is 0."""
    return None if value is None else len(value)


def element(values: Sequence[Any] | None, place: float) -> Any:
    """The value at a place counted from 1, or from the end with -1; None beyond the ends."""
    if values is None or not 1 <= abs(place) <= len(values):
        return None
    return values[int(place) - 1] if place > 0 else values[int(place)]


def substring(text: str | None, start: float, count: float | None = None) -> str | None:
    """`count` letters from the `start`-th, counted from one, or from the end where `start` is below zero."""
    if text is None:
        return None
    first = int(start) - 1 if start > 0 else int(start) if start == 0 else len(text) + int(start)
    end = len(text) if count is None else first + int(count)
    if start == 0:
        first, end = 0, end - 1 if count is not None else end
    return text[max(first, 0) : max(end, 0)]


def lower(text: str | None) -> str | None:
    """Small letters, each by itself: DuckDB knows no final sigma, and "İ" becomes "i"."""
    return None if text is None else "".join("i" if letter == "İ" else letter.lower() for letter in text)


def null_if(value: Any, unwanted: Any) -> Any:
    """The value, or None when it is the unwanted one."""
    return None if value == unwanted else value


def extract(text: str | None, pattern: str, _whole: float = 0) -> str | None:
    """The first part of the text that matches, or ""."""
    return None if text is None else searcher(pattern)(text)


def read_time(text: str | None, form: str) -> float | None:
    """The instant written in `form`, in seconds from 1970, or None when it cannot be read."""
    return None if text is None else time_reader(form)(text)


def epoch(instant: float | date | None) -> float | None:
    """Seconds from 1970. A date is its first instant; a time without a zone is in UTC."""
    if isinstance(instant, datetime):
        return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).timestamp()
    if isinstance(instant, date):
        return (instant - date(1970, 1, 1)).days * 86_400.0
    return instant


def real(number: float | None) -> float | None:
    """The nearest number of 32 bits."""
    return None if number is None else float(unpack("f", pack("f", number))[0])


def as_date(written: str | date | None) -> date | None:
    """The date that a text writes (ISO)."""
    return date.fromisoformat(written) if isinstance(written, str) else written


def _known(of: Sequence[Any]) -> list[Any]:
    return [value for value in of if value is not None]


def _least(*of: Any) -> Any:
    return min(_known(of), default=None)


def _greatest(*of: Any) -> Any:
    return max(_known(of), default=None)


def _best(choose: Callable[..., Any]) -> Callable[[str, Texts | None, Texts | None], float | None]:
    def best(measure: str, first: Texts | None, second: Texts | None) -> float | None:
        if first is None or second is None:
            return None
        measured = (FUNCTIONS[measure](one, other) for one in first for other in second)
        found = choose(_known(list(measured)), default=None)
        return None if found is None else float(found)

    return best


def _of_number(measure: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else measure(value)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "jaro_winkler_similarity": jaro_winkler,
    "jaro_similarity": jaro,
    "levenshtein": levenshtein,
    "damerau_levenshtein": damerau_levenshtein,
    "jaccard": jaccard,
    "list_intersect": shared,
    "array_length": length,
    "element": element,
    "least": _least,
    "greatest": _greatest,
    "list_max": _best(max),
    "list_min": _best(min),
    "substring": substring,
    "lower": lower,
    "nullif": null_if,
    "regexp_extract": extract,
    "try_strptime": read_time,
    "epoch": epoch,
    "abs": _of_number(abs),
    "sin": _of_number(math.sin),
    "cos": _of_number(math.cos),
    "acos": _of_number(math.acos),
    "radians": _of_number(lambda degrees: degrees * (math.pi / 180)),
    "cast_real": real,
    "cast_double": _of_number(float),
    "cast_date": as_date,
    "cast_text": _of_number(str),
}
