"""Positive risk-taking: a choice in the person's words, weighed whole, agreed by name, looked at again."""

from datetime import date, timedelta

import pytest

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.risks import Stance, Went, how_choices_went
from jigsaw.care.conversations.models import RiskTaken
from jigsaw.foundation.core.errors import NotFound, Refused

WORDS = {
    "choice": "I want to see my sister by myself",
    "matters": "She is all I have",
    "benefits": "Somebody of her own",
    "harms": "The bus frightens her",
    "safer": "A telephone, and the driver knows",
    "capacity": "Has it, considered on Monday by her nurse",
    "if_then": "If she rings, Dilwyn fetches her",
    "told": "Her sister and the duty desk",
}


@pytest.fixture
def risk(cast, conversation):
    later = date.today() + timedelta(days=30)
    return actions.take_risk(by=cast.colleague, conversation=conversation.pk, review_on=later, **WORDS)


@pytest.mark.parametrize("missing", WORDS)
def test_a_choice_is_weighed_whole(cast, conversation, missing):
    told = WORDS | {missing: " ", "review_on": date.today()}
    with pytest.raises(Refused, match="nothing was given for"):
        actions.take_risk(by=cast.caller, conversation=conversation.pk, **told)


def test_who_sees_it_differently_is_named_and_heard(cast, risk):
    actions.say_stance(by=cast.caller, risk=risk.pk, name="Amara", stance=Stance.AGREES)
    with pytest.raises(Refused, match="what they say"):
        actions.say_stance(by=cast.caller, risk=risk.pk, name="Dr Rao", stance=Stance.DISAGREES)
    actions.say_stance(by=cast.caller, risk=risk.pk, name="Dr Rao", stance=Stance.DISAGREES, words="Not yet")
    assert [one.stance for one in risk.stances.all()] == ["agrees", "disagrees"]


def test_it_is_written_agreed_and_looked_at_again_by_plain_form_posts(signed_in, held):
    browser = signed_in("colleague")
    later = date.today() + timedelta(days=9)
    day = {"review_on_day": later.day, "review_on_month": later.month, "review_on_year": later.year}
    browser.post(f"/conversations/{held.pk}/risk", WORDS | day)
    risk = RiskTaken.objects.get()
    browser.post(f"/conversations/risks/{risk.pk}/stance", {"name": "Noor", "stance": "agrees"})
    told = {"happened": "She went twice.", "learned": "Ask earlier", "went": "well"}
    page = browser.post(f"/conversations/risks/{risk.pk}/review", told, follow=True).content.decode()
    for words in (WORDS["choice"], "Noor agrees.", "It went well. She went twice. We learned: Ask earlier"):
        assert words in page


def test_nobody_else_finds_it(cast, risk):
    with pytest.raises(NotFound):
        actions.review_risk(by=cast.uninvited, risk=risk.pk, happened="x", learned="y", went=Went.WELL)


def test_how_choices_went_is_two_numbers():
    assert how_choices_went(["well", "badly", "partly", "well"]) == (2, 4)
