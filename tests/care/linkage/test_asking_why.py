"""Why is this record not joined to that one? An answer for any two, whichever the case."""

import pytest

from jigsaw.care.intake.models import RecordVersion
from jigsaw.care.linkage import queries
from jigsaw.care.linkage.models import BlockKey
from jigsaw.care.linkage.queries.why import Case
from jigsaw.engine.linkage.rules import Rules
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces.feeds import steps
from tests.town import record, someone

ANN, BEA = "9990000018", "9990000026"
HOME = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "tel": "01632 960111"}


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


def why(viewer, one="police/P1", other="gp/G1"):
    left, right = (queries.record_named(viewer=viewer, named=name) for name in (one, other))
    return queries.why(viewer=viewer, left=left, right=right)


def test_one_person_tells_through_which_records(town, steward):
    town.send("police", someone("P1", "Zebedee", "Quillfeather", nhs=ANN))
    town.send("gp", someone("G1", "Zebedee", "Quillfeather", nhs=ANN, **HOME))
    town.send("charity", someone("C1", "Ann", "Okafor", "1981-11-02"))
    ends = {"left": record("gp", "G1"), "right": record("charity", "C1")}
    steps.decide_join(by=steward, **ends, same=True, why="Rang them")
    found = why(steward, "police/P1", "charity/C1")
    assert found.case is Case.ONE_PERSON
    assert [hop.ends for hop in found.path] == [("Police, P1", "Gp, G1"), ("Gp, G1", "Charity, C1")]
    assert found.path[0].why == "Same NHS number"


def test_two_who_share_nothing_were_never_compared_and_each_rule_says_why(town, steward):
    town.send("police", someone("P1", "Zebedee", "Quillfeather", "1950-01-31"))
    town.send("gp", someone("G1", "Ann", "Okafor", "1981-11-02", nhs=ANN))
    found = why(steward)
    assert found.case is Case.NEVER
    assert not any(rule.is_shared for rule in found.rules)
    stands = {rule.words: rule.stands for rule in found.rules}
    assert stands["The same NHS number"] == "The first record says too little for it"
    assert stands["The same telephone number"] == "Neither record says enough for it"


def test_two_who_were_compared_say_what_spoke_against_them(town, steward):
    town.send("police", someone("P1", "Zebedee", "Quillfeather", "1950-01-31", tel="01632 960111"))
    town.send("gp", someone("G1", "Ann", "Okafor", "1981-11-02", tel="01632 960111"))
    found = why(steward)
    assert found.case is Case.BELOW
    assert "too little speaks for one person" in found.sentence
    assert [rule.words for rule in found.rules if rule.is_shared] == ["The same telephone number"]
    assert any(step.speaks == "against" for step in found.steps)


def test_a_doubtful_pair_says_that_it_waits(town, steward):
    town.send("police", someone("P1", "Oluwaseun", "Fairweather", nhs=ANN, **HOME))
    town.send("gp", someone("G1", "Oluwaseun", "Fairweather", nhs=BEA, **HOME))
    found = why(steward)
    assert found.case is Case.DOUBTFUL
    assert "two different NHS numbers" in found.sentence


def test_a_decision_is_told_with_who_and_why(town, steward):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", nhs=ANN))
    ends = {"left": record("police", "P1"), "right": record("gp", "G1")}
    steps.decide_join(by=steward, **ends, same=False, why="They are cousins")
    found = why(steward)
    assert found.case is Case.SAID_APART
    assert "They are cousins" in found.sentence


def test_what_holds_the_two_people_apart_is_told_for_their_other_records_too(town, steward):
    town.send("police", someone("P1", "Oluwaseun", "Fairweather", nhs=ANN, **HOME))
    town.send("gp", someone("G1", "Oluwaseun", "Fairweather", nhs=BEA, **HOME))
    town.send("charity", someone("C1", "Oluwaseun", "Fairweather", nhs=BEA))
    found = why(steward, "police/P1", "charity/C1")
    assert found.left_person != found.right_person
    assert [set(hop.ends) for hop in found.between] == [{"Police, P1", "Gp, G1"}]


def test_a_withdrawn_record_is_joined_to_nothing(town, steward):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", nhs=ANN))
    town.send("gp", someone("G1", nhs=ANN, deleted="yes"), on="2026-03-01")
    assert RecordVersion.objects.filter(retracted=True).exists()
    assert why(steward).case is Case.WITHDRAWN


def test_a_block_with_too_many_records_is_said_to_be_passed_over(town, steward):
    town.send("police", someone("P1", "Zebedee", "Quillfeather", "1950-01-31", tel="01632 960111"))
    town.send("gp", someone("G1", "Ann", "Okafor", "1981-11-02", tel="01632 960111"))
    (key,) = BlockKey.objects.filter(record=record("gp", "G1"), key__startswith="telephone:").values_list(
        "key", flat=True
    )
    one = record("police", "P1")
    BlockKey.objects.bulk_create(BlockKey(record_id=one, key=key) for _ in range(Rules().block_cap))
    found = why(steward)
    assert found.case is Case.SKIPPED
    assert any("too many others" in rule.stands for rule in found.rules)


@pytest.mark.parametrize("named", ["police/P9", "nobody", "police/", "b2b184dd-7acb-41c2-9fff-08ef00f1711d"])
def test_a_record_that_is_not_there_is_not_found(town, steward, named):
    with pytest.raises(NotFound):
        queries.record_named(viewer=steward, named=named)


def test_one_record_is_not_two(town, steward):
    town.send("police", someone("P1", nhs=ANN))
    with pytest.raises(NotFound):
        why(steward, "police/P1", "police/P1")


def test_only_a_steward_may_ask(town):
    with pytest.raises(Refused):
        queries.record_named(viewer=town.viewer(role="practitioner"), named="police/P1")
