"""The board says where each conversation stands and what is late; the area's page counts, and names nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.lateness import Heading, Standing, heading_of, late_in
from jigsaw.care.conversations.models import Conversation, ConversationAction, Invitation
from jigsaw.care.conversations.pack import kind_of
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.time import now

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LIMITS = kind_of("professionals-meeting").limits
HOURS = st.integers(-2000, 2000).map(lambda hours: NOON + timedelta(hours=hours))
COUNTS = st.integers(0, 3)
STANDINGS = st.builds(
    Standing,
    state=st.sampled_from(["called", "under way", "held"]),
    called_at=HOURS,
    meets_at=HOURS,
    held_at=HOURS,
    unanswered=COUNTS,
    open_actions=COUNTS,
    late_actions=COUNTS,
    person_told=st.booleans(),
)


@given(STANDINGS)
def test_every_open_conversation_stands_under_one_heading_and_what_is_late_only_grows(one):
    assert heading_of(one, NOON) in Heading
    assert len(late_in(one, LIMITS, NOON)) <= len(late_in(one, LIMITS, NOON + timedelta(days=900)))


def only(viewer):
    (one,) = queries.board(viewer)
    return one


def test_it_waits_for_answers_and_says_when_they_are_late(cast, conversation):
    assert (only(cast.caller).heading, only(cast.caller).late) == (Heading.ANSWERS, ())
    Conversation.objects.update(called_at=now() - timedelta(hours=60))
    assert only(cast.caller).late == ("1 agency did not answer within 48 hours",)


def test_once_all_have_answered_it_is_to_be_held(cast, conversation):
    actions.answer_invitation(by=cast.colleague, conversation=conversation.pk, response="accepted")
    assert only(cast.caller).heading is Heading.READY


def test_a_date_that_is_past_is_said_first(cast, conversation):
    Conversation.objects.update(meets_at=now() - timedelta(days=1))
    assert only(cast.colleague).heading is Heading.PAST


def test_what_is_late_after_the_meeting(cast, held, action):
    Conversation.objects.update(held_at=now() - timedelta(days=60))
    ConversationAction.objects.update(due_on=now().date() - timedelta(days=2))
    late = only(cast.caller).late
    assert late[0] == "1 action is past the day"
    assert len(late) == 3


def test_nobody_else_has_it_on_their_board(cast, conversation):
    assert queries.board(cast.uninvited) == []
    with pytest.raises(NotFound):
        queries.area(cast.outsider)


def test_the_page_of_the_board(signed_in, conversation):
    page = signed_in("caller").get("/conversations/board").content.decode()
    assert "Waiting for answers" in page
    assert "0 of 1 answered" in page
    assert "&lt;" not in page


def test_small_counts_are_not_told(signed_in, held):
    page = signed_in("caller").get("/conversations/area").content.decode()
    assert "fewer than 5" in page
    assert "Too few to tell" in page
    assert "Tegan" not in page


def test_who_never_comes_is_counted(cast, held, agencies):
    found = queries.area(cast.uninvited)
    assert [(one.agency, one.invited, one.held, one.came) for one in found.comes] == [
        ("St Brannock Homes", 1, 1, 1)
    ]
    Invitation.objects.update(came=False)
    assert queries.area(cast.uninvited).comes[0].came == 0
