"""The six empty states: each is another fact, and none says that nothing happened."""

import pytest

from jigsaw.care.story.domain.emptiness import Source, closed, empty_section
from jigsaw.care.story.domain.sections import FeedKnown, by_agency_kind, how_things_stand
from jigsaw.foundation.core.time import Moment
from tests.builders import NOW


@pytest.mark.parametrize(
    ("source", "withheld", "title"),
    [
        (Source("ambulance"), 0, "Unavailable"),
        (Source("ambulance", feeds=1), 0, "Not started"),
        (Source("ambulance", feeds=1, has_arrived=True), 0, "Nil known"),
        (Source("ambulance", feeds=1, has_arrived=True, silent_since=NOW), 0, "Unavailable"),
        (Source("ambulance", feeds=2, has_arrived=True, some_silent=True), 0, "Unavailable"),
        (Source("allergies", feeds=1, has_arrived=True, carries=False), 0, "Not asked"),
        (Source("ambulance", feeds=1, has_arrived=True), 2, "Withheld"),
    ],
)
def test_facts_decide_the_state(source, withheld, title):
    section = empty_section(source, withheld=withheld)
    assert section.title == title
    assert "nothing happened" not in section.sentence.replace("not mean that nothing happened", "")


def test_an_involvement_that_ended_is_closed_and_says_why():
    section = closed("social work", "Council", Moment(NOW), "own request")
    assert section.title == "Closed"
    assert "own request" in section.sentence


def test_an_up_to_date_feed_without_a_piece_is_nil_known():
    feeds = [FeedKnown("ambulance", frozenset({"ambulance-call"}), NOW, is_silent=False)]
    sections = {part.key: part.empty for part in by_agency_kind([], feeds)}
    assert sections["ambulance"].sentence == (
        "The ambulance feed is up to date and holds nothing about this person. "
        "That does not mean that nothing happened."
    )
    assert sections["police"].title == "Unavailable"


def test_where_one_feed_of_two_is_silent_nobody_says_up_to_date():
    kinds = frozenset({"ambulance-call"})
    feeds = [FeedKnown("ambulance", kinds, NOW, is_silent=silent) for silent in (False, True)]
    ambulance = next(part for part in by_agency_kind([], feeds) if part.key == "ambulance")
    assert ambulance.empty.title == "Unavailable"
    assert ambulance.empty.sentence.startswith("Some of the ambulance feeds are late.")


def test_allergies_that_no_feed_brings_were_not_asked_about():
    feeds = [FeedKnown("gp", frozenset({"gp-contact"}), NOW, is_silent=False)]
    allergies = next(part for part in how_things_stand([], feeds, NOW) if part.key == "allergies")
    assert allergies.empty.title == "Not asked"
