"""What changed since somebody looked last."""

from datetime import UTC, datetime, timedelta

import pytest

from jigsaw.care.intake.entries import people_in_open_involvements
from jigsaw.care.story.queries import caseload, news, person_story
from jigsaw.care.story.queries.caseload import worked_with
from jigsaw.foundation.audit.models import AuditEvent
from tests.builders import day


@pytest.fixture
def steven(borough):
    person = borough.person()
    person.held = borough.record(person, borough.agency("police", "police"))
    return person


def test_what_came_what_was_corrected_and_what_was_taken_back(borough, steven):
    borough.piece(steven.held, received="2026-01-01")
    wrong = borough.piece(steven.held, received="2026-01-01")
    gone = borough.piece(steven.held, received="2026-01-01")
    borough.piece(steven.held, received="2026-03-02")
    borough.supersede(wrong, steven.held, on="2026-03-03")
    borough.retract(gone, on="2026-03-04")
    viewer = borough.viewer(borough.agency("council"))
    changes = person_story(viewer, steven.pk, last_look=day("2026-03-01")).told.changes
    assert (len(changes.came), len(changes.corrected), len(changes.withdrawn)) == (1, 1, 1)
    assert changes.by_agency == (("Police", 3),)


def test_my_home_page_tells_of_those_whom_i_looked_at(borough, steven):
    viewer = borough.viewer(borough.agency("council"))
    hour = timedelta(hours=1)
    AuditEvent.objects.create(
        kind="look", act="looked", by_id=viewer.key, by_name="a", subject_kind="person", subject_id=str(steven.pk),
        at=datetime.now(UTC) - 2 * hour, lane=0, number=1, fingerprint="",
    )  # fmt: skip
    borough.piece(steven.held, received=datetime.now(UTC) - hour)
    assert [(one.person.id, one.is_known, one.changes.count) for one in news(viewer)] == [
        (steven.pk, True, 1)
    ]


def test_my_home_page_tells_of_those_whom_my_agency_works_with(borough, steven):
    council = borough.agency("council")
    own = borough.record(steven, council)
    borough.piece(own, kind="social-work", shape="involvement", at="2025-01-06")
    borough.piece(steven.held, received=datetime.now(UTC) - timedelta(hours=1))
    told = news(borough.viewer(council))
    assert [(one.is_known, one.changes.by_agency) for one in told] == [(False, (("Police", 1),))]


@pytest.mark.parametrize(("few", "looked_through"), [(0, 0), (0, 1), (0, 2), (0, 300), (1, 300), (2, 300)])
def test_whom_my_agency_works_with_is_the_same_however_they_are_found(
    borough, monkeypatch, few, looked_through
):
    council, police = borough.agency("council"), borough.agency("police", "police")
    ours = []
    for number in range(6):
        person = borough.person()
        told = borough.record(person, police)
        borough.piece(told, received=datetime.now(UTC) - timedelta(hours=1 + number))
        if number % 3 == 2:
            borough.piece(
                borough.record(person, council), kind="social-work", shape="involvement", at="2025-01-06"
            )
            ours.append(person.pk)
    monkeypatch.setattr(caseload, "_FEW", few)
    monkeypatch.setattr(caseload, "_AT_FIRST", 1)
    monkeypatch.setattr(caseload, "_LOOKED_THROUGH", looked_through)
    week, viewer = datetime.now(UTC) - timedelta(days=7), borough.viewer(council)
    found = worked_with(viewer, changed_since=week, background=frozenset(), most=9)
    assert found == people_in_open_involvements(viewer, changed_since=week, background=frozenset(), most=9)
    assert set(found) == set(ours)


def test_an_agency_that_works_with_nobody_now_is_asked_nothing_more(borough, django_assert_max_num_queries):
    viewer = borough.viewer(borough.agency("police", "police"))
    borough.piece(borough.record(borough.person(), borough.agency("council")), shape="involvement")
    with django_assert_max_num_queries(3):
        assert (
            worked_with(
                viewer, changed_since=datetime(2025, 1, 1, tzinfo=UTC), background=frozenset(), most=9
            )
            == []
        )
