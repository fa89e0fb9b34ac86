"""The person is asked whether and how they take part, and told in plain English; never where others would read it."""

from datetime import date, timedelta

import pytest

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.telling import ALONE, Channel, TakesPart, faults_of_telling
from jigsaw.care.conversations.models import PersonTold
from jigsaw.foundation.core.errors import Refused


def tell(by, row, channel=Channel.BY_HAND, why=""):
    return actions.tell_person(by=by, conversation=row.pk, channel=channel, letter="We met", safe_because=why)


def test_how_they_take_part_is_asked_and_the_latest_holds(cast, conversation):
    told = {"by": cast.colleague, "conversation": conversation.pk}
    actions.ask_person(**told, takes_part=TakesPart.NOT_ASKED, not_asked_because="He answers the door")
    actions.ask_person(
        **told, takes_part=TakesPart.THROUGH, supporter="Her sister", safe_way="At the drop-in"
    )
    last = queries.how_person_takes_part(cast.caller, conversation)
    assert (last.takes_part, last.supporter) == ("through somebody they chose", "Her sister")


@pytest.mark.parametrize("how", [TakesPart.NOT_ASKED, TakesPart.THROUGH])
def test_not_asking_says_why_and_speaking_through_somebody_says_who(cast, conversation, how):
    with pytest.raises(Refused, match="nothing was given for"):
        actions.ask_person(by=cast.caller, conversation=conversation.pk, takes_part=how)


@pytest.mark.parametrize("channel", Channel)
def test_what_others_could_open_goes_only_when_somebody_says_why_it_is_safe(channel):
    assert bool(faults_of_telling(channel, " ")) == (channel not in ALONE)
    assert not faults_of_telling(channel, "She lives alone and has the only key")


def test_a_letter_to_a_shared_device_is_refused(cast, held):
    with pytest.raises(Refused, match="who else opens"):
        tell(cast.caller, held, Channel.EMAIL)
    assert tell(cast.caller, held, Channel.EMAIL, "Her own telephone, with a code").was_told


def test_the_letter_is_drafted_from_the_decisions_in_plain_words(cast, held, action, person):
    letter = queries.letter_for_person(cast.caller, held)
    assert "Dilwyn Pugh (St Brannock Homes) will do this by" in letter
    assert "“I want my flat to myself”" in letter
    assert "We did not all agree" not in letter
    assert person.name not in letter
    assert max(len(sentence.split()) for sentence in letter.replace("\n", ". ").split(". ")) < 30


def test_not_telling_says_why_and_is_looked_at_again(signed_in, cast, held):
    yesterday = date.today() - timedelta(days=1)
    actions.leave_untold(
        by=cast.caller, conversation=held.pk, why_not="He would read it", review_on=yesterday
    )
    page = signed_in("colleague").get(f"/conversations/{held.pk}").content.decode()
    assert "Not told: He would read it" in page
    assert "To be looked at again" in page
    assert "&lt;" not in page


def test_nobody_is_told_before_it_was_held(cast, conversation):
    with pytest.raises(Refused, match="not held yet"):
        tell(cast.caller, conversation)


def test_telling_by_the_form_asks_why_it_is_safe_and_keeps_the_letter(signed_in, held):
    browser, address = signed_in("caller"), f"/conversations/{held.pk}/tell-person"
    told = {"was_told": "yes", "letter": "My own words", "channel": "by post"}
    answer = browser.post(address, told)
    assert "Enter why this is safe" in answer.content.decode()
    assert "My own words" in answer.content.decode()
    browser.post(address, told | {"safe_because": "Her own letter box, she has the key"})
    assert PersonTold.objects.get().letter == "My own words"
