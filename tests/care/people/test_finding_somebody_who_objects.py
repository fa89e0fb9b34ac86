"""Who objects to sharing is found by agencies that hold a record of theirs, and by whoever gives their birth date."""

import pytest

from jigsaw.care.people.queries import residents, search
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.access.models import Wish
from jigsaw.foundation.core.viewer import JIGSAW


@pytest.fixture
def steven(borough):
    council, person, address = (
        borough.agency("council"),
        borough.person(nhs_number="9990000018"),
        borough.home(),
    )
    record = borough.record(person, council, address=address)
    borough.lives(person, address, council)
    person.address = address
    note_wish(by=JIGSAW, person=person.pk, records=[record.pk], kind=Wish.Kind.OBJECTS, holds=True)
    return person


def found(borough, words, agency="police"):
    return search(borough.viewer(borough.agency(agency)), words).people


@pytest.mark.parametrize("words", ["Marsh", "Steven Marsh", "Mill Lane", "ZZ1 2AB"])
def test_a_name_or_an_address_does_not_find_them(borough, steven, words):
    assert not found(borough, words)
    assert found(borough, words, "council")


@pytest.mark.parametrize("words", ["Steven Marsh 12/03/1966", "999 000 0018"])
def test_a_birth_date_or_a_number_finds_their_name_and_no_more(borough, steven, words):
    (one,) = found(borough, words)
    assert (one.name, one.birth_date) == ("Steven Marsh", "1966-03-12")
    assert (one.nhs_number, one.home, one.home_id, one.agencies, one.died_on) == ("", "", None, (), "")


def test_those_who_hold_a_record_of_theirs_find_all_of_it(borough, steven):
    (one,) = found(borough, "Marsh", "council")
    assert (one.nhs_number, one.agencies) == ("9990000018", ("Council",))


def test_a_home_names_them_to_those_alone(borough, steven):
    named = {
        agency: [
            one.name for one in residents(borough.viewer(borough.agency(agency)), steven.address.home_id)
        ]
        for agency in ("council", "police")
    }
    assert named == {"council": ["Steven Marsh"], "police": []}
