"""The pack tells the plan in force: what was agreed and is not done, what agencies send; or that none is recorded."""

from datetime import timedelta

import pytest

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.plans import PlanSaid, how_it_stands, latest_of_each
from jigsaw.care.conversations.presenters.plan_paper import plan_section
from jigsaw.foundation.core.time import Moment, now

CLOSING = {"outcome": "no-more-needed", "note": "Enough", "answers": {"person-told": "All"}}


@pytest.fixture
def plan(cast, piece):
    """A plan that the trust sends, agreed so many days ago, until so many days from now."""

    def made(kind, shape, ago, until=None, source="TR7"):
        told = {"at_accuracy": "day", "source_reference": source}
        if until is not None:
            told |= {"until": now() + timedelta(days=until), "until_accuracy": "day"}
        return piece("trust", kind, shape, ago=ago, **told)

    return made


def words_of(viewer, row):
    """All that the section says."""
    section = plan_section(queries.gathered_for(viewer, row).plan, now())
    cells = [one.rows if hasattr(one, "rows") else getattr(one, "points", one) for one in section.blocks]
    return str(cells)


def test_where_nothing_is_recorded_it_says_so_and_whom_to_ask(cast, conversation):
    assert "No plan is recorded here" in words_of(cast.caller, conversation)


def test_a_plan_that_an_agency_sends_stands_with_its_dates_and_source(cast, conversation, plan):
    plan("care-plan", "state", ago=30, until=60)
    plan("safety-plan-given", "event", ago=400, source="TR8")
    told = words_of(cast.caller, conversation)
    for words in ("Care and support plan", "Until ", "TR7", "Safety plan given", "TR8", "Penhallow"):
        assert words in told


def test_a_plan_whose_day_is_past_is_not_said_to_be_over(cast, conversation, plan):
    plan("care-plan", "state", ago=90, until=-3)
    assert "is past, and no later plan has come: ask" in words_of(cast.caller, conversation)


def test_what_was_agreed_and_is_not_done_is_told_and_what_is_done_is_not(cast, a_call, held, action):
    done = {"what": "Ring her sister", "agency": "trust", "owner": "Amara", "how_we_know": "She did"}
    ring = actions.agree_action(by=cast.caller, conversation=held.pk, due_on=action.due_on, **done)
    actions.finish_action(by=cast.caller, action=ring.pk, why="Rung")
    actions.hand_on_action(by=cast.colleague, action=action.pk, agency="council", whom="Duty", why="Theirs")
    actions.take_on_action(by=cast.adviser, action=action.pk)
    actions.close_conversation(by=cast.caller, conversation=held.pk, **CLOSING)
    again = actions.call_conversation(by=cast.caller, call=a_call())
    told = words_of(cast.caller, again)
    for words in ("Change the locks", "Taken on by another agency", "She has the only keys", "Professionals"):
        assert words in told
    assert "Ring her sister" not in told


def said(**different):
    usual = {"what": "Care plan", "words": "", "agency": "Trust", "whose": "Tegan", "until": None}
    at = Moment(now() - timedelta(days=different.pop("ago", 0)))
    return PlanSaid(**{**usual, "since": at, "source": "x", "lasts": True, **different})


def test_of_each_plan_the_last_word_holds_and_no_two_people_are_mixed():
    old, new, other = said(ago=9), said(ago=1), said(ago=5, whose="Ross")
    assert latest_of_each([new, old, other]) == (new, other)


def test_a_plan_that_was_given_in_a_moment_is_asked_about():
    assert "Ask" in how_it_stands(said(lasts=False), now())
