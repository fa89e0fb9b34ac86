"""A message goes to each address once: with what it tells of or not at all, tried again when it surely failed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.outbox import actions, queries, sending
from jigsaw.foundation.outbox.domain import MOST_TRIES, Permanent, Temporary, Uncertain, Way, wait_before
from jigsaw.foundation.outbox.models import Message


def failing(fault):
    def send(_):
        raise fault

    return {Way.EMAIL: send}


def due_now():
    Message.objects.update(send_after=now())


def test_it_is_sent_by_e_mail_once(put):
    assert put() == 1
    assert sending.send_due()["messages_sent"] == 1
    assert sending.send_due()["messages_sent"] == 0
    assert [(one.to, one.subject) for one in mail.outbox] == [(["duty@slipway.example"], "Something waits")]


def test_put_twice_under_one_key_it_goes_once(put):
    put(), put(), put(key="two")
    assert sending.send_due()["messages_sent"] == 2


def test_what_is_undone_tells_nobody(put):
    class Undone(Exception):
        pass

    @transaction.atomic
    def act():
        put()
        raise Undone

    with pytest.raises(Undone):
        act()
    assert not Message.objects.exists()


def test_a_calendar_file_goes_with_it(put):
    put(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", calendar_method="REQUEST")
    sending.send_due()
    (file,) = [one for one in mail.outbox[0].message().walk() if one.get_content_type() == "text/calendar"]
    assert file.get_param("method") == "REQUEST"


def test_a_try_that_surely_failed_is_made_again_later_and_in_the_end_given_up(put):
    put()
    for _ in range(MOST_TRIES):
        assert sending.send_due(by_way=failing(Temporary("down")))["messages_sent"] == 0
        assert sending.send_due()["messages_sent"] == 0, "it waits before the next try"
        due_now()
    assert sending.send_due()["messages_sent"] == 0
    assert [one.fault for one in queries.undelivered(JIGSAW)] == ["down"]


def test_a_refused_address_is_not_tried_again(put):
    put()
    sending.send_due(by_way=failing(Permanent("refused")))
    due_now()
    assert sending.send_due()["messages_sent"] == 0
    assert queries.undelivered(JIGSAW)[0].state == "given up"


def test_one_of_which_nobody_knows_is_left_for_a_person(put):
    put()
    sending.send_due(by_way=failing(Uncertain("fell silent")))
    due_now()
    assert sending.send_due()["messages_sent"] == 0
    assert queries.undelivered(JIGSAW)[0].state == "unsure"


def test_a_sender_that_died_leaves_it_unsure_and_never_sends_it_twice(put):
    put()
    with pytest.raises(KeyboardInterrupt):
        sending.send_due(by_way=failing(KeyboardInterrupt()))
    assert sending.send_due()["messages_sent"] == 0, "it is still claimed"
    Message.objects.update(claimed_until=now() - timedelta(seconds=1))
    assert sending.send_due() == {"messages_sent": 0, "messages_unsure": 1, "messages_given_up": 0}
    assert not mail.outbox


def test_without_a_way_of_sending_it_waits(put, settings):
    settings.JIGSAW_EMAIL_FROM = ""
    put()
    assert sending.send_due()["messages_sent"] == 0
    assert queries.count_by_state(JIGSAW)["waiting"] == 1


@given(st.integers(1, 50))
def test_the_wait_never_shrinks_and_stays_within_hours(tries):
    assert timedelta(minutes=1) <= wait_before(tries) <= wait_before(tries + 1) <= timedelta(hours=5)


def test_another_key_withdrawn_before_it_goes_does_not_go(put):
    put()
    actions.withdraw(by=JIGSAW, key="one")
    assert sending.send_due()["messages_sent"] == 0
