"""The groups in which people are counted when a pack of patterns is judged."""

from datetime import date

import pytest

from jigsaw.care.reasons.groups import NOT_RECORDED, age_band, ethnic_group, gender_group

ON = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("birth_date", "band"),
    [
        ("2008-06-15", "18 to 24"),
        ("2008-06-16", "0 to 17"),
        ("1961-06-15", "65 to 79"),
        ("1961", "45 to 64"),
        ("1946-06", "80 and over"),
        ("", NOT_RECORDED),
    ],
)
def test_an_age_changes_on_the_birthday(birth_date, band):
    assert age_band(birth_date, ON) == band


def test_one_gender_is_one_group_however_an_agency_codes_it():
    assert {gender_group(written) for written in ("F", "2", "female", "Female")} == {"Female"}
    assert gender_group("non-binary") == "Recorded otherwise"
    assert gender_group("9") == NOT_RECORDED


def test_letters_of_the_ethnic_category_have_their_heading():
    assert [ethnic_group(code) for code in "AGLNRZ"] == [
        "White", "Mixed", "Asian or Asian British", "Black or Black British", "Other ethnic groups", NOT_RECORDED,
    ]  # fmt: skip
