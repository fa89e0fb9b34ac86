"""Joining records whose agency sent them encoded: with one another, and with plain ones."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.linkage.cluster import compare_ready
from jigsaw.engine.linkage.decide import Verdict, decide, explain
from jigsaw.engine.linkage.records import EdgeKind, HumanDecision
from jigsaw.engine.linkage.rules import Rules
from tests.engine.linkage.encoded.coding import OURS, THEIRS, hidden, linked, model_with, verdict
from tests.engine.linkage.people import ADA, ANOTHER_NUMBER, ONE_NUMBER, RECEIVED, other

SOMEBODY_ELSE = other(
    given_names="Piotr", family_name="Zielinski", birth_date="1999-02-11", postcode="QX9 9ZZ"
)


def test_two_encoded_records_of_one_person_join_without_any_key() -> None:
    outcome = verdict(hidden(ADA), hidden(other(postcode="QX7 7ZZ")))
    assert outcome.verdict is Verdict.JOIN
    assert outcome.why.startswith("Identity sent encoded: ")


def test_an_encoded_and_a_plain_record_join_where_the_key_is_held() -> None:
    assert verdict(hidden(ADA), other(family_name="Okafor-Bright"), OURS).verdict is Verdict.JOIN


def test_without_the_key_an_encoded_and_a_plain_record_cannot_be_compared() -> None:
    assert verdict(hidden(ADA), other()).verdict is Verdict.APART
    assert verdict(hidden(ADA), other(), THEIRS).verdict is Verdict.APART


def test_records_of_two_keys_are_never_compared() -> None:
    assert verdict(hidden(ADA, OURS), hidden(other(), THEIRS), OURS, THEIRS).verdict is Verdict.APART


def test_an_equal_number_joins_encoded_records_that_agree_in_nothing_else_but_a_birth_year() -> None:
    left, right = (
        other(id="a", agency="gp", nhs_number=ONE_NUMBER),
        other(nhs_number=ONE_NUMBER, birth_date="1971"),
    )
    assert verdict(hidden(left), hidden(right)).verdict is Verdict.JOIN


def test_an_equal_number_with_nothing_else_in_common_waits_for_a_person() -> None:
    left = other(id="a", agency="gp", nhs_number=ONE_NUMBER)
    right = other(nhs_number=ONE_NUMBER, birth_date="1999-02-11", postcode="QX9 9ZZ")
    outcome = verdict(hidden(left), hidden(right))
    assert outcome.verdict is Verdict.DOUBTFUL
    assert "nothing in common" in outcome.why


def test_an_agency_that_gives_nobody_two_ids_is_believed() -> None:
    left, right = other(id="a", agency="gp", nhs_number=ONE_NUMBER), other(agency="gp", nhs_number=ONE_NUMBER)
    model = replace(model_with(), rules=Rules(one_id_each=frozenset({"gp"})))
    ready = [compare_ready(hidden(each), model) for each in (left, right)]
    assert decide(*ready, model).verdict is Verdict.DOUBTFUL
    assert verdict(hidden(left), hidden(right)).verdict is Verdict.JOIN


def test_two_numbers_wait_for_a_person_however_alike_the_rest() -> None:
    left, right = other(id="a", agency="gp", nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER)
    outcome = verdict(hidden(left), right, OURS)
    assert outcome.verdict is Verdict.DOUBTFUL
    assert "two different NHS numbers" in outcome.why


def test_twins_never_join_without_a_person() -> None:
    outcome = verdict(hidden(ADA), hidden(other(given_names="Chidi")))
    assert outcome.verdict is not Verdict.JOIN


def test_one_name_and_telephone_at_one_postcode_join_without_a_birth_date() -> None:
    assert verdict(hidden(ADA), hidden(other(birth_date=""))).verdict is Verdict.JOIN
    assert verdict(hidden(ADA), hidden(other(birth_date="", telephone=""))).verdict is Verdict.DOUBTFUL
    assert verdict(hidden(ADA), hidden(other(birth_date="", given_names="Chidi"))).verdict is not Verdict.JOIN


def test_strangers_stay_apart() -> None:
    assert verdict(hidden(ADA), hidden(SOMEBODY_ELSE)).verdict is Verdict.APART
    assert verdict(hidden(ADA), SOMEBODY_ELSE, OURS).verdict is Verdict.APART


def test_a_nickname_and_a_misspelling_do_not_keep_one_person_apart() -> None:
    left = other(id="a", agency="gp", given_names="Alexander", family_name="Zielinski", nhs_number="")
    right = other(given_names="Alec", family_name="Zelinski")
    assert verdict(hidden(left), hidden(right)).verdict is Verdict.JOIN


def test_one_agencys_two_encoded_records_wait_for_a_person() -> None:
    assert verdict(hidden(ADA), hidden(other(agency="gp"))).verdict is Verdict.DOUBTFUL


@given(st.permutations([ADA, other(), other(id="c", agency="police"), other(id="d", agency="council")]))
def test_the_order_of_arrival_makes_no_difference(records: list) -> None:  # type: ignore[type-arg]
    arrived = [hidden(each) if each.id in "ac" else each for each in records]
    assert linked(*arrived, keys=(OURS,)).persons == [("a", "b", "c", "d")]


def test_a_person_keeps_encoded_records_apart_for_ever() -> None:
    apart = [HumanDecision("a", "b", False, RECEIVED)]
    assert linked(hidden(ADA), hidden(other()), decisions=apart).persons == [("a",), ("b",)]


def test_a_third_record_does_not_bring_two_numbers_together_and_waits() -> None:
    left, right = other(id="a", agency="gp", nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER)
    found = linked(hidden(left), hidden(right), hidden(other(id="c", agency="police")))
    assert len(found.persons) == 3
    assert [edge.right for edge in found.edges if edge.kind is EdgeKind.CUT] == ["c", "c"]


def test_a_plain_record_sent_with_its_encoding_joins_an_encoded_one_without_any_key() -> None:
    both = other(encoding=hidden(ADA).encoding)
    assert verdict(hidden(ADA), both).verdict is Verdict.JOIN


def test_why_two_are_or_are_not_joined_is_told_without_particulars() -> None:
    model = model_with(OURS)
    steps = explain(
        compare_ready(hidden(ADA), model), compare_ready(other(given_names="Chidi"), model), model
    )
    words = [step.label for step in steps]
    assert "Same birth date" in words
    assert "Different first name" in words
    assert not explain(
        compare_ready(hidden(ADA), model_with()), compare_ready(other(), model_with()), model_with()
    )
