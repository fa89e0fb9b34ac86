"""The person is told what was decided, in a way that is safe; or it is written down why not, and until when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jigsaw.care.conversations.domain.telling import Channel
from jigsaw.care.panels import queries
from jigsaw.care.panels.actions import Deciding, Giving, decide, send_letter
from jigsaw.care.panels.domain.states import State
from jigsaw.foundation.core.errors import Refused

WHY, PAST = "Not safe while he is there", date(2020, 1, 1)


@pytest.fixture
def decided(town):
    key = town.scored()
    decide(by=town.council, referral=key, decision=Deciding(State.AGREED, "It says what he wants", "Well"))
    return key


def told(town, key, giving):
    return send_letter(by=town.council, referral=key, words="Dear Corwin", giving=giving)


def due(town):
    (line,) = queries.referrals(town.council)
    return line.due_on


def test_until_the_person_is_told_somebody_has_to_act(town, decided):
    assert due(town) == timezone.localdate() + timedelta(days=5)
    told(town, decided, Giving(Channel.SPOKEN))
    assert due(town) is None


def test_what_others_could_read_is_sent_only_with_why_that_is_safe(town, decided):
    with pytest.raises(Refused, match="how they were told"):
        told(town, decided, Giving(Channel.POST))
    assert told(town, decided, Giving(Channel.POST, "She lives alone")).safe_because == "She lives alone"


@pytest.mark.parametrize(("why", "again"), [("", date(2090, 1, 1)), (WHY, None), (WHY, PAST)])
def test_whoever_is_not_told_is_so_for_a_reason_and_until_a_day(town, decided, why, again):
    with pytest.raises(Refused):
        told(town, decided, Giving(None, why_not=why, look_again_on=again))


def test_not_being_told_is_kept_and_comes_back_on_its_day(town, decided, monkeypatch):
    made = told(town, decided, Giving(None, why_not=WHY, look_again_on=timezone.localdate() + timedelta(1)))
    assert (made.was_told, made.channel, made.why_not) == (False, "", WHY)
    assert due(town) is None
    monkeypatch.setattr(timezone, "localdate", lambda *_: made.look_again_on)
    assert due(town) is not None
