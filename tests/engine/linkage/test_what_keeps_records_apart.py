"""Constraints before clustering: what no likeness joins without a person."""

from dataclasses import replace
from datetime import timedelta

from jigsaw.engine.linkage.cluster import Linked, link_all
from jigsaw.engine.linkage.decide import Verdict
from jigsaw.engine.linkage.model import default_model
from jigsaw.engine.linkage.records import Edge, EdgeKind, HumanDecision, Record
from jigsaw.engine.linkage.rules import SAME_NHS_NUMBER, Rules
from jigsaw.engine.linkage.settle import Known, settle
from jigsaw.engine.linkage.standardise import standardise
from tests.engine.linkage.people import ADA, ANOTHER_NUMBER, ONE_NUMBER, RECEIVED, linked, other, verdict

CAREFUL = replace(default_model(), rules=Rules(one_id_each=frozenset({"gp"})))


def carefully(*records: Record) -> Linked:
    """Who is who where the practice gives nobody two ids."""
    return link_all(records, [], CAREFUL)


def of(found: Linked) -> list[set[str]]:
    return [set(person) for person in found.persons]


def cut(found: Linked) -> set[str]:
    return {edge.held_apart_by for edge in found.edges if edge.kind is EdgeKind.CUT}


def test_two_ids_of_an_agency_that_gives_nobody_two_wait_for_a_person() -> None:
    found = carefully(ADA, other(agency="gp"))
    assert len(found.persons) == 2
    assert [edge.kind for edge in found.doubtful] == [EdgeKind.DOUBTFUL]
    assert "gives nobody two ids" in found.doubtful[0].why


def test_not_even_an_equal_nhs_number_joins_two_such_ids() -> None:
    found = carefully(replace(ADA, nhs_number=ONE_NUMBER), other(agency="gp", nhs_number=ONE_NUMBER))
    assert len(found.persons) == 2


def test_two_such_ids_are_not_tied_by_a_record_between() -> None:
    number = {"nhs_number": ONE_NUMBER}
    found = carefully(
        replace(ADA, **number), other(agency="gp", **number), other(id="c", agency="council", **number)
    )
    assert sorted(map(len, found.persons)) == [1, 2]
    assert cut(found) == {"one agency gives nobody two ids, and gave them two"}


def test_two_ids_of_any_other_agency_join_when_they_are_surely_alike() -> None:
    number = {"nhs_number": ONE_NUMBER}
    assert of(linked(replace(ADA, **number), other(agency="gp", **number))) == [{"a", "b"}]


def test_a_record_that_says_its_old_number_and_its_new_one_joins_both() -> None:
    old, new = replace(ADA, nhs_number=ONE_NUMBER), other(id="c", nhs_number=ANOTHER_NUMBER)
    says = other(agency="council", nhs_number=ANOTHER_NUMBER, former_nhs_numbers=ONE_NUMBER)
    assert of(linked(old, says, new)) == [{"a", "b", "c"}]
    assert verdict(old, says).why == "One NHS number superseded the other"


def test_a_message_that_two_numbers_are_merged_is_enough() -> None:
    message = Record(
        "m", "spine", "1", RECEIVED, nhs_number=ANOTHER_NUMBER, former_nhs_numbers=f"{ONE_NUMBER} 123"
    )
    old, new = replace(ADA, nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER)
    assert len(linked(old, new).persons) == 2
    assert of(linked(old, new, message)) == [{"a", "b", "m"}]


def test_an_invalid_former_number_supersedes_nothing() -> None:
    says = other(nhs_number=ANOTHER_NUMBER, former_nhs_numbers="1234567890")
    assert verdict(replace(ADA, nhs_number=ONE_NUMBER), says).verdict is Verdict.DOUBTFUL


APART = HumanDecision("a", "b", same=False, decided_at=RECEIVED + timedelta(days=1))


def newcomer(**told: str) -> Record:
    return other(id="n", agency="council", received_at=RECEIVED + timedelta(days=2), **told)


def test_a_newcomer_like_both_sides_of_a_split_waits_for_a_person() -> None:
    found = linked(ADA, other(), newcomer(), decisions=[APART])
    assert of(found) == [{"a"}, {"b"}, {"n"}]
    assert [sorted((edge.left, edge.right)) for edge in found.doubtful] == [["a", "n"], ["b", "n"]]
    assert cut(found) == {"it is like both of two whom a person held apart, and came after"}


