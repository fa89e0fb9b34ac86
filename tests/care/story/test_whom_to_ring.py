"""Who is involved now, and the number that is answered."""

import pytest

from jigsaw.care.story.queries import person_story


@pytest.fixture
def trust(borough):
    return borough.agency("trust", "nhs-trust", telephone="01632 960100", contact="Duty worker")


@pytest.fixture
def steven(borough, trust):
    person = borough.person()
    person.held = borough.record(person, trust)
    return person


def rung(borough, steven, trust):
    story = person_story(borough.viewer(trust), steven.pk)
    return [(one.what, one.who, one.telephone) for one in story.told.involved]


def involve(borough, record, **told):
    return borough.piece(record, kind="community-mental-health", shape="involvement", at="2025-01-06", **told)


def test_the_worker_of_an_open_involvement_is_rung_first(borough, steven, trust):
    involve(
        borough,
        steven.held,
        attributes={"worker": "Jo Bell", "team": "Harbour", "worker_telephone": "01632 1"},
    )
    assert rung(borough, steven, trust) == [("Community mental health team", "Jo Bell, Harbour", "01632 1")]


def test_without_a_worker_the_agency_says_whom_to_ask_for(borough, steven, trust):
    involve(borough, steven.held)
    assert rung(borough, steven, trust) == [("Community mental health team", "Duty worker", "01632 960100")]


def test_a_key_worker_stands_with_the_agencys_involvement(borough, steven, trust):
    involve(borough, steven.held)
    borough.piece(steven.held, kind="key-worker", shape="state", attributes={"value": "Jo Bell"})
    assert rung(borough, steven, trust) == [("Community mental health team", "Jo Bell", "01632 960100")]


def test_an_ended_involvement_rings_nobody_and_the_agency_still_holds_pieces(borough, steven, trust):
    involve(borough, steven.held, until="2025-06-01T09:00:00+00:00", until_accuracy="day")
    story = person_story(borough.viewer(trust), steven.pk).told
    assert not story.involved
    assert [one.holder.key for one in story.holding] == ["trust"]
