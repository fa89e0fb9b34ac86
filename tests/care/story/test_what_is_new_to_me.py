"""What changed since somebody looked last."""

from datetime import UTC, datetime, timedelta

import pytest

from jigsaw.care.story.queries import news, person_story
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
        at=datetime.now(UTC) - 2 * hour,
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
