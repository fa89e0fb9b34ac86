"""Whether two written addresses are one home: the same, different, or it cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.addresses.compare import Answer, compare
from jigsaw.engine.addresses.parse import parse
from tests.engine.addresses.writing import ADDRESSES, rewritten

NEAR = "ZZ1 2AB"


def answer(one: str, other: str, *, has_flats: bool = False) -> Answer:
    return compare(parse(one, NEAR), parse(other, NEAR), has_flats=has_flats).answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("14 Mill Lane", "14 Mil Lane"),
        ("14 Wheelwright Road", "14 Wheelwrihgt Rd"),
        ("14 Mill Lane", "14 Mill Laen"),
        ("14 Wheelwright Avenue", "14 Wheelwright Avneue"),
        ("14 Mill Lane", "The Maltings, 14 Mill Lane"),
        ("14 Broadway, Brannock", "14 Broadway Brannock"),
        ("Flat 2, The Maltings", "Flat 2, The Maltings, 14 Mill Lane"),
        ("Flat 2, Maltings Court", "Flat 2, Maltings Court, 14 Mill Lane"),
        ("14 Mill Lane, Brannock", "Brannock, 14 Mill Lane"),
    ],
)
def test_slips_names_and_order_are_forgiven(one: str, other: str) -> None:
    assert answer(one, other) is Answer.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("14 Mill Lane", "15 Mill Lane"),
        ("14 Mill Lane", "14A Mill Lane"),
        ("14 Mill Lane", "14 Mill Close"),
        ("14 East Street", "14 West Street"),
        ("14 1st Avenue", "14 2nd Avenue"),
        ("Flat 1, 14 Mill Lane", "Flat 2, 14 Mill Lane"),
        ("Flat 2, 14 Mill Lane", "Flat 2A, 14 Mill Lane"),
        ("Room 3, Harbour House", "Room 4, Harbour House"),
        ("Ground Floor Flat, 14 Mill Lane", "Top Floor Flat, 14 Mill Lane"),
    ],
)
def test_other_numbers_kinds_of_street_flats_and_floors_are_other_homes(one: str, other: str) -> None:
    assert answer(one, other) is Answer.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flat 2, 14 Mill Lane", "14 Mill Lane"),
        ("Rear of 14 Mill Lane", "14 Mill Lane"),
        ("Ground Floor Flat, 14 Mill Lane", "Flat 1, 14 Mill Lane"),
        ("12 Mill Lane", "12-14 Mill Lane"),
        ("14 Mill", "14 Mill Lane"),
        ("14 Bell Lane", "14 Tell Lane"),
        ("Flat 2, Anchor House, 14 Mill Lane", "Flat 2, Beacon House, 14 Mill Lane"),
        ("NFA", "14 Mill Lane"),
    ],
)
def test_what_could_be_either_cannot_be_told(one: str, other: str) -> None:
    assert answer(one, other) is Answer.CANNOT_TELL


def test_without_a_flat_nothing_can_be_told_where_the_building_has_flats() -> None:
    assert answer("14 Mill Lane", "14 Mill Ln") is Answer.SAME
    compared = compare(parse("14 Mill Lane", NEAR), parse("14 Mill Ln", NEAR), has_flats=True)
    assert compared.answer is Answer.CANNOT_TELL
    assert compared.why == "The building has flats, and no flat is written"


def test_other_postcodes_are_other_homes_and_one_slip_cannot_be_told() -> None:
    there = parse("14 Mill Lane", NEAR)
    assert compare(there, parse("14 Mill Lane", "ZZ9 9XX")).answer is Answer.DIFFERENT
    assert compare(there, parse("14 Mill Lane", "ZZ1 2BA")).answer is Answer.CANNOT_TELL
    assert compare(there, parse("14 Mill Lane")).why == "A postcode is missing"


@given(ADDRESSES, st.integers(0, 6))
def test_case_punctuation_and_short_forms_make_no_difference(address: str, how: int) -> None:
    assert parse(rewritten(address, how), NEAR) == parse(address, NEAR)


@given(ADDRESSES, ADDRESSES, st.booleans())
def test_it_is_the_same_question_both_ways_round(one: str, other: str, has_flats: bool) -> None:
    forward = compare(parse(one, NEAR), parse(other, NEAR), has_flats=has_flats)
    assert forward == compare(parse(other, NEAR), parse(one, NEAR), has_flats=has_flats)


@given(ADDRESSES)
def test_an_address_is_never_different_from_itself(address: str) -> None:
    assert answer(address, address) is not Answer.DIFFERENT


@given(ADDRESSES, ADDRESSES)
def test_two_flat_numbers_or_a_flat_and_its_building_are_never_the_same(one: str, other: str) -> None:
    left, right = parse(one, NEAR), parse(other, NEAR)
    if left.within != right.within:
        assert compare(left, right).answer is not Answer.SAME
