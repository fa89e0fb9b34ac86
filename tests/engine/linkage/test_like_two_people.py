"""Two of one name in one home, and a record that may be either's: nobody is given another's story."""

from dataclasses import replace
from itertools import permutations

import pytest

from jigsaw.engine.linkage.cluster import Linked
from jigsaw.engine.linkage.decide import Verdict
from jigsaw.engine.linkage.records import EdgeKind, HumanDecision
from tests.engine.linkage.people import ADA, ONE_NUMBER, RECEIVED, linked, other, verdict

COUSIN = {"birth_date": "1979-02-11"}
UNDATED = {"id": "c", "agency": "council", "local_id": "3", "birth_date": ""}


def persons(found: Linked) -> list[set[str]]:
    return sorted((set(person) for person in found.persons), key=min)


def test_two_of_one_name_in_one_home_born_on_two_days_wait_for_a_person() -> None:
    outcome = verdict(ADA, other(**COUSIN))
    assert outcome.verdict is Verdict.DOUBTFUL
    assert "no slip of the pen" in outcome.why


@pytest.mark.parametrize(
    "slip",
    ["1971-08-28", "1971-03-23", "1917-08-23", "1971-09-02", "1971-01-01", "1971", "1972-01-01"],
    ids=["a digit", "a month", "digits exchanged", "days off", "1 January", "a year", "an age"],
)
def test_a_slip_of_the_pen_or_a_guess_is_no_second_person(slip: str) -> None:
    assert verdict(ADA, other(birth_date=slip)).verdict is Verdict.JOIN


def test_day_and_month_exchanged_and_a_digit_wrong_are_no_second_person() -> None:
    early = replace(ADA, birth_date="1971-08-03")
    assert verdict(early, other(birth_date="1972-03-08")).verdict is Verdict.JOIN


def test_brothers_born_nearly_on_one_day_of_other_years_are_not_joined() -> None:
    assert verdict(ADA, other(given_names="Chioma", birth_date="1974-08-23")).verdict is not Verdict.JOIN


def test_one_nhs_number_outweighs_two_birth_dates() -> None:
    number = {"nhs_number": ONE_NUMBER}
    assert verdict(replace(ADA, **number), other(**number, **COUSIN)).verdict is Verdict.JOIN


def test_a_record_that_may_be_either_of_two_waits_for_a_person() -> None:
    found = linked(ADA, other(**COUSIN), other(**UNDATED))
    assert persons(found) == [{"a"}, {"b"}, {"c"}]
    cut = [edge for edge in found.edges if edge.kind is EdgeKind.CUT]
    assert {edge.held_apart_by for edge in cut} == {"it is as like another person, who cannot be this one"}
    assert set(cut) <= set(found.doubtful)


def test_a_record_that_is_much_likelier_one_of_two_is_theirs() -> None:
    found = linked(ADA, other(**COUSIN, uprn="100200301", telephone=""), other(**UNDATED))
    assert persons(found) == [{"a", "c"}, {"b"}]


def test_a_person_says_whose_it_is_and_is_obeyed() -> None:
    told = HumanDecision("b", "c", same=True, decided_at=RECEIVED)
    assert persons(linked(ADA, other(**COUSIN), other(**UNDATED), decisions=[told])) == [{"a"}, {"b", "c"}]


def test_whose_it_may_be_does_not_hang_on_the_order() -> None:
    everybody = [ADA, other(**COUSIN), other(**UNDATED), other(id="d", agency="police", **COUSIN)]
    assert len({tuple(map(frozenset, persons(linked(*each)))) for each in permutations(everybody)}) == 1
