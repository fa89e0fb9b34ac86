"""Communal homes are marked: by the words of their addresses, or by many people of several families."""

import pytest

from jigsaw.care.people import settlement
from jigsaw.care.people.domain.addresses import written
from jigsaw.care.people.domain.communal import shared_words
from jigsaw.care.people.models import Home

pytestmark = pytest.mark.django_db


def arrive(*lines):
    settlement.place(settlement.note_addresses([written(one, "ZZ1 2AB", "") for one in lines]).values())
    return {home.label: home for home in Home.objects.all()}


def test_a_hostel_is_told_by_its_name():
    homes = arrive("Harbour Hostel, 3 Quay Road", "5 Quay Road")
    assert homes["Harbour Hostel, 3 Quay Road"].shared == "a hostel"
    assert homes["5 Quay Road"].shared == ""


def test_one_writing_with_the_word_is_enough_for_the_home():
    (home,) = arrive("3 Quay Road", "Harbour Hostel, 3 Quay Rd").values()
    assert home.shared == "a hostel"


def test_an_address_without_its_flat_is_of_several_homes():
    homes = arrive("Flat 1, 3 Quay Road", "3 Quay Road")
    assert homes["3 Quay Road"].shared == "several flats, and which is not written"
    assert homes["Flat 1, 3 Quay Road"].shared == ""


def test_a_page_says_so_in_plain_words():
    assert shared_words("a hostel", False) == "Shared by many: a hostel"
    assert shared_words("", True) == "Shared by many: people of several families live or lived here at once"
    assert shared_words("", False) == ""
