"""Who is tied to somebody: a shared home, a shared piece, a relationship that an agency recorded."""

import pytest

from jigsaw.care.story.queries import network


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def steven(borough, council):
    person = borough.person()
    person.held = borough.record(person, council)
    return person


@pytest.fixture
def darren(borough, council):
    person = borough.person("Darren Cole")
    person.held = borough.record(person, council)
    return person


def ways(borough, steven, council):
    return [tie.ways for tie in network(borough.viewer(council), steven.pk).ties]


def test_the_same_home_at_the_same_time_is_a_tie(borough, council, steven, darren):
    address = borough.home()
    borough.lives(steven, address, council, since="2020-01-06")
    borough.lives(darren, address, council, since="2022-03-01")
    assert ways(borough, steven, council) == [("same home, 14 Mill Lane, ZZ1 2AB, March 2022 to now",)]


def test_the_same_home_one_after_the_other_is_not(borough, council, steven, darren):
    address = borough.home()
    borough.lives(steven, address, council, since="2020-01-06", until="2021-01-01")
    borough.lives(darren, address, council, since="2022-03-01")
    assert ways(borough, steven, council) == []


def test_being_named_together_is_a_tie_and_their_pieces_are_told_together(borough, council, steven, darren):
    borough.piece(steven.held, (darren.held, "alleged"), kind="police-incident")
    borough.piece(darren.held, kind="custody")
    found = network(borough.viewer(council), steven.pk)
    assert [tie.ways for tie in found.ties] == [("named together in 1 piece",)]
    assert {entry.kind for entry in found.told.entries} == {"police-incident", "custody"}


def test_a_relationship_says_who_recorded_it(borough, council, steven, darren):
    told = {"kind": "relationship", "shape": "state", "attributes": {"value": "brother"}}
    borough.piece(steven.held, (darren.held, "relative"), **told)
    assert ways(borough, steven, council) == [("relationship: brother, says Council",)]