def test_two_newcomers_that_are_like_both_sides_together_wait_together() -> None:
    found = linked(ADA, other(), newcomer(), replace(newcomer(), id="o", agency="police"), decisions=[APART])
    assert of(found) == [{"a"}, {"b"}, {"n", "o"}]


def test_what_was_there_before_the_split_goes_where_it_is_likest() -> None:
    found = linked(ADA, other(), other(id="c", agency="council"), decisions=[APART])
    assert sorted(map(len, found.persons)) == [1, 2]


def test_a_newcomer_of_whom_a_person_decided_waits_no_longer() -> None:
    said = HumanDecision("a", "n", same=True, decided_at=RECEIVED + timedelta(days=3))
    assert of(linked(ADA, other(), newcomer(), decisions=[APART, said])) == [{"a", "n"}, {"b"}]


def test_a_newcomer_like_one_side_alone_joins_it() -> None:
    left, right = replace(ADA, nhs_number=ONE_NUMBER), other(nhs_number=ANOTHER_NUMBER)
    found = linked(left, right, newcomer(nhs_number=ONE_NUMBER), decisions=[APART])
    assert of(found) == [{"a", "n"}, {"b"}]


def chain(*weights: float, kind: EdgeKind = EdgeKind.AUTOMATIC) -> list[Edge]:
    """a–b–c–d–…, joined by these weights."""
    return [Edge(chr(97 + at), chr(98 + at), weight, "", kind) for at, weight in enumerate(weights)]


def persons_of(edges: list[Edge]) -> list[list[str]]:
    """What joins of records that say nothing make of them."""
    ids = sorted({end for edge in edges for end in (edge.left, edge.right)})
    records = {each: Record(each, f"agency-{each}", each, RECEIVED) for each in ids}
    standards = {each: standardise(record) for each, record in records.items()}
    groups, _ = settle(Known(standards, records, {}, {}, Rules()), edges)
    return sorted(sorted(group) for group in groups)


def test_a_long_chain_is_cut_at_its_weakest_join() -> None:
    assert persons_of(chain(12, 9, 11, 10)) == [["a", "b"], ["c", "d", "e"]]
    assert persons_of(chain(12, 11, 10, 9)) == [["a", "b", "c", "d"], ["e"]]


def test_a_chain_of_three_joins_holds() -> None:
    assert persons_of(chain(9, 9, 9)) == [["a", "b", "c", "d"]]


def test_a_long_chain_holds_where_its_ends_are_alike_too() -> None:
    assert persons_of([*chain(12, 9, 11, 10), Edge("a", "e", 8.5, "", EdgeKind.AUTOMATIC)]) == [list("abcde")]


def test_equal_numbers_and_a_persons_word_make_no_chain_longer() -> None:
    assert persons_of(chain(*[SAME_NHS_NUMBER] * 9)) == [list("abcdefghij")]
    assert persons_of(chain(*[99.0] * 9, kind=EdgeKind.HUMAN)) == [list("abcdefghij")]


NAMES_ONLY = {"uprn": "", "telephone": "", "gender": ""}


def test_two_of_one_common_name_and_birth_date_in_two_homes_need_more_than_others() -> None:
    said = replace(ADA, given_names="John", family_name="Smith", **NAMES_ONLY)
    weight = verdict(said, other(said, postcode="QZ9 4BB")).weight
    careful = replace(default_model(), rules=Rules(upper=weight - 1.0, namesakes_margin=1.5))
    found = link_all([said, other(said, postcode="QZ9 4BB")], [], careful)
    assert [edge.kind for edge in found.edges] == [EdgeKind.DOUBTFUL]
    assert "namesakes share those" in found.edges[0].why


def test_one_name_and_1_january_in_two_homes_wait_for_a_person() -> None:
    said = replace(ADA, given_names="Mohammed", family_name="Khan", birth_date="1980-01-01", **NAMES_ONLY)
    assert verdict(said, other(said, postcode="QZ9 4BB")).verdict is Verdict.DOUBTFUL
    assert verdict(said, other(said)).verdict is Verdict.JOIN


def test_a_shared_telephone_and_home_join_nobody() -> None:
    housemate = other(given_names="Piotr", family_name="Zielinski", birth_date="1999-02-11")
    assert verdict(ADA, housemate).verdict is Verdict.APART
