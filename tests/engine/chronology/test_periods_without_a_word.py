"""Periods in which nothing was written down are said aloud, and a day that may have had an entry is none of them."""

from datetime import date, timedelta

from hypothesis import given

from jigsaw.engine.chronology.quiet import quiet_periods
from jigsaw.foundation.core.time import LONDON, Accuracy, Moment, end_of_day
from tests.engine.chronology.chronologies import AGENCIES, CHRONOLOGIES, FIRST, entry

LAST = FIRST + timedelta(days=60)


def quiet_days(entries, agency):
    """Day by day: those that no entry of the agency can touch."""
    spans = [one.when.reach for one in entries if one.when.is_known and agency in {"", one.agency}]
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        begins, ends = Moment.from_local(day, Accuracy.DAY).at, end_of_day(day)
        if not any(first < ends and begins < last for first, last in spans):
            yield day


@given(CHRONOLOGIES)
def test_a_quiet_day_is_one_that_no_entry_can_touch(entries):
    found = quiet_periods(entries, FIRST, LAST, 1, AGENCIES)
    for agency in ("", *AGENCIES):
        told = [one for one in found if one.agency == agency]
        days = [one.first + timedelta(days=number) for one in told for number in range(one.days)]
        assert days == list(quiet_days(entries, agency))


def test_only_long_ones_are_told_each_with_its_agency():
    entries = [entry("a", "21 March 2006"), entry("b", "30 April 2006 10:00", agency="council")]
    found = quiet_periods(entries, date(2006, 3, 20), date(2006, 5, 1), 30, ["police"])
    assert [(one.agency, one.words) for one in found] == [
        ("", "No entry from 22 March 2006 to 29 April 2006, 39 days."),
        ("police", "No entry from 22 March 2006 to 1 May 2006, 41 days."),
    ]


def test_the_clocks_going_forward_lose_no_day():
    (found,) = quiet_periods([entry("a", "25 March 2006 23:59")], date(2006, 3, 25), date(2006, 3, 27), 1)
    assert (found.first, found.last) == (date(2006, 3, 26), date(2006, 3, 27))
    assert Moment.from_local(found.first, Accuracy.DAY).at.astimezone(LONDON).hour == 0
