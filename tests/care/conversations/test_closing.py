"""A conversation closes when its actions are done or handed on, with an outcome."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.states import STEPS, State, after, may_take
from jigsaw.care.conversations.pack import kinds
from jigsaw.care.reasons.models import ReasonOutcome
from jigsaw.foundation.core.errors import Refused, Unfinished

TOLD = {"person-told": "She was told by her support worker"}


def close(by, conversation, outcome="no-more-needed", answers=TOLD, **more):
    return actions.close_conversation(
        by=by, conversation=conversation.pk, outcome=outcome, note="It went well", answers=answers, **more
    )


def test_an_open_action_is_named_and_keeps_it_open(cast, held, action):
    with pytest.raises(Unfinished, match=r"Change the locks \(Dilwyn Pugh, St Brannock Homes, by"):
        close(cast.caller, held)


def test_it_closes_when_its_actions_are_done(cast, held, action):
    actions.finish_action(by=cast.colleague, action=action.pk, why="New keys on Monday")
    assert close(cast.caller, held).state == "closed"


def test_it_closes_when_its_actions_are_handed_on_and_taken_on(cast, held, action):
    actions.hand_on_action(by=cast.colleague, action=action.pk, agency="council", whom="Duty", why="Theirs")
    with pytest.raises(Unfinished, match="waits for Brannock Council to take it on"):
        close(cast.caller, held)
    actions.take_on_action(by=cast.adviser, action=action.pk)
    assert close(cast.caller, held).state == "closed"


def test_going_on_needs_the_next_date(cast, held):
    with pytest.raises(Unfinished, match="date of the next conversation"):
        close(cast.caller, held, "continue")
    later = date.today() + timedelta(days=30)
    assert close(cast.caller, held, "continue", review_on=later).review_on == later


def test_the_kinds_questions_are_answered_first(cast, held):
    with pytest.raises(Unfinished, match="What was the person told"):
        close(cast.caller, held, answers={})


def test_an_outcome_of_another_kind_is_refused(cast, held):
    with pytest.raises(Unfinished, match="Choose an outcome"):
        close(cast.caller, held, "enquiry-goes-on")


def test_one_that_was_not_held_does_not_close(cast, conversation):
    with pytest.raises(Refused):
        close(cast.caller, conversation)


def test_only_the_chair_closes(cast, held):
    with pytest.raises(Refused, match="called the conversation, or leads it"):
        close(cast.colleague, held)


def test_a_missed_appointment_is_never_offered():
    names = [outcome.name.lower() for kind in kinds().values() for outcome in kind.outcomes]
    assert not [name for name in names if "attend" in name or "missed" in name or "engage" in name]


@given(st.sampled_from(State), st.sampled_from(["hold", "close", "cancel"]))
def test_the_table_covers_every_state_and_step(state, verb):
    if may_take(verb, state):
        assert after(verb, state) in {step.after for step in STEPS}
    else:
        with pytest.raises(Refused):
            after(verb, state)


def test_the_page_lists_what_is_still_open(signed_in, held, action):
    page = signed_in("caller").get(f"/conversations/{held.pk}/close").content.decode()
    assert "It cannot close yet" in page
    assert "Change the locks" in page


def test_closing_is_a_plain_form_post(signed_in, held):
    told = {"outcome": "person-safe", "note": "It went well", "question_person-told": "She was told"}
    page = signed_in("caller").post(f"/conversations/{held.pk}/close", told, follow=True).content.decode()
    assert "Closed: person safe" in page
    assert "She was told" in page


def held_for(cast, a_call, reason):
    """A conversation that was called for a reason, held."""
    made = actions.call_conversation(by=cast.caller, call=a_call(reasons=(reason.pk,)))
    return actions.hold_conversation(
        by=cast.caller, conversation=made.pk, came=["housing"], understanding="We know more"
    )


def test_what_each_reason_was_is_kept_with_its_pattern(cast, a_call, reason):
    close(cast.caller, held_for(cast, a_call, reason), reasons_were={reason.pk: "useful"})
    (kept,) = ReasonOutcome.objects.all()
    assert (kept.pattern, kept.version, kept.outcome, kept.agency) == ("R04", 1, "useful", "trust")


def test_nothing_is_kept_of_a_reason_that_it_was_not_called_for(cast, held, reason):
    close(cast.caller, held, reasons_were={reason.pk: "useful"})
    assert not ReasonOutcome.objects.exists()


def test_the_page_asks_what_each_reason_was_and_leads_from_a_wrong_person_to_their_records(
    signed_in, cast, a_call, reason
):
    made, client = held_for(cast, a_call, reason), signed_in("caller")
    address = f"/conversations/{made.pk}/close"
    assert f"Was this reason useful? {reason.sentence}" in client.get(address).content.decode()
    told = {"outcome": "no-more-needed", "note": "It was another Tegan", "question_person-told": "No"}
    assert "Select what this reason was" in client.post(address, told).content.decode()
    answer = client.post(address, told | {f"reason_{reason.pk}": "wrong-person"})
    assert answer.headers["Location"] == f"/people/{reason.subject}/records"
