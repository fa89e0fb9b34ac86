from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.sharing.domain.standing import (
    REMINDERS,
    Standing,
    Version,
    reminder,
    version_of_day,
    windows,
)
from tests.care.sharing.conftest import shipped

POLICY = shipped("care")
ALL = frozenset(POLICY.parties)
DAYS = st.dates(date(2023, 1, 1), date(2023, 3, 1))


def version(number=1, starts=POLICY.starts_on, ends=POLICY.ends_on, signed=ALL, left=()):
    return Version(
        replace(POLICY, starts_on=starts, ends_on=ends), number, frozenset(signed), frozenset(left)
    )


@st.composite
def histories(draw):
    spans = draw(st.lists(st.tuples(DAYS, DAYS, st.booleans(), st.booleans()), min_size=1, max_size=4))
    return [
        version(n, min(a, b), max(a, b), ALL if whole else ALL - {"council"}, ["housing"] if left else ())
        for n, (a, b, whole, left) in enumerate(spans, 1)
    ]


def test_it_is_in_force_from_its_first_day_to_its_last_once_each_party_has_signed():
    one = version()
    first, last = POLICY.starts_on, POLICY.ends_on
    assert one.standing(first - timedelta(days=1)) is Standing.NOT_BEGUN
    assert one.standing(first) is one.standing(last) is Standing.IN_FORCE
    assert one.standing(last + timedelta(days=1)) is Standing.EXPIRED
    assert version(signed=ALL - {"police"}).standing(first) is Standing.NOT_SIGNED
    assert version(signed=ALL - {"police"}).missing == ("police",)


def test_a_new_version_counts_from_the_day_on_which_it_is_signed_by_all_and_begins():
    old, new = version(1), version(2, signed=ALL - {"police"})
    assert version_of_day([old, new], POLICY.starts_on) is old
    assert version_of_day([old, replace(new, signed=ALL)], POLICY.starts_on).number == 2
    assert version_of_day([new], POLICY.starts_on) is new
    assert version_of_day([], POLICY.starts_on) is None


@pytest.mark.parametrize(
    ("left", "due"), [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0), (-400, 0)]
)
def test_it_reminds_sixty_thirty_and_seven_days_before_its_end_and_ever_after(left, due):
    assert reminder(version(), POLICY.ends_on - timedelta(days=left)) == due


def test_a_policy_that_nobody_signed_reminds_of_its_signatures_and_not_of_its_end():
    assert reminder(version(signed=()), POLICY.ends_on) is None
    assert sorted(REMINDERS, reverse=True) == list(REMINDERS)


def test_a_later_version_ends_the_one_before_on_the_day_before_it_begins():
    first, begins = version(1), POLICY.starts_on + timedelta(days=30)
    second = version(2, starts=begins)
    assert [(w.starts_on, w.ends_on) for w in windows([first, second])] == [
        (POLICY.starts_on, begins - timedelta(days=1)),
        (begins, POLICY.ends_on),
    ]


@given(histories(), DAYS)
def test_the_windows_say_day_by_day_what_the_versions_say(history, day):
    counting = version_of_day(history, day)
    in_force = counting if counting and counting.standing(day) is Standing.IN_FORCE else None
    open_today = [w for w in windows(history) if w.parties and w.starts_on <= day <= w.ends_on]
    assert [w.version for w in open_today] == ([in_force] if in_force else [])
    assert all(w.parties == w.version.remaining for w in open_today)
