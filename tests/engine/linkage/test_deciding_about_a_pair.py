"""Deciding whether two records are one human being."""

from jigsaw.engine.linkage.decide import Verdict
from tests.engine.linkage.people import ADA, ANOTHER_NUMBER, ONE_NUMBER, other, verdict


def test_an_equal_valid_nhs_number_joins_and_says_so() -> None:
    left, right = other(id="a", nhs_number=ONE_NUMBER), other(nhs_number="999 000 0018", family_name="Ojo")
    assert verdict(left, right).verdict is Verdict.JOIN
    assert verdict(left, right).why == "Same NHS number"


def test_an_equal_number_with_nothing_else_in_common_waits_for_a_person() -> None:
    stranger = other(
        nhs_number=ONE_NUMBER, given_names="Piotr", family_name="Zielinski", birth_date="1999-02-11"
    )
    outcome = verdict(other(id="a", agency="gp", nhs_number=ONE_NUMBER), stranger)
    assert outcome.verdict is Verdict.DOUBTFUL
    assert "nothing in common" in outcome.why


def test_two_different_valid_numbers_never_join_without_a_person() -> None:
    left, right = other(id="a", agency="gp", nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER)
    outcome = verdict(left, right)
    assert outcome.verdict is Verdict.DOUBTFUL
    assert "two different NHS numbers" in outcome.why


def test_an_invalid_nhs_number_says_nothing() -> None:
    right = other(nhs_number="1234567890")
    assert verdict(other(id="a", agency="gp", nhs_number=ONE_NUMBER), right) == verdict(ADA, other())


def test_a_missing_nhs_number_leaves_the_rest_to_join_by() -> None:
    outcome = verdict(other(id="a", agency="gp", nhs_number=ONE_NUMBER), other())
    assert outcome.verdict is Verdict.JOIN
    assert "ame birth date" in outcome.why


def test_somebody_who_moved_home_is_still_joined_and_the_move_is_said() -> None:
    outcome = verdict(ADA, other(postcode="QZ9 4BB", uprn="777", telephone=""))
    assert outcome.verdict is Verdict.JOIN
    assert "different postcode" in outcome.why


def test_a_nickname_is_the_same_first_name() -> None:
    left = other(id="a", agency="gp", given_names="Elizabeth", family_name="Wright")
    assert verdict(left, other(left, id="b", agency="trust", given_names="Betty")).verdict is Verdict.JOIN


def test_a_doubled_family_name_matches_either_part() -> None:
    married = other(family_name="Okafor-O’Neill", postcode="", uprn="", telephone="")
    assert verdict(ADA, married).verdict is Verdict.JOIN


def test_first_and_family_names_written_in_each_others_place_are_seen() -> None:
    outcome = verdict(ADA, other(given_names="OKAFOR", family_name="Adaeze"))
    assert outcome.verdict is Verdict.JOIN
    assert "names exchanged" in outcome.why


def test_marks_and_capitals_make_no_difference() -> None:
    left = other(id="a", agency="gp", given_names="Łucja", family_name="Ó Dónaill")
    outcome = verdict(left, other(left, id="b", agency="trust", given_names="LUCJA", family_name="O'DONAILL"))
    assert outcome.verdict is Verdict.JOIN


def test_twins_wait_for_a_person_though_they_share_a_home_and_a_birth_date() -> None:
    outcome = verdict(ADA, other(given_names="Chioma"))
    assert outcome.verdict is not Verdict.JOIN


def test_a_father_and_son_of_one_name_in_one_home_are_not_joined() -> None:
    father = other(id="a", agency="gp", given_names="John", birth_date="1950-03-04")
    assert (
        verdict(father, other(father, id="b", agency="trust", birth_date="1979-11-20")).verdict
        is not Verdict.JOIN
    )


def test_a_father_and_son_born_on_one_day_of_the_year_are_not_joined() -> None:
    father = other(id="a", agency="gp", given_names="John", birth_date="1987-02-23")
    son = other(father, id="b", agency="trust", birth_date="2014-02-23")
    assert verdict(father, son).verdict is not Verdict.JOIN


def test_two_digits_of_a_birth_year_exchanged_are_no_generation() -> None:
    left = other(id="a", agency="gp", birth_date="1958-08-23")
    assert verdict(left, other(birth_date="1985-08-23")).verdict is Verdict.JOIN


def test_two_of_one_household_are_not_joined_where_a_birth_date_is_missing() -> None:
    outcome = verdict(ADA, other(given_names="Chioma", birth_date=""))
    assert outcome.verdict is not Verdict.JOIN


def test_a_birth_date_of_1_january_is_weighed_as_a_year() -> None:
    outcome = verdict(ADA, other(birth_date="1971-01-01", uprn="", telephone=""))
    assert outcome.verdict is Verdict.JOIN
    assert "1 January" in outcome.why


def test_a_reason_holds_no_personal_details() -> None:
    why = verdict(ADA, other(postcode="QZ9 4BB")).why.lower()
    assert not any(detail in why for detail in ("okafor", "adaeze", "1971", "qx1", "qz9", "01632"))


def test_one_agencys_two_numbers_need_more_than_likeness() -> None:
    thin = {"postcode": "", "uprn": "", "telephone": "", "gender": "", "birth_date": "1971"}
    assert verdict(ADA, other(agency="gp", **thin)).verdict is not Verdict.JOIN


def test_the_order_of_the_two_makes_no_difference() -> None:
    for right in (
        other(),
        other(given_names="OKAFOR", family_name="Ada"),
        other(birth_date="1971-08", uprn=""),
    ):
        assert verdict(ADA, right) == verdict(right, ADA)
