"""The story as it was known on a past day: what had come by then, in the version that stood."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jigsaw.care.intake.entries import entries
from tests.builders import Borough


@pytest.fixture
def record(borough):
    return borough.record(borough.person(), borough.agency("council"))


@pytest.fixture
def ann(borough):
    return borough.viewer(borough.agency("council"))


def known(viewer, record, day=None):
    found = entries(viewer, records=[record.pk], as_known_on=date.fromisoformat(day) if day else None)
    return [(one.words, one.version) for one in found]


def test_a_piece_is_known_from_the_day_it_came_and_not_from_the_day_it_happened(borough, ann, record):
    borough.piece(record, at="2026-01-05", received="2026-02-01", words="fell")
    assert known(ann, record, "2026-01-31") == []
    assert known(ann, record, "2026-02-01") == [("fell", 1)]


def test_a_correction_stands_from_the_day_it_came(borough, ann, record):
    first = borough.piece(record, at="2026-01-05", received="2026-01-06", words="fell")
    borough.supersede(first, record, on="2026-03-01", at="2026-01-05", words="was pushed")
    assert known(ann, record, "2026-02-28") == [("fell", 1)]
    assert known(ann, record, "2026-03-01") == [("was pushed", 2)]
    assert known(ann, record) == [("was pushed", 2)]


def test_a_piece_taken_back_stood_until_it_was(borough, ann, record):
    borough.retract(borough.piece(record, received="2026-01-06", words="fell"), on="2026-03-01")
    assert known(ann, record, "2026-02-28") == [("fell", 1)]
    assert known(ann, record) == []


@pytest.mark.django_db
@settings(max_examples=15)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=5, unique=True), st.integers(0, 61))
def test_on_any_day_the_latest_version_received_by_then_is_the_one_that_is_told(days, asked):
    from django.db import transaction

    with transaction.atomic():
        borough = Borough()
        viewer = borough.viewer(borough.agency("council"))
        record = borough.record(borough.person(), borough.agency("council"))
        days = [date.fromordinal(date(2026, 1, 1).toordinal() + one) for one in sorted(days)]
        piece = borough.piece(record, received=days[0].isoformat(), words="1")
        for number, day in enumerate(days[1:], start=2):
            piece = borough.supersede(piece, record, on=day.isoformat(), words=str(number))
        on = date.fromordinal(date(2026, 1, 1).toordinal() + asked)
        by_then = sum(day <= on for day in days)
        assert known(viewer, record, on.isoformat()) == ([(str(by_then), by_then)] if by_then else [])
        transaction.set_rollback(True)
