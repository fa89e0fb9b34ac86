"""Records into persons."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jigsaw.engine.linkage.cluster import link_all
from jigsaw.engine.linkage.measure import accuracy
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.records import EdgeKind, HumanDecision
from tests.engine.linkage.invented import borough
from tests.engine.linkage.people import ADA, ANOTHER_NUMBER, ONE_NUMBER, RECEIVED, linked, other

RECORDS, TRUTH = borough(400, seed=5)


def said(left: str, right: str, *, same: bool, later: int = 0) -> HumanDecision:
    return HumanDecision(left, right, same, RECEIVED + timedelta(days=later))


def test_two_agencies_records_of_one_human_being_are_one_person() -> None:
    found = linked(ADA, other())
    assert found.persons == [("a", "b")]
    assert [edge.kind for edge in found.edges] == [EdgeKind.AUTOMATIC]


def test_a_persons_records_stand_in_the_order_received() -> None:
    assert linked(other(received_at=RECEIVED - timedelta(days=1)), ADA).persons == [("b", "a")]


def test_a_record_like_no_other_is_a_person_alone() -> None:
    stranger = other(
        given_names="Piotr", family_name="Zielinski", birth_date="1999-02-11", postcode="", uprn=""
    )
    assert linked(ADA, stranger).persons == [("a",), ("b",)]


def test_no_person_holds_two_nhs_numbers_though_a_record_between_ties_them() -> None:
    between = other(id="c", agency="council")
    found = linked(
        other(id="a", agency="gp", nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER), between
    )
    assert sorted(map(len, found.persons)) == [1, 2]
    assert [edge.held_apart_by for edge in found.edges if edge.kind is EdgeKind.CUT] == [
        "two different NHS numbers"
    ]


def test_a_cut_edge_waits_for_a_person() -> None:
    between = other(id="c", agency="council")
    found = linked(
        other(id="a", agency="gp", nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER), between
    )
    assert EdgeKind.CUT in {edge.kind for edge in found.doubtful}


def test_a_person_who_says_not_the_same_is_obeyed() -> None:
    found = linked(ADA, other(), decisions=[said("b", "a", same=False)])
    assert found.persons == [("a",), ("b",)]
    assert found.edges == []


def test_a_person_who_says_not_the_same_is_obeyed_through_a_third_record() -> None:
    third = other(id="c", agency="council")
    found = linked(ADA, other(), third, decisions=[said("a", "b", same=False)])
    assert not any({"a", "b"} <= set(person) for person in found.persons)


def test_a_person_who_says_the_same_joins_two_nhs_numbers() -> None:
    left, right = other(id="a", agency="gp", nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER)
    third = other(id="c", agency="council", nhs_number=ANOTHER_NUMBER)
    assert linked(left, right, third, decisions=[said("a", "b", same=True)]).persons == [("a", "b", "c")]


def test_the_latest_decision_about_a_pair_holds() -> None:
    decisions = [said("a", "b", same=True, later=2), said("a", "b", same=False, later=1)]
    assert linked(ADA, other(), decisions=decisions).persons == [("a", "b")]


def test_twins_are_not_joined_by_a_record_that_gives_only_an_initial() -> None:
    first, twin = other(id="a", given_names="Chioma"), other(id="b", agency="council", given_names="Chidera")
    unclear = other(id="c", agency="police", given_names="C")
    found = linked(first, twin, unclear)
    assert not any({"a", "b"} <= set(person) for person in found.persons)


def test_twins_whom_different_numbers_tell_apart_stay_two() -> None:
    first, twin = other(id="a", nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER, given_names="Chioma")
    assert len(linked(first, twin).persons) == 2


def test_a_block_too_large_to_compare_is_reported_by_its_rule_alone() -> None:
    shared = [
        other(
            id=f"r{n}",
            given_names=f"{'abcdefgh'[n % 8]}x",
            family_name="",
            birth_date="",
            uprn="",
            postcode="",
        )
        for n in range(default_model().rules.block_cap + 1)
    ]
    assert [(each.rule, each.blocks) for each in linked(*shared).skipped] == [("telephone", 1)]


@settings(max_examples=8, deadline=None)
@given(st.integers())
def test_the_order_of_arrival_makes_no_difference(seed: int) -> None:
    shuffled = Random(seed).sample(RECORDS, len(RECORDS))
    assert link_all(shuffled, [], default_model()) == link_all(RECORDS, [], default_model())


def test_a_borough_is_put_together_nearly_right() -> None:
    found = accuracy(link_all(RECORDS, [], default_model()).persons, TRUTH)
    assert found.precision > 0.99
    assert found.recall > 0.9
