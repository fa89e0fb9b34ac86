"""Making a record comparable."""

import pytest

from jigsaw.engine.linkage import names, standardise
from tests.engine.linkage.people import ADA, other


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Mrs Anne-Marie O’Brien", ("anne", "marie", "obrien")),
        ("Łukasz", ("lukasz",)),
        ("Олександр", ("oleksandr",)),
        ("SMITH Jnr.", ("smith",)),
        ("unknown", ()),
        ("Major", ("major",)),
    ],
)
def test_a_name_becomes_plain_parts(written: str, parts: tuple[str, ...]) -> None:
    assert names.tokens(written) == parts


def test_forms_of_one_name_meet_in_a_root() -> None:
    for one, another in (
        ("liz", "elizabeth"),
        ("mohamed", "muhammad"),
        ("kasia", "katarzyna"),
        ("alex", "sandra"),
    ):
        assert set(names.roots(one)) & set(names.roots(another))


def test_a_name_in_use_counts_as_a_first_name() -> None:
    assert "margaret" in standardise.standardise(other(known_as="Peggy")).first_roots


@pytest.mark.parametrize("written", ["+44 1632 960123", "01632-960123", "0044 (0)1632 960 123", "1632960123"])
def test_a_telephone_number_has_one_form(written: str) -> None:
    assert standardise.telephone(written) == "01632960123"


@pytest.mark.parametrize("written", ["00000000000", "n/a", "999"])
def test_what_is_no_telephone_number_says_nothing(written: str) -> None:
    assert standardise.telephone(written) == ""


def test_a_postcode_has_one_form_and_none_means_none() -> None:
    assert standardise.postcode("qx1 1aa") == "QX11AA"
    assert standardise.postcode("ZZ99 3VZ") == ""


def test_a_partial_birth_date_keeps_what_is_known() -> None:
    known = standardise.standardise(other(birth_date="1971-08"))
    assert (known.birth_year, known.birth_date, known.birth_month_day) == ("1971", "", "")


def test_a_birth_date_offers_its_day_and_month_exchanged_where_that_is_a_date() -> None:
    assert standardise.birth_date("1971-08-03")[3] == "1971-03-08"
    assert standardise.birth_date("1971-08-23")[3] == ""


def test_test_numbers_count_only_where_they_are_let_in() -> None:
    record = other(ADA, nhs_number="9990000018")
    assert standardise.standardise(record).nhs_number == "9990000018"
    assert standardise.standardise(record, allow_test_numbers=False).nhs_number == ""


def test_standardising_twice_changes_nothing() -> None:
    assert standardise.standardise(ADA) == standardise.standardise(ADA)
