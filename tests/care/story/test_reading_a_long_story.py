"""Hundreds of pieces by month, routine ones folded, silences said aloud, years before their days."""

from datetime import timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.domain.entries import Entry, Holder
from jigsaw.care.intake.domain.kinds import Shape, all_kinds
from jigsaw.care.intake.entries import order
from jigsaw.care.story.domain.grouping import Folded, by_month
from jigsaw.care.story.domain.quiet import Quiet, quiet_periods
from jigsaw.foundation.core.dates import read_date
from tests.builders import day

SILENT = (
    "No pieces that you can see from any agency between 4 May 2005 and 1 September 2005 (120 days). "
    "That is not the same as nothing happening."
)
TRUST = Holder("trust", "Trust", "nhs-trust")


def entry(written, code="care-contact", until=""):
    kind = all_kinds()[code]
    return Entry(
        uuid4(), Shape(kind.shape), code, kind.label, kind.group, kind.tags, read_date(written), TRUST,
        day("2026-05-01"),        until=read_date(until) if until else None,
    )  # fmt: skip


def told(*entries, **how):
    return by_month(sorted(entries, key=order), **how)


def test_three_routine_appointments_in_a_month_are_one_line():
    months = told(*(entry(f"{day}/3/2026") for day in (2, 9, 16)))
    assert [item.words for item in months[0].items] == ["3 times: Mental health appointment, attended"]
    assert months[0].count == 3


def test_calls_missed_appointments_and_concerns_are_never_folded():
    codes = ("ambulance-call", "contact-not-attended", "safeguarding-concern", "crisis-line-call")
    months = told(*(entry(f"{day}/3/2026", code) for code in codes for day in (2, 9, 16)))
    assert not any(isinstance(item, Folded) for item in months[0].items)
    assert len(months[0].items) == 12


def test_a_piece_known_to_the_year_stands_before_that_years_dated_ones():
    months = told(entry("1/1/2006"), entry("2006"), entry("31/12/2005"), newest_first=False)
    assert [month.title for month in months] == ["December 2005", "2006, month not known", "January 2006"]


def test_a_silence_is_said_aloud_with_what_it_does_not_mean():
    quiet = quiet_periods([entry("3/5/2005"), entry("1/9/2005")], until=day("2005-09-02"))
    assert [one.sentence for one in quiet] == [SILENT]


def test_a_silence_that_goes_on_is_said_too():
    quiet = quiet_periods([entry("3/5/2005")], until=day("2006-05-03"))
    assert quiet[0].goes_on
    assert "since 4 May 2005" in quiet[0].sentence


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=40), st.booleans())
def test_no_piece_is_lost_and_no_silence_holds_one(days, newest_first):
    entries = [entry((day("2010-01-01") + timedelta(days=one)).strftime("%d/%m/%Y")) for one in days]
    quiet = quiet_periods(entries, until=day("2026-01-01"))
    months = by_month(sorted(entries, key=order), quiet, newest_first=newest_first)
    items = [item for month in months for item in month.items]
    shown = [one for item in items for one in (item.entries if isinstance(item, Folded) else [item])]
    assert sorted(str(one.piece) for one in shown if isinstance(one, Entry)) == sorted(
        str(one.piece) for one in entries
    )
    assert not any(gap.since < one.when.at < gap.until for gap in quiet for one in entries)
    assert sum(isinstance(item, Quiet) for item in items) == len(quiet)


def test_a_tenancy_that_begins_is_no_contact():
    begun = entry("1/6/2005", "tenancy")
    quiet = quiet_periods([entry("3/5/2005"), begun, entry("1/9/2005")], until=day("2005-09-02"))
    assert [one.sentence for one in quiet] == [SILENT]
