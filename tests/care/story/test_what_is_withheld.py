"""What an agency does not share: said to exist, or not there at all, counts too."""

import pytest

from jigsaw.care.story.domain.sections import FeedKnown, by_agency_kind
from jigsaw.care.story.queries import person_story


@pytest.fixture
def charity(borough):
    return borough.agency("night-line", "charity", telephone="01632 960170")


@pytest.fixture
def steven(borough, charity):
    person = borough.person()
    record = borough.record(person, charity)
    borough.piece(record, kind="charity-contact", words="about drinking", restriction="content-withheld")
    borough.piece(record, kind="charity-contact", words="about his father", restriction="sealed")
    return person


def told(borough, steven, agency):
    return person_story(borough.viewer(agency), steven.pk).told


def test_withheld_content_leaves_who_holds_it_and_when(borough, steven):
    found = told(borough, steven, borough.agency("police", "police")).entries
    assert [(one.label, one.words, one.holder.telephone) for one in found] == [
        ("A piece whose content is withheld", "", "01632 960170")
    ]
    assert not found[0].attributes
    assert not found[0].source


def test_its_holder_sees_all_of_it(borough, steven, charity):
    assert {one.words for one in told(borough, steven, charity).entries} == {
        "about drinking",
        "about his father",
    }


def test_a_kind_of_agency_that_only_withholds_is_said_to_withhold(borough, steven):
    story = told(borough, steven, borough.agency("police", "police"))
    feeds = [FeedKnown("charity", frozenset(), None, is_silent=False)]
    charities = next(part for part in by_agency_kind(story.entries, feeds) if part.key == "charity")
    assert charities.empty.title == "Withheld"
    assert "1 piece is held" in charities.empty.sentence
