"""The list for research and planning: nobody by name, nobody who opted out, nobody known by being one of few."""

from datetime import date

import pytest

from jigsaw.care.story.queries.research import NOT_GIVEN, research_list
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.access.models import Wish
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW

YEAR = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture
def council(borough):
    return borough.agency("council")


def someone(borough, council, born="1966-03-12", gender="male", **piece):
    person = borough.person(birth_date=born, gender=gender)
    record = borough.record(person, council)
    borough.piece(record, **piece)
    return person, record


def rows(borough, role="analyst"):
    return research_list(borough.viewer(borough.agency("council"), role), **YEAR).rows


def test_it_says_a_band_of_ages_a_gender_and_how_often_and_nobody_by_name(borough, council):
    for _ in range(5):
        someone(borough, council)
    assert [(one.age, one.gender, one.agencies) for one in rows(borough)] == [("45 to 64", "male", 1)] * 5
    assert [count for one in rows(borough) for _, count in one.told] == [1] * 5


@pytest.mark.parametrize("kind", Wish.Kind.values)
def test_whoever_opted_out_or_objects_is_not_on_it_until_they_take_it_back(borough, council, kind):
    person, record = [someone(borough, council) for _ in range(6)][-1]
    told = {"by": JIGSAW, "person": person.pk, "records": [record.pk], "kind": kind}
    note_wish(**told, holds=True)
    assert len(rows(borough)) == 5
    note_wish(**told, holds=False)
    assert len(rows(borough)) == 6


@pytest.mark.parametrize(
    "piece",
    [{"restriction": "sealed"}, {"restriction": "content-withheld"}, {"handling": "law-enforcement"}],
    ids=lambda told: next(iter(told.values())),
)
def test_what_is_held_back_is_not_counted(borough, council, piece):
    for told in (*[{}] * 5, piece):
        someone(borough, council, **told)
    assert len(rows(borough)) == 5


def test_an_age_and_a_gender_that_few_share_are_not_given_and_fewer_still_are_left_out(borough, council):
    for _ in range(5):
        someone(borough, council)
    someone(borough, council, "1930-01-01", "female")
    viewer = borough.viewer(council, "manager")
    assert (len(rows(borough)), research_list(viewer, **YEAR).too_few) == (5, 1)
    for _ in range(4):
        someone(borough, council, "2010-01-01", "female")
    assert [one.age for one in rows(borough)].count(NOT_GIVEN) == 5


@pytest.mark.parametrize("role", ["practitioner", "steward", "privacy-officer"])
def test_a_role_without_research_is_refused(borough, role):
    with pytest.raises(Refused):
        rows(borough, role)
