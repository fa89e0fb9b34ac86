"""Readers and authors are told that something waits, and nothing of what it says; once, however often it is late."""

from datetime import timedelta

import pytest
from django.core import mail

from jigsaw.care.panels.actions import Deciding, chase_panels, decide, refer, score
from jigsaw.care.panels.domain.states import State
from jigsaw.care.panels.models import Referral
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.outbox.actions import note_address
from jigsaw.foundation.outbox.domain import Way
from jigsaw.foundation.outbox.sending import send_due


@pytest.fixture
def told(town):
    """Sends what waits, and answers whom with which subject."""
    for one in (town.trust, town.council, town.author):
        note_address(
            by=JIGSAW,
            agency=one.agency,
            way=Way.EMAIL,
            address=f"{one.name}@b.example".lower(),
            practitioner=one.key,
        )

    def since():
        mail.outbox.clear()
        send_due()
        return sorted((one.to[0].partition("@")[0], one.subject) for one in mail.outbox)

    return since


def test_readers_hear_of_a_referral_and_its_author_of_the_answer(town, told):
    key = town.referred()
    told()
    score(by=town.council, referral=key, levels=town.levels())
    decide(by=town.council, referral=key, decision=Deciding(State.AGREED, "It says it", "Well heard"))
    assert told() == [("author", "A panel has answered you")]
    assert "Well heard" not in mail.outbox[0].body
    assert "flat" not in mail.outbox[0].body


def test_what_is_late_is_told_once_to_whoever_acts_next(town, told):
    key = town.referred()
    told()
    Referral.objects.filter(pk=key).update(since=now() - timedelta(days=12))
    for _ in range(2):
        assert chase_panels(by=JIGSAW) == {"referrals_late": 1}
    late = "Something waits for your panel"
    assert told() == [("council", late), ("trust", late)]
    Referral.objects.filter(pk=key).update(since=now() - timedelta(days=40))
    assert chase_panels(by=JIGSAW) == {"referrals_late": 0}


def test_whoever_refers_and_reads_is_not_told_of_their_own(town, told):
    from jigsaw.care.panels.actions import Referred

    refer(by=town.trust, referral=Referred(town.panel.pk, "plan", "quality", "Words"))
    assert [who for who, _ in told()] == ["council"]
