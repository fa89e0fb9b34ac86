"""What was written in the meeting is there when it is held, agreed and closed; and the next thing stands first."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.calling import Meeting, Way
from jigsaw.care.conversations.domain.telling import Channel
from jigsaw.foundation.core.time import now

ACTION = {"what": "Fit a chain", "owner": "Dilwyn", "how_we_know": "Seen", "agency": "housing"}


@pytest.fixture
def under_way(cast, conversation):
    """The meeting, in which housing wrote."""
    actions.begin_conversation(by=cast.caller, conversation=conversation.pk)
    for part, words in (("understanding", "Visitors frighten her"), ("decisions", "A chain on the door")):
        actions.write_note(
            by=cast.colleague, conversation=conversation.pk, part=part, words=words, seen=0, sent=uuid4()
        )
    return conversation


def form(browser, row, name):
    return browser.get(f"/conversations/{row.pk}/{name}").content.decode()


def test_what_is_understood_is_there_when_it_is_held(signed_in, under_way):
    page = form(signed_in("caller"), under_way, "hold")
    assert ">Visitors frighten her</textarea>" in page.replace("\n", "")


def test_who_wrote_in_it_was_there(cast, under_way):
    row = queries.conversation(cast.caller, under_way.pk)
    assert row.invitations.get().response == "waiting"
    assert queries.seen_to_come(cast.caller, row) == ["housing"]


def test_what_was_decided_stands_beside_the_action(signed_in, under_way):
    assert "A chain on the door" in form(signed_in("caller"), under_way, "agree")


def test_an_action_agreed_in_the_meeting_leads_back_to_it(signed_in, under_way):
    due = date.today() + timedelta(days=9)
    typed = ACTION | {"due_on_day": due.day, "due_on_month": due.month, "due_on_year": due.year}
    answer = signed_in("caller").post(f"/conversations/{under_way.pk}/agree", typed)
    assert answer["Location"] == f"/conversations/{under_way.pk}/live#agreed"


def test_what_the_person_was_told_is_there_when_it_closes(signed_in, cast, held):
    told = {"channel": Channel.BY_HAND, "letter": "Dear Tegan"}
    actions.tell_person(by=cast.caller, conversation=held.pk, **told)
    assert f"Told {Channel.BY_HAND.value}, with the letter" in form(signed_in("caller"), held, "close")


def first_button(browser, row):
    page = browser.get(f"/conversations/{row.pk}").content.decode()
    return page.split('class="nhsuk-button" href="', 1)[1].split('"', 1)[0].rsplit("/", 1)[1]


def test_before_its_day_one_prepares_and_on_its_day_one_begins(signed_in, cast, conversation):
    assert first_button(signed_in("caller"), conversation) == "contribute"
    soon = Meeting(now() + timedelta(hours=2), Way.ONLINE)
    actions.move_conversation(by=cast.caller, conversation=conversation.pk, meeting=soon)
    assert first_button(signed_in("caller"), conversation) == "begin"
    assert first_button(signed_in("colleague"), conversation) == "answer"


def test_it_closes_first_where_all_is_done(signed_in, cast, held, action):
    assert first_button(signed_in("caller"), held) == "agree"
    actions.finish_action(by=cast.colleague, action=action.pk, why="New locks")
    assert first_button(signed_in("caller"), held) == "close"


def test_an_action_that_waits_for_a_yes_is_open_in_lists(cast, held, action):
    actions.hand_on_action(by=cast.colleague, action=action.pk, agency="council", whom="Duty", why="Theirs")
    assert [one.open_actions for one in queries.conversations(cast.caller)] == [1]


def test_what_others_wait_for_stands_first_on_the_home_page(signed_in, cast, held, action):
    actions.hand_on_action(by=cast.colleague, action=action.pk, agency="council", whom="Duty", why="Theirs")
    page = signed_in("adviser").get("/").content.decode()
    asked, others = page.split("Others wait for your answer", 1)[1].split('id="asked"', 1)
    assert "Change the locks" in asked
    assert "Change the locks" not in others
