"""The functions of a level against DuckDB's own, bit for bit: the corpus that every scorer must pass."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any

import duckdb
import pyarrow
import pytest

from jigsaw.engine.linkage.patterns import is_known_form, is_known_pattern
from jigsaw.engine.linkage.similarity import FUNCTIONS
from tests.engine.linkage.corpus import DATES, FORMS, PATTERNS, TEXTS, pairs_of_text

MEASURES = ("jaro_winkler_similarity", "jaro_similarity", "levenshtein", "damerau_levenshtein")


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def duckdb_gives(sql: str, *columns: Sequence[Any]) -> list[Any]:
    table = {name: list(values) for name, values in zip("ab", columns, strict=False)}
    asked = pyarrow.table({"place": range(len(columns[0])), **table})
    database = _database()
    database.register("asked", asked)
    found = database.execute(f"SELECT {sql} FROM asked ORDER BY place").fetchall()  # noqa: S608 - our own words
    return [row[0] for row in found]


@pytest.mark.parametrize("measure", MEASURES)
def test_a_measure_of_two_texts_is_duckdbs_to_the_last_bit(measure: str) -> None:
    pairs = pairs_of_text(20_000)
    left, right = zip(*pairs, strict=True)
    theirs = duckdb_gives(f"{measure}(a, b)", left, right)
    assert [FUNCTIONS[measure](*pair) for pair in pairs] == theirs


@pytest.mark.parametrize("threshold", ["0.7", "0.88", "0.92"])
def test_a_similarity_on_the_threshold_itself_falls_on_duckdbs_side(threshold: str) -> None:
    pairs = [pair for pair in pairs_of_text(40_000) if abs(similarity(pair) - float(threshold)) < 1e-9]
    left, right = zip(*pairs, strict=True)
    theirs = duckdb_gives(f"jaro_winkler_similarity(a, b) >= {threshold}", left, right)
    assert len(pairs) > 5
    assert [similarity(pair) >= float(threshold) for pair in pairs] == theirs


def similarity(pair: tuple[str, str]) -> float:
    return float(FUNCTIONS["jaro_winkler_similarity"](*pair))


def test_letters_shared_are_duckdbs() -> None:
    pairs = [pair for pair in pairs_of_text(3_000) if all(pair)]
    left, right = zip(*pairs, strict=True)
    assert [FUNCTIONS["jaccard"](*pair) for pair in pairs] == duckdb_gives("jaccard(a, b)", left, right)


@pytest.mark.parametrize("form", FORMS)
def test_a_date_is_read_as_duckdb_reads_it(form: str) -> None:
    assert is_known_form(form)
    theirs = duckdb_gives(f"epoch(try_strptime(a, '{form}'))", DATES)
    assert [FUNCTIONS["try_strptime"](written, form) for written in DATES] == theirs


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_finds_what_duckdb_finds(pattern: str) -> None:
    assert is_known_pattern(pattern)
    theirs = duckdb_gives(f"regexp_extract(a, '{pattern}', 0)", TEXTS)
    assert [FUNCTIONS["regexp_extract"](text, pattern, 0.0) for text in TEXTS] == theirs


@pytest.mark.parametrize(
    "pattern", [r"(a+)+", "(?i)a", r"\s", "a(?=b)", r"(a)\1", "[[:alpha:]]", "a**", "(", r"\p{L}"]
)
def test_a_pattern_that_may_mean_something_else_is_not_let_in(pattern: str) -> None:
    assert not is_known_pattern(pattern)


def test_small_letters_are_duckdbs_in_every_script() -> None:
    letters = [chr(code) for code in range(1, 0x3000) if not 0xD800 <= code <= 0xDFFF]
    assert [FUNCTIONS["lower"](letter) for letter in letters] == duckdb_gives("lower(a)", letters)
    assert FUNCTIONS["lower"]("ΟΔΟΣ") == duckdb_gives("lower(a)", ["ΟΔΟΣ"])[0]


def test_a_part_of_a_text_is_duckdbs() -> None:
    for start, count in product((-6, -2, 0, 1, 3, 7), (None, 0, 1, 7)):
        sql = f"substring(a, {start}{'' if count is None else f', {count}'})"
        theirs = duckdb_gives(sql, TEXTS[:40])
        assert [FUNCTIONS["substring"](text, start, count) for text in TEXTS[:40]] == theirs


def test_values_in_common_and_places_in_lists_are_duckdbs() -> None:
    lists = [("a",), (), ("a", "b"), ("b", "b", "é"), ("é",), None]
    left, right = zip(*product(lists, lists), strict=True)
    theirs = duckdb_gives("array_length(list_intersect(a, b))", left, right)
    ours = [FUNCTIONS["array_length"](FUNCTIONS["list_intersect"](*pair)) for pair in product(lists, lists)]
    assert ours == theirs
    for place in (1, 2, 3, -1, -2):
        assert [FUNCTIONS["element"](each, place) for each in lists] == duckdb_gives(f"a[{place}]", lists)
