"""Dates as UK systems write them."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.foundation.core.dates import read_date, read_slowly, without_midnight
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import LONDON, Accuracy, Moment

DAYS = st.dates(datetime(1900, 1, 1).date(), datetime(2049, 12, 31).date())
ACCURACIES = {
    Accuracy.YEAR: ("%Y",),
    Accuracy.MONTH: ("%m/%Y", "%m.%Y", "%Y-%m", "%b %Y", "%B %Y"),
    Accuracy.DAY: (
        *("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y"),
        *("%d %B %Y", "%d%b%Y", "%A %d %B %Y", "%a, %d %b %Y", "%dth of %B %Y", "%b %d %Y"),
    ),
}
CLOCKS = (
    " %H:%M",
    "T%H:%M:%S",
    " %H:%M:%S.000",
    " %I:%M %p",
    " %I.%M.%S.000000 %p",
    ", %I:%M%p",
    " at %H.%M",
    " %H%Mhrs",
)
WRITTEN = [(accuracy, form) for accuracy, forms in ACCURACIES.items() for form in forms]


def begins(day, accuracy):
    month = 1 if accuracy is Accuracy.YEAR else day.month
    return day.replace(month=month, day=day.day if accuracy is Accuracy.DAY else 1)


@given(DAYS, st.sampled_from(WRITTEN), st.sampled_from(["", "?", "? ", "about ", "c. "]))
def test_a_written_date_reads_back_the_same_with_its_accuracy(day, written, mark):
    accuracy, form = written
    moment = read_date(mark + day.strftime(form))
    assert moment == Moment.from_local(begins(day, accuracy), accuracy, uncertain=bool(mark))


@given(DAYS, st.times(), st.sampled_from(ACCURACIES[Accuracy.DAY]), st.sampled_from(CLOCKS))
def test_a_written_time_reads_back_the_same(day, clock, form, clock_form):
    naive = datetime.combine(day, clock.replace(microsecond=0, second=0))
    aware = naive.replace(tzinfo=LONDON)
    text = naive.strftime(form + clock_form)
    if aware.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != naive:
        with pytest.raises(UnreadableDate):
            read_date(text)
    else:
        assert read_date(text).at == aware.astimezone(UTC)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2049, 12, 31), timezones=st.just(UTC)))
def test_an_instant_with_an_offset_means_that_instant(instant):
    whole = instant.replace(microsecond=0)
    local = whole.astimezone(LONDON)
    assert read_date(f"{whole:%Y-%m-%dT%H:%M:%S}Z").at == whole
    if local.year >= 1972:
        assert read_date(local.isoformat()) == Moment(whole)


@given(DAYS, st.sampled_from(list(Accuracy)), st.booleans(), st.times())
def test_the_words_we_show_can_be_read_again(day, accuracy, uncertain, clock):
    naive = datetime.combine(day, clock.replace(second=0, microsecond=0))
    moment = Moment.from_local(
        naive if accuracy is Accuracy.MINUTE else begins(day, accuracy), accuracy, True
    )
    again = read_date(moment.text())
    assert again.accuracy is accuracy
    assert again.uncertain
    assert again.text() == moment.text()


@given(st.datetimes(datetime(1900, 1, 1), datetime(2049, 12, 31)))
def test_the_short_cut_reads_as_the_slow_way_does(naive):
    text = naive.strftime("%d/%m/%Y %H:%M:%S")
    try:
        slow = read_slowly(text)
    except UnreadableDate:
        slow = None
    try:
        assert read_date(text) == slow
    except UnreadableDate:
        assert slow is None


@given(st.text(max_size=25))
def test_any_other_text_is_refused_and_never_a_crash(text):
    with suppress(UnreadableDate):
        assert read_date(text).at.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2006", "2006"),
        ("07/2006", "July 2006"),
        ("Jul-06", "July 2006"),
        ("?22 May 2006", "about 22 May 2006"),
        ("22/05/06 14:30", "22 May 2006, 2:30pm"),
        ("05/06/2006", "5 June 2006"),
        ("22nd May 2006", "22 May 2006"),
        ("May 22 2006  2:30PM", "22 May 2006, 2:30pm"),
        ("22-MAY-06 02.30.00.000000 PM", "22 May 2006, 2:30pm"),
        ("20060522143000", "22 May 2006, 2:30pm"),
        ("2006-05-22T13:30:00Z", "22 May 2006, 2:30pm"),
        ("22/05/2006 noon", "22 May 2006, midday"),
    ],
)
def test_the_forms_of_uk_systems_are_read(text, words):
    assert read_date(text).text() == words


@pytest.mark.parametrize(
    "text",
    [
        *("31/02/2026", "13/13/2026", "29/02/2025", "05/22/2006", "0/5/2006", "22052006", "200605", "05/06"),
        *(
            "22/05/2006 24:00",
            "22/05/2006 14:61",
            "22/05/2006 13am",
            "Tuesday 22 May 2006",
            "22 Mai 2006",
            "",
        ),
        *("31/12/9999", "38859", "?", "2006 ?", "long ago", "2006-05-22T14:30+19:00", "29/03/2026 01:30"),
    ],
)
def test_an_impossible_or_ambiguous_date_is_an_error_and_never_a_guess(text):
    with pytest.raises(UnreadableDate) as raised:
        read_date(text)
    assert not text or text not in str(raised.value)


def test_a_time_that_the_clocks_skip_says_so():
    with pytest.raises(UnreadableDate, match="clocks went forward"):
        read_date("29/03/2026 01:30")


def test_a_time_that_the_clocks_repeat_is_the_first_of_the_two_and_uncertain():
    moment = read_date("25/10/2026 01:30")
    assert moment == Moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), Accuracy.MINUTE, uncertain=True)


def test_a_two_digit_year_turns_at_fifty_unless_a_last_year_is_given():
    assert read_date("1/2/49").text() == "1 February 2049"
    assert read_date("1/2/50").text() == "1 February 1950"
    assert read_date("1/2/49", last_year=2026).text() == "1 February 1949"
    assert read_date("1/2/26", last_year=2026).text() == "1 February 2026"


def test_a_midnight_added_by_a_system_can_be_taken_off():
    assert without_midnight("22/05/2006 00:00:00") == "22/05/2006"
    assert without_midnight("22/05/2006 00:01") == "22/05/2006 00:01"
