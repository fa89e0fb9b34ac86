"""Two people with several records each are one entry of the queue, and one answer decides them."""

import pytest

from jigsaw.care.conversations.derivation import open_about
from jigsaw.care.linkage.queries import decisions, how_many_wait
from jigsaw.care.stewardship import actions, queries
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces import stewarding
from jigsaw.interfaces.feeds import steps
from tests.care.stewardship.conftest import numbered
from tests.town import are_one, record, someone

ONE, OTHER = ("police", "housing", "council"), ("gp", "trust")
SAME = {"tel": "01632 960555", "addr": "9 Mill Lane", "pc": "ZZ1 2AB"}


def sent(town, agency, side, **more):
    told = {"nhs": numbered(side), **SAME, **more}
    born = told.pop("born", "1940-05-20")
    town.send(agency, someone("A1", told.pop("given", "Oluwaseun"), "Achebe", born, **told))


@pytest.fixture
def two(town):
    """Two people alike but for their NHS numbers: three records of the one, two of the other."""
    for side, agencies in enumerate((ONE, OTHER)):
        for agency in agencies:
            sent(town, agency, side)
    actions.place_waiting(by=JIGSAW, talks=open_about)


def the_pair(agency="police", other="gp"):
    return {"left": record(agency, "A1"), "right": record(other, "A1")}


def the_queue(steward):
    actions.place_waiting(by=JIGSAW, talks=open_about)
    return queries.queue(viewer=steward)


def test_six_pairs_of_records_between_two_people_are_one_entry(two, steward):
    found = the_queue(steward)
    (line,) = found.lines
    assert (found.total, found.pairs, found.not_placed) == (1, 6, 0)
    assert (line.pairs, {line.left_records, line.right_records}) == (6, {3, 2})


@pytest.mark.parametrize("same", [True, False])
def test_one_answer_decides_all_of_them_and_undoing_it_asks_again(two, steward, same):
    stewarding.decide(by=steward, **the_pair(), same=same, why="Rang both")
    assert the_queue(steward).total == how_many_wait(viewer=steward) == 0
    assert are_one("council/A1", "trust/A1") is same
    (decided,) = decisions(viewer=steward)
    assert {decided.left, decided.right} == set(the_pair().values())
    steps.undo_decision(by=steward, decision=decided.key, why="I mistook the house")
    assert the_queue(steward).pairs == 6
    assert not are_one("council/A1", "trust/A1")


def test_a_record_that_comes_later_is_not_joined_to_both(two, steward, town):
    stewarding.decide(by=steward, **the_pair(), same=False, why="Cousins of one name")
    sent(town, "charity", 1, nhs="")
    assert the_queue(steward).total in (1, 2)
    assert not are_one("police/A1", "gp/A1")


def test_two_people_decided_apart_are_joined_by_one_answer(two, steward):
    stewarding.decide(by=steward, **the_pair(), same=False, why="Cousins of one name")
    stewarding.decide(by=steward, **the_pair("council", "trust"), same=True, why="The number was mistyped")
    assert are_one("police/A1", "gp/A1")
    assert are_one("council/A1", "gp/A1")


def test_an_overturned_answer_is_overturned_for_all_records(two, steward):
    stewarding.decide(by=steward, **the_pair(), same=True, why="Rang both")
    stewarding.decide(by=steward, **the_pair(), same=False, why="Cousins of one name")
    assert not any(are_one(f"{one}/A1", f"{other}/A1") for one in ONE for other in OTHER)
    assert are_one("police/A1", "council/A1")


def test_an_answer_about_two_records_only_leaves_the_others_waiting(two, steward):
    stewarding.decide(by=steward, **the_pair(), same=False, why="Rang both", only_these=True)
    assert the_queue(steward).pairs == 5


def test_a_record_that_says_something_else_is_asked_about_by_itself(two, steward, town):
    sent(town, "hospital", 0, born="1941-05-20")
    assert are_one("hospital/A1", "police/A1")
    found = queries.between(viewer=steward, **the_pair())
    assert found.differs == {record("hospital", "A1"): ("another birth date",)}
    stewarding.decide(by=steward, **the_pair(), same=False, why="Rang both")
    (line,) = the_queue(steward).lines
    assert record("hospital", "A1") in {line.pair.left.record, line.pair.right.record}


def test_who_is_left_for_later_is_left_with_all_their_records(two, steward, town):
    actions.leave_for_later(by=steward, **the_pair())
    assert the_queue(steward).total == 0
    assert queries.next_pair(viewer=steward) is None
    assert queries.queue(viewer=town.viewer(role="steward")).total == 1


def test_a_third_opinion_takes_effect_on_all_records(two, steward, town, settings):
    settings.JIGSAW_SECOND_LOOKS = 1.0
    stewarding.decide(by=steward, **the_pair(), same=False, why="Cousins of one name")
    for agency in ("gp", "trust"):
        other = town.viewer(agency, role="steward")
        ((look, _),) = queries.asked_of(viewer=other)
        stewarding.give_opinion(by=other, look=look, same=True, why="One household")
    assert are_one("council/A1", "trust/A1")
