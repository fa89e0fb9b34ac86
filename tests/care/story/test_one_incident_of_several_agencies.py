"""What police and ambulance tell of one night is one incident in the story, with each agency's piece in it."""

from dataclasses import replace

import pytest

from jigsaw.care.intake.domain.entries import Holder
from jigsaw.care.intake.entries import order
from jigsaw.care.story.domain.grouping import Incident, by_month
from jigsaw.care.story.pages.lines import Lines
from jigsaw.care.story.queries import person_story
from tests.care.story.test_reading_a_long_story import entry
from tests.town import Town, person_of, piece, someone

ANN = "9990000018"
POLICE, AMBULANCE = Holder("police", "Police", "police"), Holder("ambulance", "Ambulance", "ambulance")


def seen_by(holder, written, code="police-call", incident="police/123"):
    return replace(entry(written, code), holder=holder, incident=incident)


def told(*entries, **how):
    return by_month(sorted(entries, key=order), **how)


def items(months):
    """How many pieces each item has, month by month."""
    return [[len(getattr(item, "entries", [1])) for item in month.items] for month in months]


def test_pieces_of_two_agencies_with_one_number_are_one_item_the_earliest_first():
    call = seen_by(POLICE, "3/3/2026 21:10")
    came = seen_by(AMBULANCE, "3/3/2026 21:40", "ambulance-call")
    (month,) = told(came, call, entry("4/3/2026"))
    assert items([month]) == [[1, 2]]
    assert month.items[1] == Incident((call, came))
    assert month.count == 3


def test_what_one_agency_alone_tells_of_stays_as_it_is():
    twice = (seen_by(POLICE, "3/3/2026 21:10"), seen_by(POLICE, "3/3/2026 22:10", "section-136"))
    assert items(told(*twice)) == [[1, 1]]


def test_pieces_without_a_number_are_never_put_together():
    both = (seen_by(one, "3/3/2026 21:10", incident="") for one in (POLICE, AMBULANCE))
    assert items(told(*both)) == [[1, 1]]


def test_an_incident_that_went_on_over_the_end_of_a_month_stands_where_it_began():
    both = seen_by(POLICE, "31/3/2026 23:50"), seen_by(AMBULANCE, "1/4/2026 00:20", "ambulance-call")
    (month,) = told(*both)
    assert (month.title, month.count) == ("March 2026", 2)


@pytest.fixture
def town(db, tmp_path):
    """Police and ambulance tell of the same night under one number of the police."""
    made = Town(tmp_path)
    for agency, kind, hour in (("police", "police-call", 21), ("ambulance", "ambulance-call", 22)):
        night = piece(f"{agency}1", kind, f"2026-01-02 {hour}:00", "1", log="L1")
        made.send(agency, someone("1", nhs=ANN), night, on="2026-01-03")
    return made


def of_ann(viewer):
    """Kinds of item on her page, and how many pieces each has."""
    story = person_story(viewer, person_of("police", "1").pk)
    shown = [item for month in Lines(story.told).months() for item in month.items]
    return [(kind, len(getattr(item, "lines", [1]))) for kind, item in shown if kind != "quiet"]


def test_from_the_feed_to_the_page(town):
    assert of_ann(town.viewer("gp")) == [("incident", 2)]


def test_a_piece_that_is_withheld_is_not_said_to_be_of_the_incident(town):
    kept = piece("police1", "police-call", "2026-01-02 21:00", "1", log="L1", sens="W")
    town.send("police", kept, on="2026-01-04")
    assert of_ann(town.viewer("gp")) == [("line", 1), ("line", 1)]
    assert of_ann(town.viewer("police")) == [("incident", 2)]
