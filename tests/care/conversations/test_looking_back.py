"""Afterwards each agency says whether it was useful; what happened 90 days before and after stands beside it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.looking_back import SPAN, Happened, Useful, before_and_after, days_since
from jigsaw.care.conversations.models import Conversation
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now

HELD = datetime(2026, 5, 4, 14, tzinfo=UTC)
DAYS = st.integers(-200, 200)
PIECES = st.lists(st.tuples(DAYS, st.sampled_from(["Ambulance call", "Visit"])), max_size=30)


def happened(pieces):
    return [Happened(HELD + timedelta(days=days), what, "x") for days, what in pieces]


@given(PIECES, st.integers(0, 200))
def test_both_times_are_counted_alike_and_nothing_outside_them(pieces, passed):
    at = HELD + timedelta(days=passed)
    counted = before_and_after(happened(pieces), HELD, at)
    before = sum(-SPAN.days <= days < 0 for days, _ in pieces)
    after = sum(0 <= days < min(SPAN.days, passed) for days, _ in pieces)
    assert (sum(one.before for one in counted), sum(one.after for one in counted)) == (before, after)


@given(st.integers(-5, 400))
def test_the_days_that_have_passed_stop_at_ninety(passed):
    assert days_since(HELD, HELD + timedelta(days=passed)) == max(0, min(90, passed))


def test_each_agency_says_what_changed(signed_in, cast, held):
    actions.look_back(by=cast.colleague, conversation=held.pk, useful=Useful.PARTLY, changed="New keys")
    page = signed_in("caller").get(f"/conversations/{held.pk}").content.decode()
    assert "Partly useful. New keys" in page


def test_nobody_looks_back_on_what_was_not_held(cast, conversation):
    with pytest.raises(Refused, match="not held"):
        actions.look_back(by=cast.caller, conversation=conversation.pk, useful=Useful.YES, changed="x")


def test_what_came_before_and_after_is_counted_from_when_it_was_held(cast, held, piece):
    Conversation.objects.update(called_at=now() - timedelta(days=60), held_at=now() - timedelta(days=30))
    for ago in (20, 45, 46, 200):
        piece("trust", "ambulance-call", "event", ago=ago)
    piece("housing", "police-call", "event", ago=40, restriction="content-withheld")
    held.refresh_from_db()
    counted = queries.before_and_after_of(cast.caller, held)
    assert [(one.what, one.before, one.after) for one in counted] == [("999 ambulance call", 2, 1)]


def test_the_page_says_how_much_of_the_time_has_passed(signed_in, held):
    page = signed_in("caller").get(f"/conversations/{held.pk}/look-back").content.decode()
    assert "0 of the 90 days" in page
    assert "not the same as nothing happening" in page
