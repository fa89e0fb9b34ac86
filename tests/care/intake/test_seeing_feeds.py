"""How fresh each feed is, when it was silent, and which of its rows wait."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.intake.deliveries import feed_reports
from jigsaw.care.intake.domain.freshness import PATIENCE, Silence, overdue_for, silences
from jigsaw.care.intake.models import QuarantinedRow
from jigsaw.care.intake.refused import refused_row, refused_rows
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW, Viewer
from tests.care.intake.folders import call, load, write

DAY = timedelta(days=1)
START = datetime(2024, 5, 1, tzinfo=UTC)
MOMENTS = st.lists(st.integers(0, 60).map(lambda day: START + day * DAY), max_size=20)


@given(MOMENTS, st.integers(0, 30))
def test_a_silence_is_longer_than_patience_and_nothing_came_in_it(moments, later):
    now = max(moments, default=START) + later * DAY
    for one in silences(moments, 1440, now):
        end = one.until or now
        assert end - one.since > PATIENCE * DAY
        assert not any(one.since < moment < end for moment in moments)


def test_a_feed_is_overdue_when_it_is_late_by_as_long_again():
    assert overdue_for(START, 1440, START + 2 * DAY) is None
    assert overdue_for(START, 1440, START + 3 * DAY) == DAY
    assert overdue_for(START, None, START + 90 * DAY) is None
    assert overdue_for(None, 1440, START) is None


@pytest.mark.django_db
def test_each_feed_says_when_it_last_came_and_that_it_is_late(tmp_path):
    load(write(tmp_path, "calls.csv", [call(), call(CallID="C2", Type="TAXI")]))
    calls, patients = feed_reports(JIGSAW, as_known_on=datetime(2024, 5, 9, 5, tzinfo=UTC))
    assert calls.last_received == datetime(2024, 5, 2, 5, tzinfo=UTC)
    assert calls.overdue == 5 * DAY
    assert calls.silences == (Silence(calls.last_received),)
    assert (calls.refused, calls.last_counts["pieces_new"]) == (1, 1)
    assert (patients.last_received, patients.overdue, patients.deliveries) == (None, None, 0)


@pytest.mark.django_db
def test_refused_rows_are_seen_with_their_faults_by_their_own_agency_alone(tmp_path):
    load(write(tmp_path, "calls.csv", [call(Type="TAXI")]))
    (row,) = refused_rows(JIGSAW)
    assert (row.file, row.line, row.faults[0].field) == ("calls.csv", 2, "Type")
    outsider = Viewer(key=7, name="Sam", agency="other", agency_name="Other", team="", role="steward")
    with pytest.raises(Refused):
        refused_rows(outsider)


@pytest.mark.django_db
def test_a_row_that_is_not_there_is_not_found():
    assert not QuarantinedRow.objects.exists()
    with pytest.raises(NotFound):
        refused_row(JIGSAW, 1)
