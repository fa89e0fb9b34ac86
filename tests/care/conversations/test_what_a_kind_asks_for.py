"""A kind says who must be there, what is recorded before a decision, and who sees it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.calling import Invitee
from jigsaw.care.conversations.domain.kinds import lacking_quorum, wrong_decision
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers
from jigsaw.care.conversations.pack import kind_of, kinds
from jigsaw.foundation.core.errors import NotFound, Refused, Unfinished
from jigsaw.foundation.core.time import now

MAY_BE_MET = FirstAnswers(Answer.NO, Answer.YES, Answer.YES, Answer.NOT_KNOWN)
TEST = {"has-needs": "yes", "at-risk": "yes", "cannot-protect": "yes", "test-reasons": "She told the council"}
CLOSING = {"wishes": "To be left alone; met", "decision-reasons": "All three parts"}


@pytest.fixture
def planning(cast, a_call):
    """Section 42 planning, held with the council."""
    invited = (Invitee("council", ("leads the enquiry",)),)
    answers = {"concern-raised": "yes"}
    call = a_call(test=MAY_BE_MET, kind="section-42-planning", invitees=invited, answers=answers)
    made = actions.call_conversation(by=cast.caller, call=call)
    told = {"came": ["council"], "understanding": "She is afraid of him"}
    return actions.hold_conversation(by=cast.caller, conversation=made.pk, **told)


def close(cast, conversation, outcome):
    later = now().date() + timedelta(days=9)
    told = {"outcome": outcome, "note": "The council leads", "review_on": later, "answers": CLOSING}
    return actions.close_conversation(by=cast.caller, conversation=conversation.pk, **told)


def test_the_three_part_test_is_recorded_before_the_decision(cast, planning):
    with pytest.raises(Unfinished, match="before deciding: Is there reasonable cause"):
        close(cast, planning, "enquiry-goes-on")
    actions.record_test(by=cast.adviser, conversation=planning.pk, answers=TEST)
    assert close(cast, planning, "enquiry-goes-on").state == "closed"


def test_a_duty_to_enquire_is_not_closed_as_no_enquiry(cast, planning):
    actions.record_test(by=cast.adviser, conversation=planning.pk, answers=TEST)
    with pytest.raises(Unfinished, match="a duty to enquire"):
        close(cast, planning, "no-enquiry-other-action")


def test_the_test_is_recorded_whole_and_the_latest_holds(cast, planning):
    with pytest.raises(Refused, match="rest on"):
        actions.record_test(by=cast.adviser, conversation=planning.pk, answers=TEST | {"test-reasons": ""})
    for cannot in ("yes", "no"):
        actions.record_test(
            by=cast.adviser, conversation=planning.pk, answers=TEST | {"cannot-protect": cannot}
        )
    with pytest.raises(Unfinished, match="They are not"):
        close(cast, planning, "enquiry-goes-on")


def test_the_test_is_recorded_by_a_plain_form_post(signed_in, planning):
    told = {f"question_{key}": answer for key, answer in TEST.items()}
    page = signed_in("adviser").post(f"/conversations/{planning.pk}/test", told, follow=True).content.decode()
    assert "She told the council" in page


@given(st.dictionaries(st.sampled_from(list(TEST)), st.sampled_from(["yes", "no", "not known"])))
def test_an_enquiry_goes_on_or_it_does_not(answers):
    kind = kind_of("section-42-planning")
    goes_on, not_ = (
        wrong_decision(kind, key, answers) for key in ("enquiry-goes-on", "no-enquiry-other-action")
    )
    assert bool(goes_on) != bool(not_)
    assert not wrong_decision(kind, "step-down", answers)


def test_too_few_do_not_hold_it_unless_somebody_says_why(cast, conversation):
    told = {"conversation": conversation.pk, "came": [], "understanding": "We know little"}
    with pytest.raises(Unfinished, match="1 of the 2 agencies"):
        actions.hold_conversation(by=cast.caller, **told)
    held = actions.hold_conversation(by=cast.caller, **told, without_quorum="She leaves hospital today")
    assert held.without_quorum == "She leaves hospital today"


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.key)
def test_those_who_must_come_count_by_their_kind_and_nothing_else(kind):
    there = [f"agency-{number}" for number in range(kind.quorum)]
    assert not lacking_quorum(kind, there, kind.must_come)
    for one in kind.must_come:
        assert one.replace("-", " ") in lacking_quorum(kind, there, set(kind.must_come) - {one})[0]


def test_what_is_for_those_named_is_seen_by_who_called_and_who_answers(cast, a_call, seconds):
    answers = {"asked-for": "Advice on a plan"}
    panel = actions.call_conversation(by=cast.caller, call=a_call(kind="quality-panel", answers=answers))
    assert queries.conversation(seconds.housing, panel.pk)
    actions.answer_invitation(by=cast.colleague, conversation=panel.pk, response="accepted")
    assert queries.conversation(cast.colleague, panel.pk)
    for somebody_else in (seconds.housing, seconds.trust):
        with pytest.raises(NotFound):
            queries.conversation(somebody_else, panel.pk)
