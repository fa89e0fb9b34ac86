"""Hostels, wards, prisons and the like are told by the words of their addresses."""

import pytest

from jigsaw.engine.addresses.parse import parse
from jigsaw.engine.addresses.shared import shared_by_words


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("Salvation Army Hostel, 3 Quay Road", "a hostel"),
        ("Room 4, YMCA, 3 Quay Road", "a hostel"),
        ("HMP Brannock, Long Lane", "a prison"),
        ("Ward 4, Brannock General Hospital", "a hospital or ward"),
        ("The Limes Nursing Home, 3 Quay Road", "a care home"),
        ("Room 12, Quay Halls of Residence", "a student hall"),
        ("Harbour Hotel, 3 Quay Road", "a hotel"),
    ],
)
def test_the_name_of_the_building_tells(lines: str, kind: str) -> None:
    assert shared_by_words(parse(lines, "ZZ1 2AB")) == kind


@pytest.mark.parametrize(
    "lines",
    ["3 Hospital Road", "12 Prison Lane", "Flat 2, The Old Hospital, 3 Quay Road", "Beacon House, 3 Quay Rd"],
)
def test_streets_and_former_uses_tell_nothing(lines: str) -> None:
    assert shared_by_words(parse(lines, "ZZ1 2AB")) == ""
