"""The levels that ordinary slips of a clerk fall into, in the shipped model."""

from typing import Any

import pytest

from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.score import Contribution, waterfall
from tests.engine.linkage.people import ADA, other


def steps(**changes: Any) -> dict[str, Contribution]:
    model = default_model()
    rows = (compare_ready(each, model).row for each in (ADA, other(**changes)))
    return {step.comparison: step for step in waterfall(model, *rows)}


@pytest.mark.parametrize("written", ["1970-01-01", "1972-01-01"])
def test_a_year_guessed_from_an_age_may_be_the_one_before_or_after(written: str) -> None:
    found = steps(birth_date=written)["birth_date"]
    assert found.label == "1 January given by one, the years next to each other"
    assert found.total > 0


def test_a_first_of_january_two_years_off_is_another_birth_date() -> None:
    assert steps(birth_date="1974-01-01")["birth_date"].total < 0


@pytest.mark.parametrize(("given", "family"), [("Okafor", "Adaeze"), ("Okafour", "Adeaze")])
def test_names_exchanged_count_once_and_may_be_misspelt(given: str, family: str) -> None:
    found = steps(given_names=given, family_name=family)
    assert found["given"].total > 8
    assert found["family"].total == 0


def test_a_difference_is_never_worth_more_than_records_are_clean() -> None:
    found = steps(given_names="Piotr", family_name="Zielinski", birth_date="1999-02-11")
    assert all(-9 < found[name].total < 0 for name in ("given", "family", "birth_date"))


def test_a_part_that_is_missing_says_nothing() -> None:
    found = steps(family_name="", birth_date="", postcode="", uprn="")
    assert not {name for name, step in found.items() if step.total < 0}
