"""What an agency had recorded or was told by a day, apart from what others knew by then."""

from datetime import date

from jigsaw.engine.chronology.knowing import Knew, knew
from tests.engine.chronology.chronologies import entry

DAY = date(2006, 5, 10)


def known(agency, *entries):
    return [(one.entry.key, one.how, one.told_by) for one in knew(entries, agency, DAY).known]


def test_what_was_recorded_later_was_not_known_however_early_it_happened():
    late, early = entry("a", "1 May 2006", known="11 May 2006"), entry("b", "1 May 2006", known="10 May 2006")
    assert known("police", late, early) == [("b", Knew.KNEW, "")]


def test_a_row_that_does_not_say_when_is_taken_to_have_been_known_that_day():
    assert known("police", entry("a", "10 May 2006 23:30")) == [("a", Knew.TAKEN, "")]
    assert known("police", entry("a", "11 May 2006 00:00")) == []


def test_a_date_that_may_be_later_may_have_been_known():
    assert known("police", entry("a", "May 2006")) == [("a", Knew.MAY, "")]
    assert known("police", entry("a", "1 May 2006", known="not known")) == [("a", Knew.MAY, "")]


def test_what_an_agency_was_told_it_knew_from_that_day():
    one = entry(
        "a", "1 May 2006", agency="ambulance", told_to=[("police", "9 May 2006"), ("council", "12 May 2006")]
    )
    assert known("police", one) == [("a", Knew.KNEW, "ambulance")]
    assert known("council", one) == []
    assert [each.key for each in knew([one], "council", DAY).known_elsewhere] == ["a"]


def test_what_nobody_knew_yet_is_not_known_elsewhere():
    one = entry("a", "1 May 2006", agency="ambulance", known="12 May 2006")
    assert knew([one], "council", DAY).known_elsewhere == ()
