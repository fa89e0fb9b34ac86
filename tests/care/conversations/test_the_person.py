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


def test_who_gave_the_letter_how_and_when_is_kept_with_who_recorded_it(signed_in, cast, held):
    address = f"/conversations/{held.pk}/tell-person"
    told = {
        "was_told": "yes",
        "letter": "We met",
        "channel": "by hand, to them alone",
        "given_by": "Una Bright",
    }
    past = date.today() - timedelta(days=1)
    day = {"given_on_day": past.day, "given_on_month": past.month, "given_on_year": past.year}
    signed_in("caller").post(address, told | day)
    kept = PersonTold.objects.get()
    assert (kept.given_by, kept.given_on, kept.by_id) == ("Una Bright", past, cast.caller.key)
    text = signed_in("caller").get(f"/conversations/{held.pk}").content.decode()
    assert "by hand, to them alone by Una Bright" in text
    assert f"Recorded by {cast.caller.name}" in text


def test_nothing_is_given_on_a_day_that_is_to_come(cast, held):
    with pytest.raises(Refused, match="still to come"):
        actions.tell_person(
            by=cast.caller,
            conversation=held.pk,
            channel=Channel.BY_HAND,
            letter="We met",
            given_on=date.today() + timedelta(days=1),
        )


def untold(by, row, on=None):
    on = on or date.today() + timedelta(days=7)
    return actions.leave_untold(by=by, conversation=row.pk, why_not="He would read it", review_on=on)


def test_somebody_else_looks_again_at_why_they_are_not_told_and_not_who_decided_it(signed_in, cast, held):
    untold(cast.caller, held)
    said = {"conversation": held.pk, "still_holds": False, "words": "She lives alone now"}
    with pytest.raises(Refused, match="decided it yourself"):
        actions.review_untold(by=cast.caller, **said)
    assert "Look again at why" not in signed_in("caller").get(f"/conversations/{held.pk}").content.decode()
    assert "Look again at why" in signed_in("colleague").get(f"/conversations/{held.pk}").content.decode()
    answer = signed_in("colleague").post(
        f"/conversations/{held.pk}/not-told", {"still": "no", "words": "She lives alone now"}
    )
    assert answer.url == f"/conversations/{held.pk}/tell-person"
    text = signed_in("colleague").get(f"/conversations/{held.pk}").content.decode()
    assert "they are to be told now" in text
    assert "Not told yet" in text


def test_what_still_holds_has_a_day_within_four_weeks(signed_in, cast, held):
    untold(cast.caller, held, on=date.today() - timedelta(days=1))
    address, browser = f"/conversations/{held.pk}/not-told", signed_in("colleague")
    still = {"still": "yes", "words": "He still opens her post"}
    assert "Enter when it is looked at again" in browser.post(address, still).content.decode()

    def on(days):
        day = date.today() + timedelta(days=days)
        return {"review_on_day": day.day, "review_on_month": day.month, "review_on_year": day.year}

    assert "Enter a day within four weeks" in browser.post(address, still | on(40)).content.decode()
    assert browser.post(address, still | on(20)).status_code == 302
    text = browser.get(f"/conversations/{held.pk}").content.decode()
    assert "To be looked at again" not in text
    assert "it still holds. He still opens her post" in text


def test_who_was_told_is_not_looked_at_again(cast, held):
    untold(cast.caller, held)
    tell(cast.colleague, held)
    with pytest.raises(Refused, match="nobody decided not to tell"):
        actions.review_untold(by=cast.colleague, conversation=held.pk, still_holds=False, words="x")


def test_the_letter_is_printed_and_taken_away_without_a_mark_of_whose_it_is(signed_in, cast, held, action):
    browser, address = signed_in("caller"), f"/conversations/{held.pk}/letter"
    page = browser.get(address).content.decode()
    assert "Dilwyn Pugh (St Brannock Homes) will do this by" in page
    assert "Official" not in page
    assert "Drafted from what was decided, and not given yet" in page
    assert "If things get worse, ring us." not in page
    assert held.lead_agency.name in page.split("If things get worse")[1]
    assert browser.get(f"{address}.pdf").content.startswith(b"%PDF")
    assert browser.get(f"{address}.docx").content.startswith(b"PK")
    tell(cast.caller, held)
    given = browser.get(address).content.decode()
    assert "We met" in given
    assert "As it was given to the person" in given


def test_there_is_no_letter_before_it_was_held(signed_in, conversation):
    assert signed_in("caller").get(f"/conversations/{conversation.pk}/letter").status_code == 403
