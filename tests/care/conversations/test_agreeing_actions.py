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
