"""A share of decisions is put before another steward, who does not see what was decided."""

import pytest

from jigsaw.care.linkage.queries import decisions
from jigsaw.care.stewardship import queries
from jigsaw.care.stewardship.domain.opinions import Given, Stage, may_be_asked, may_talk, stage
from jigsaw.care.stewardship.models import Opinion, SecondLook
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.interfaces import stewarding
from tests.town import are_one

FIRST = Given(1, True)


@pytest.mark.parametrize(
    ("others", "more", "expected"),
    [
        ([], {}, Stage.ASKED),
        ([], {"undone": True}, Stage.WITHDRAWN),
        ([Given(2, True)], {}, Stage.AGREED),
        ([Given(2, False)], {}, Stage.DIFFERS),
        ([Given(2, False), Given(3, True)], {}, Stage.THIRD),
        ([Given(2, False)], {"talked": True}, Stage.TALKED),
    ],
)
def test_where_a_second_look_stands(others, more, expected):
    assert stage(FIRST, others, **more) is expected


def test_nobody_is_asked_about_a_pair_that_they_answered():
    differing = [Given(2, False)]
    asked = [may_be_asked(FIRST, differing, steward, Stage.DIFFERS) for steward in (1, 2, 3)]
    talking = [may_talk(FIRST, differing, steward, Stage.DIFFERS) for steward in (1, 2, 3)]
    assert (asked, talking) == ([False, False, True], [True, True, False])


@pytest.fixture
def stewards(town, settings):
    """Three stewards; every decision is put before another."""
    settings.JIGSAW_SECOND_LOOKS = 1.0
    return [town.viewer(agency, role="steward") for agency in ("council", "gp", "trust")]


@pytest.fixture
def decided(stewards, pairs):
    """A pair that the first steward kept apart."""
    left, right = pairs("Achebe")["Achebe"]
    stewarding.decide(by=stewards[0], left=left, right=right, same=False, why="They are cousins")
    return SecondLook.objects.get().pk


def answered(by, look, *, same):
    return stewarding.give_opinion(by=by, look=look, same=same, why="One household")


def test_the_sample_is_offered_to_others_and_not_to_who_decided(stewards, decided):
    assert [len(queries.asked_of(viewer=one)) for one in stewards] == [0, 1, 1]
    assert queries.hidden_decisions(viewer=stewards[1]) == {decisions(viewer=stewards[0])[0].key}
    assert queries.hidden_decisions(viewer=stewards[0]) == set()


def test_who_agrees_ends_it(stewards, decided):
    assert answered(stewards[1], decided, same=False) is Stage.AGREED
    assert queries.how_many_asked(viewer=stewards[2]) == 0
    assert queries.to_talk(viewer=stewards[0]) == []


def test_where_two_differ_both_may_talk_and_a_third_is_asked(stewards, decided):
    assert answered(stewards[1], decided, same=True) is Stage.DIFFERS
    assert [len(queries.to_talk(viewer=one)) for one in stewards] == [1, 1, 0]
    assert [queries.how_many_asked(viewer=one) for one in stewards] == [0, 0, 1]
    (one,) = queries.to_talk(viewer=stewards[0])
    assert [said.same for said in one.said] == [False, True]


def test_a_third_opinion_settles_it_and_takes_effect(stewards, decided):
    answered(stewards[1], decided, same=True)
    assert answered(stewards[2], decided, same=True) is Stage.THIRD
    assert are_one("police/PAchebe", "gp/GAchebe")
    assert decisions(viewer=stewards[2])[0].why == "Third opinion: One household"
    assert SecondLook.objects.count() == 1


def test_a_third_opinion_that_agrees_with_the_decision_decides_nothing_anew(stewards, decided):
    answered(stewards[1], decided, same=True)
    answered(stewards[2], decided, same=False)
    assert len(decisions(viewer=stewards[0])) == 1


def test_what_two_find_when_they_talk_takes_effect(stewards, decided):
    answered(stewards[1], decided, same=True)
    stewarding.note_talk(by=stewards[0], look=decided, same=True, why="I had misread the date")
    assert are_one("police/PAchebe", "gp/GAchebe")
    assert [queries.how_many_asked(viewer=one) for one in stewards] == [0, 0, 0]
    with pytest.raises(Refused):
        stewarding.note_talk(by=stewards[1], look=decided, same=False, why="No")


def test_a_second_opinion_is_given_once_and_with_a_why(stewards, decided):
    with pytest.raises(Refused):
        stewarding.give_opinion(by=stewards[1], look=decided, same=True, why=" ")
    with pytest.raises(Refused):
        answered(stewards[0], decided, same=True)
    answered(stewards[1], decided, same=False)
    with pytest.raises(Refused):
        answered(stewards[1], decided, same=True)
    assert Opinion.objects.count() == 1


def test_a_third_steward_does_not_read_what_two_said(stewards, decided):
    answered(stewards[1], decided, same=True)
    with pytest.raises(NotFound):
        queries.look_said(viewer=stewards[2], key=decided)
    assert queries.look_said(viewer=stewards[1], key=decided).look.stage is Stage.DIFFERS


def test_no_second_look_where_the_share_is_none(stewards, pairs, settings):
    settings.JIGSAW_SECOND_LOOKS = 0.0
    left, right = pairs("Achebe")["Achebe"]
    stewarding.decide(by=stewards[0], left=left, right=right, same=True, why="Rang both")
    assert not SecondLook.objects.exists()


def test_agreement_is_measured_on_the_second_answers(town, stewards, pairs):
    for family, (left, right) in pairs("Achebe", "Brannigan", "Castellane").items():
        stewarding.decide(by=stewards[0], left=left, right=right, same=family == "Achebe", why="Rang both")
    looks = SecondLook.objects.order_by("pk").values_list("pk", flat=True)
    for look, same in zip(looks, (True, False, True), strict=True):
        answered(stewards[1], look, same=same)
    found = queries.agreement_measured(viewer=town.viewer(role="manager"))
    assert (found.pairs, found.agreed) == (3, 2)
    assert round(found.kappa.estimate, 3) == 0.4
    with pytest.raises(Refused):
        queries.agreement_measured(viewer=town.viewer(role="practitioner"))
