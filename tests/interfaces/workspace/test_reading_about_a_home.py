"""A home's page: how its address is written, that many share it, and who lives there as agencies say."""

import pytest

from jigsaw.care.people.models import Person
from tests.interfaces.workspace.opening import opened


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def ann(borough, client, council):
    client.force_login(borough.practitioner("ann", council))
    return client


@pytest.fixture
def address(borough, council):
    """The address of a home of somebody whom the viewer's agency knows."""
    address, person = borough.home(), borough.person()
    borough.record(person, council)
    borough.lives(person, address, council, since="2020-01-06")
    return address


def test_the_page_says_how_agencies_write_the_address_and_why_each_is_this_home(address, ann):
    address.why = "The same home as one written with its UPRN, in other words or with a slip"
    address.save()
    text = opened(ann, f"/homes/{address.home_id}").text
    assert "How agencies write this address (1)" in text
    assert "14 Mill Lane, ZZ1 2AB" in text
    assert "in other words or with a slip" in text


def test_a_home_that_many_share_says_so(address, ann):
    assert "Shared by many" not in opened(ann, f"/homes/{address.home_id}").text
    address.home.shared = "a hostel"
    address.home.save()
    assert "Shared by many: a hostel." in opened(ann, f"/homes/{address.home_id}").text


def test_agencies_that_do_not_agree_who_lives_there_are_named(borough, address, ann):
    police, person = borough.agency("police", "police"), Person.objects.get()
    borough.lives(person, address, police, since="2020-02-06", until="2021-03-04")
    text = opened(ann, f"/homes/{address.home_id}").text
    assert f"{police.name} says until 4 March 2021" in text
