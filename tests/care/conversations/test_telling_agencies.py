"""Agencies are told that something waits, and nothing about whom: invitations, moves, answers, reminders."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.calling import Meeting, Way
from jigsaw.care.conversations.domain.chasing import reminders_of_invitation
from jigsaw.care.conversations.models import Conversation, ConversationAction, Invitation
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.outbox.actions import note_address
from jigsaw.foundation.outbox.domain import Way as By
from jigsaw.foundation.outbox.sending import send_due


@pytest.fixture
def told(agencies):
    """Sends what waits, and answers what each agency was told since: (to, subject, body)."""
    for key in ("trust", "housing", "council"):
        note_address(by=JIGSAW, agency=key, way=By.EMAIL, address=f"duty@{key}.example")

    def since():
        mail.outbox.clear()
        send_due()
        return [
            (one.to[0].removeprefix("duty@").removesuffix(".example"), one.subject) for one in mail.outbox
        ]

    return since


def calendar():
    (file,) = [
        part for part in mail.outbox[-1].message().walk() if part.get_content_type() == "text/calendar"
    ]
    return Calendar.from_ical(file.get_payload(decode=True))


def test_calling_tells_those_invited_and_holds_nobodys_name(told, conversation, person):
    assert told() == [("housing", "You are asked to a conversation")]
    whole = mail.outbox[-1].message().as_string() + mail.outbox[-1].body
    for secret in (
        person.name,
        "Tegan",
        "Rowe",
        "1966",
        "visitors",
        conversation.purpose,
        conversation.why_now,
    ):
        assert secret not in whole


def test_the_calendar_keeps_its_uid_and_counts_its_changes(told, cast, conversation):
    told()
    first = calendar().walk("VEVENT")[0]
    later = Meeting(now() + timedelta(days=5), Way.TELEPHONE)
    actions.move_conversation(by=cast.caller, conversation=conversation.pk, meeting=later)
    assert told() == [("housing", "A conversation has moved")]
    moved = calendar().walk("VEVENT")[0]
    assert (first["uid"], int(first["sequence"])) == (moved["uid"], int(moved["sequence"]) - 1)
    actions.cancel_conversation(by=cast.caller, conversation=conversation.pk, why="She moved away")
    assert told() == [("housing", "A conversation is cancelled")]
    assert (str(calendar()["method"]), str(calendar().walk("VEVENT")[0]["status"])) == ("CANCEL", "CANCELLED")


def test_the_caller_is_told_of_an_answer(told, cast, conversation):
    told()
    actions.answer_invitation(by=cast.colleague, conversation=conversation.pk, response="accepted")
    assert told() == [("trust", "An answer to your invitation")]


def test_who_has_not_answered_is_reminded_twice_and_no_more(told, cast, conversation):
    told()
    reminded = []
    for hours in (1, 25, 26, 60, 70):
        Invitation.objects.update(asked_at=now() - timedelta(hours=hours))
        actions.chase(by=JIGSAW)
        reminded += told()
    assert reminded == [("housing", "Your answer is missing: a conversation")] * 2


def test_who_answered_is_not_reminded(told, cast, conversation):
    actions.answer_invitation(by=cast.colleague, conversation=conversation.pk, response="accepted")
    Invitation.objects.update(asked_at=now() - timedelta(hours=60))
    told()
    actions.chase(by=JIGSAW)
    assert told() == []


def test_an_action_is_chased_where_it_is_now(told, cast, action):
    actions.hand_on_action(by=cast.colleague, action=action.pk, agency="council", whom="Duty", why="Theirs")
    assert ("council", "Does your agency take this on?") in told()
    action.refresh_from_db()
    action.due_on = now().date() - timedelta(days=1)
    action.save(update_fields=["due_on"])
    actions.chase(by=JIGSAW)
    assert told() == [("council", "Something that your agency said it would do")]


def test_an_action_is_chased_before_its_day_after_it_and_a_week_later(told, cast, action):
    told()
    chased = []
    for late in (-9, -2, -1, 1, 2, 7, 30):
        ConversationAction.objects.update(due_on=now().date() - timedelta(days=late))
        actions.chase(by=JIGSAW)
        chased += [late for _ in told()]
    assert chased == [-2, 1, 7]


def test_what_is_done_and_what_was_held_is_not_chased(told, cast, conversation, action):
    actions.invite_agency(by=cast.caller, conversation=conversation.pk, agency="police", because="knows him")
    Invitation.objects.update(asked_at=now() - timedelta(hours=60))
    Conversation.objects.update(meets_at=now() + timedelta(days=9))
    actions.finish_action(by=cast.colleague, action=action.pk, why="New locks")
    ConversationAction.objects.update(due_on=now().date() - timedelta(days=9))
    told()
    assert actions.chase(by=JIGSAW) == {"invitations_chased": 0, "actions_chased": 0}
    assert told() == []


def test_the_page_says_whom_jigsaw_cannot_tell(signed_in, told, conversation, cast):
    actions.invite_agency(by=cast.caller, conversation=conversation.pk, agency="police", because="knows him")
    page = signed_in("caller").get(f"/conversations/{conversation.pk}").content.decode()
    assert page.count("has no address to tell them: ring 01632 960101") == 1


EVENING = datetime(2026, 5, 4, 18, tzinfo=now().tzinfo)


@given(st.integers(1, 200), st.integers(0, 400), st.integers(0, 400))
def test_reminders_never_shrink_and_end_with_the_meeting(limit, meets_in, later):
    meets = EVENING + timedelta(hours=meets_in)
    counts = [
        reminders_of_invitation(EVENING, meets, limit, EVENING + timedelta(hours=h)) for h in range(later)
    ]
    before = counts[:meets_in]
    assert before == sorted(before)
    assert not any(counts[meets_in:])
