"""The shipped model put into Spark's SQL: every condition in Spark's own words, every probability as it was."""

import json

import pytest

from jigsaw.engine.linkage.adapt.spark import for_spark, register_similarities
from jigsaw.interfaces.analysts.job import read_model


@pytest.fixture(scope="module")
def written() -> dict:
    return for_spark(read_model(None).settings, ["l.birth_date = r.birth_date"])


def test_no_function_of_duckdb_is_left(written):
    text = json.dumps(written).lower()
    for name in ("list_intersect", "array_length", "try_strptime", "jaro_winkler_similarity", "epoch("):
        assert name not in text
    assert written["sql_dialect"] == "spark"


def test_the_weights_stay_as_they_are(written):
    def weights(settings: dict) -> list:
        levels = (level for each in settings["comparisons"] for level in each["comparison_levels"])
        return [(level.get("m_probability"), level.get("u_probability")) for level in levels]

    assert weights(written) == weights(read_model(None).settings)


def test_the_similarities_can_be_jigsaws_own_for_equal_weights():
    text = json.dumps(for_spark(read_model(None).settings, [], exactly=True)).lower()
    assert "jigsaw_jaro_winkler_similarity(" in text
    assert " jaro_winkler(" not in text


def test_what_is_registered_measures_as_duckdb_does():
    class Functions(dict):
        def register(self, name, function, returns):
            self[name] = function

    class Session:
        udf = Functions()

    register_similarities(Session)
    assert Session.udf["jigsaw_jaro_similarity"]("haddadnow", "haddadgowson") == pytest.approx(0.8796296)
    assert Session.udf["jigsaw_jaro_winkler_similarity"](None, "haddadnow") is None
