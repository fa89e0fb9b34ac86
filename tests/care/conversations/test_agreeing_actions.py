"""Who does what by when; done, or handed on with a reason."""

import pytest
from django.db import IntegrityError, transaction

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.models import ActionStep
from jigsaw.foundation.core.errors import Refused


def hand_on(by, action, agency="council"):
    return actions.hand_on_action(
        by=by, action=action.pk, agency=agency, whom="Duty social worker", why="It is their lock"
    )


def test_an_action_is_among_those_of_its_agency(cast, action):
    assert [(one.what, one.is_mine) for one in queries.my_actions(cast.colleague)] == [
        ("Change the locks", True)
    ]
    assert not queries.my_actions(cast.caller)


def test_a_done_action_says_how_we_know(cast, action):
    actions.finish_action(by=cast.colleague, action=action.pk, why="New keys on Monday")
    assert [step.state for step in action.steps.all()] == ["open", "done"]
    assert not queries.my_actions(cast.colleague)


def test_an_action_handed_on_is_with_who_took_it(cast, action):
    hand_on(cast.colleague, action)
    taken = queries.my_actions(cast.adviser)
    assert [(one.owner, one.handed_on) for one in taken] == [("Duty social worker", True)]


def test_who_took_it_on_may_finish_it(cast, action):
    hand_on(cast.colleague, action)
    assert actions.finish_action(by=cast.adviser, action=action.pk, why="Done today").state == "done"


def test_the_agency_asked_says_yes_and_then_it_is_theirs(cast, action):
    hand_on(cast.colleague, action)
    actions.take_on_action(by=cast.adviser, action=action.pk)
    (mine,) = queries.my_actions(cast.adviser)
    assert (mine.handed_on, mine.waits_for_us) == (True, False)


def test_the_agency_asked_says_no_with_a_reason_and_it_goes_back(cast, action):
    hand_on(cast.colleague, action)
    with pytest.raises(Refused, match="why"):
        actions.refuse_action(by=cast.adviser, action=action.pk, why=" ")
    actions.refuse_action(by=cast.adviser, action=action.pk, why="It is a landlord's lock")
    assert not queries.my_actions(cast.adviser)
    assert [one.owner for one in queries.my_actions(cast.colleague)] == ["Dilwyn Pugh"]


def test_nobody_answers_for_another_agency(cast, action):
    hand_on(cast.colleague, action)
    with pytest.raises(Refused, match="agency that is asked"):
        actions.take_on_action(by=cast.colleague, action=action.pk)


def test_within_an_agency_nobody_is_asked(cast, action):
    assert hand_on(cast.colleague, action, "housing").state == "taken on"


def test_the_page_of_an_answer_asks_why_not(signed_in, cast, action):
    hand_on(cast.colleague, action)
    browser, address = signed_in("adviser"), f"/conversations/actions/{action.pk}/answer"
    assert (
        "Enter why your agency does not take this on"
        in browser.post(address, {"answer": "no"}).content.decode()
    )
    page = browser.post(address, {"answer": "no", "words": "Theirs"}, follow=True).content.decode()
    assert "Not taken on: Theirs" in page


def test_handing_on_needs_a_reason(cast, action):
    with pytest.raises(Refused, match="why"):
        actions.hand_on_action(by=cast.colleague, action=action.pk, agency="council", whom="Duty", why=" ")


def test_a_done_action_stays_done(cast, action):
    actions.finish_action(by=cast.colleague, action=action.pk, why="Done")
    with pytest.raises(Refused, match="done"):
        hand_on(cast.colleague, action)


def test_the_database_holds_agency_and_person_together(cast, action):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionStep.objects.create(action=action, state="handed on", why="x", by_id=cast.caller.key)


def test_an_action_is_added_and_done_by_plain_form_posts(signed_in, cast, action):
    browser = signed_in("colleague")
    page = browser.post(
        f"/conversations/actions/{action.pk}/done", {"why": "New keys on Monday"}, follow=True
    )
    assert "New keys on Monday" in page.content.decode()
