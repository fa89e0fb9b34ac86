"""Times as agencies write them: read as exactly as they are known, and refused where they could only be guessed."""

import pytest

from jigsaw.engine.chronology.reading_when import read_when
from jigsaw.engine.chronology.when import is_certainly_before, may_be_the_same
from jigsaw.foundation.core.errors import UnreadableDate


@pytest.mark.parametrize(
    ("day", "time", "means"),
    [
        ("22/05/2006", "", "22 May 2006"),
        ("22/05/2006", "14:30", "22 May 2006, 2:30pm"),
        ("22 May 2006 1430hrs", "", "22 May 2006, 2:30pm"),
        ("22.05.06", "about 2.30pm", "about 22 May 2006, 2:30pm"),
        ("?22 may 2006", "", "about 22 May 2006"),
        ("22 May 2006?", "", "about 22 May 2006"),
        ("22 May 2006 (approx)", "unknown", "about 22 May 2006"),
        ("22/05/2006 14:30", "14:30", "22 May 2006, 2:30pm"),
        ("May 2006", "", "May 2006"),
        ("circa 2006", "", "about 2006"),
        ("between 3 and 5 May 2006", "", "between 3 May 2006 and 5 May 2006"),
        ("from 28 April to 3 May 2006", "", "between 28 April 2006 and 3 May 2006"),
        ("3-5 May 2006", "", "between 3 May 2006 and 5 May 2006"),
        ("03/05/2006 – 05/05/2006", "", "between 3 May 2006 and 5 May 2006"),
        ("2004 to 2005", "", "between 1 January 2004 and 31 December 2005"),
        ("early May 2006", "", "about between 1 May 2006 and 10 May 2006"),
        ("mid-2006", "", "about between 1 May 2006 and 31 August 2006"),
        ("late February 2006", "", "about between 21 February 2006 and 28 February 2006"),
        ("summer 2005", "", "about between 1 June 2005 and 31 August 2005"),
        ("w/c 8 May 2006", "", "between 8 May 2006 and 14 May 2006"),
        ("22/05/2006", "morning", "between 22 May 2006, 6am and 22 May 2006, midday"),
        ("n/k", "", "date not known"),
        ("Not known", "10:00", "date not known"),
    ],
)
def test_a_time_is_read_as_exactly_as_it_is_known(day, time, means):
    assert read_when(day, time).text() == means


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("", "10:00"), ("winter 2005", ""), ("before May 2006", ""), ("32/05/2006", ""), ("05/22/2006", ""),
        ("May 2006", "10:00"), ("22/05/2006 14:30", "15:30"), ("22/05/2006", "teatime"), ("5 to 3 May 2006", ""),
        ("w/c May 2006", ""), ("38839", ""), ("as above", ""),
    ],
)  # fmt: skip
def test_what_could_only_be_guessed_is_refused(day, time):
    with pytest.raises(UnreadableDate):
        read_when(day, time)


def test_the_words_are_kept_as_they_were_written():
    assert read_when(" ?22 may  2006", "2.30pm").words == "?22 may 2006 2.30pm"


def test_a_part_of_the_day_ends_where_the_clock_on_the_wall_says():
    night = read_when("25/03/2006", "night")
    assert night.text() == "between 25 March 2006, 8pm and 26 March 2006, 8am"
    assert (night.last - night.first).total_seconds() == 11 * 3600


def test_what_is_about_right_is_certain_only_beyond_its_own_length():
    about, next_day, later = (read_when(day) for day in ("about 3 May 2006", "4 May 2006", "5 May 2006"))
    assert not is_certainly_before(about, next_day)
    assert is_certainly_before(about, later)
    assert may_be_the_same(about, next_day)
    assert not may_be_the_same(about, later)
