"""The published review, told to Jigsaw as agencies' extracts: a conversation is called for while he lives."""

from datetime import UTC, datetime

import pytest

from jigsaw.care.people.models import Home
from jigsaw.care.reasons import queries
from jigsaw.demo.replay import build
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load
from tests.town import person_of

DIED = datetime(2006, 7, 6, tzinfo=UTC)


@pytest.fixture(params=[1, 2, 3])
def told(request, db, tmp_path):
    """One drawing, loaded: the reasons about the tenant or his home that were raised before the day he died."""
    replayed = build(tmp_path, request.param)
    loaded = load(by=JIGSAW, folder=tmp_path / "agencies")
    assert loaded.total.refused == 0
    tenants = {person_of(*one).pk for one in replayed.tenant.items()}
    assert len(tenants) == 1
    about = {*tenants, Home.objects.get(uprn=replayed.home_uprn).pk}
    found = queries.all_reasons(viewer=JIGSAW)
    return [one for one in found if one.subject in about and one.raised_at < DIED]


def test_a_conversation_is_called_for_while_he_lives(told):
    assert (DIED - told[0].raised_at).days > 90
    assert {one.subject_kind for one in told} == {"person", "home", "pair"}


def test_what_no_agency_saw_alone_is_seen_together(told):
    patterns = {one.pattern for one in told}
    assert {"R05", "R06"} <= patterns
    assert any(len(one.holders) > 1 for one in told)


def test_each_reason_is_one_sentence_with_its_pieces_and_their_holders(told):
    for one in told:
        assert one.sentence.endswith(".")
        assert "\n" not in one.sentence
        assert one.holders
        assert queries.evidence_of(viewer=JIGSAW, reason_id=one.id)


def test_the_marker_gives_a_reason_about_him_and_says_nothing_of_its_bearer(told):
    marked = [one for one in told if one.pattern == "R06"]
    assert marked
    assert not any(
        word in one.sentence.lower() for one in marked for word in ("dangerous", "police to attend")
    )
