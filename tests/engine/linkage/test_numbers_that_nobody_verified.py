"""An NHS number that its agency says was never traced is weaker evidence, both for and against."""

from dataclasses import replace

import pytest

from jigsaw.engine.linkage.decide import Verdict
from jigsaw.engine.linkage.records import EdgeKind
from tests.engine.linkage.people import ADA, ANOTHER_NUMBER, ONE_NUMBER, linked, other, verdict

ONE = replace(ADA, nhs_number=ONE_NUMBER)
SISTER = {"nhs_number": ONE_NUMBER, "given_names": "Chioma", "birth_date": "1974-02-11"}


def persons(*records):
    return sorted(sorted(person) for person in linked(*records).persons)


@pytest.mark.parametrize("left", ["01", ""])
@pytest.mark.parametrize("right", ["01", ""])
def test_two_different_numbers_never_join_unless_one_is_said_to_be_unverified(left, right):
    a = replace(ONE, nhs_number_status=left)
    b = other(nhs_number=ANOTHER_NUMBER, nhs_number_status=right)
    assert persons(a, b) == [["a"], ["b"]]
    assert "two different NHS numbers" in verdict(a, b).why


@pytest.mark.parametrize("status", ["02", "03", "04", "05"])
def test_a_different_number_that_nobody_verified_is_weighed_with_the_rest(status):
    slip = other(nhs_number=ANOTHER_NUMBER, nhs_number_status=status)
    assert verdict(ONE, slip).verdict is Verdict.JOIN
    assert verdict(ONE, slip).weight < verdict(ONE, other()).weight


def test_a_different_unverified_number_keeps_apart_who_share_little_else():
    little = other(nhs_number=ANOTHER_NUMBER, nhs_number_status="02", postcode="", uprn="", telephone="")
    assert verdict(ONE, replace(little, birth_date="1971")).verdict is not Verdict.JOIN


def test_an_unverified_number_never_ties_two_verified_ones():
    a, b = replace(ONE, nhs_number_status="01"), other(nhs_number=ANOTHER_NUMBER, nhs_number_status="02")
    c = other(id="c", agency="council", nhs_number="9990000034", nhs_number_status="01")
    found = linked(a, b, c)
    assert {"a", "c"} not in [set(person) for person in found.persons]
    assert len(found.persons) == 3
    assert {edge.held_apart_by for edge in found.edges if edge.kind is EdgeKind.CUT} == {
        "it is as like another person, who cannot be this one"
    }


def test_an_equal_number_that_nobody_verified_does_not_join_two_of_one_family():
    assert verdict(ONE, other(**SISTER)).verdict is Verdict.JOIN
    unsure = verdict(ONE, other(**SISTER, nhs_number_status="02"))
    assert unsure.verdict is Verdict.DOUBTFUL
    assert unsure.why == "Same NHS number, which nobody verified, but the names or the birth dates differ"


def test_an_equal_number_that_one_agency_verified_joins_as_ever():
    traced = replace(ONE, nhs_number_status="01")
    assert verdict(traced, other(**SISTER, nhs_number_status="02")).verdict is Verdict.JOIN


def test_an_equal_unverified_number_joins_who_are_alike_besides():
    assert verdict(ONE, other(nhs_number=ONE_NUMBER, nhs_number_status="02")).why == "Same NHS number"
