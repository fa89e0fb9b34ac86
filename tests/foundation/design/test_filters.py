"""Times are shown by London's clocks, no more exactly than they are known."""

from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design import filters
from jigsaw.foundation.design.cells import Link, cell

MAY = Moment(datetime(2006, 5, 1, tzinfo=UTC), Accuracy.MONTH, uncertain=True)


def test_an_instant_is_shown_by_londons_clocks():
    shown = filters.when(datetime(2026, 5, 22, 13, 30, tzinfo=UTC))
    assert shown == '<time datetime="2026-05-22T14:30+0100">22 May 2026, 2:30pm</time>'


def test_an_uncertain_month_is_never_shown_as_a_day():
    assert filters.when(MAY) == '<time datetime="2006-05">about May 2006</time>'
    assert filters.day(MAY) == filters.when(MAY)


def test_a_day_leaves_out_the_time_of_day():
    assert "22 May 2026<" in filters.day(datetime(2026, 5, 22, 13, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 22), "today"),
        (date(2026, 5, 21), "1 day ago"),
        (date(2026, 5, 10), "1 week ago"),
        (date(2026, 6, 5), "in 2 weeks"),
        (date(2026, 2, 1), "3 months ago"),
        (date(2020, 5, 22), "6 years ago"),
    ],
)
def test_a_time_is_also_told_by_its_distance(day, words):
    assert filters.ago(day, date(2026, 5, 22)) == words


def test_a_list_is_joined_as_a_sentence_says_it():
    assert filters.joined(["police"]) == "police"
    assert filters.joined(["police", "<b>", "housing"]) == "police, &lt;b&gt; and housing"


def test_an_nhs_number_is_spaced_for_reading():
    assert "999 123 4567" in filters.nhs_number("9991234567")


@pytest.mark.parametrize("absent", [None, ""])
def test_an_empty_cell_says_that_it_is_not_recorded(absent):
    assert "Not recorded" in cell(absent)


def test_a_cell_shows_times_links_markup_and_words():
    assert cell(date(2026, 5, 22)).startswith("<time")
    assert cell(Link("A & B", "/a", "of the list")).startswith('<a href="/a">A &amp; B<span')
    assert cell(Markup("<b>x</b>")) == "<b>x</b>"
    assert cell(0) == "0"
    assert cell("<b>") == "&lt;b&gt;"
