"""Before calling: danger and section 42 come first, and the kind's own test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.calling import unmet
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers, Pointer, offered
from jigsaw.care.conversations.pack import kind_of, kinds
from jigsaw.foundation.core.errors import Refused

ANSWERS = st.sampled_from(Answer)
TESTS = st.builds(FirstAnswers, ANSWERS, ANSWERS, ANSWERS, ANSWERS)
NO_PART = FirstAnswers(Answer.NO, Answer.YES, Answer.NO, Answer.NO)
MARM_MET = {
    "decision": "Where to live",
    "adult": "yes",
    "needs": "yes",
    "serious-harm": "yes",
    "capacity": "not known",
    "cannot-engage": "yes",
}


@given(TESTS)
def test_danger_comes_before_everything(test):
    assert (test.points_to is Pointer.EMERGENCY) == (test.immediate_danger is Answer.YES)


@given(TESTS)
def test_there_is_always_a_kind_to_call(test):
    kinds_offered = offered(kinds().values(), test)
    assert kinds_offered
    assert all(kind.for_section_42 for kind in kinds_offered) == test.meets_section_42


def test_without_capacity_the_best_interests_route_is_named():
    assert "best interests" in unmet(kind_of("marm"), MARM_MET | {"capacity": "no"})["capacity"]


def test_not_knowing_yet_does_not_stop_a_call():
    assert unmet(kind_of("marm"), MARM_MET) == {}


def test_capacity_is_asked_of_one_decision():
    assert "decision" in unmet(kind_of("marm"), {**MARM_MET, "decision": " "})


def test_without_capacity_the_page_leads_to_the_kind_that_fits(signed_in, cast, subject):
    first = actions.record_precheck(by=cast.caller, subject=subject, test=NO_PART)
    told = {f"question_{key}": answer for key, answer in (MARM_MET | {"capacity": "no"}).items()}
    page = signed_in("caller").post(f"/conversations/call/{first.pk}/marm", told).content.decode()
    assert "best interests route" in page
    assert f"/conversations/call/{first.pk}/professionals-meeting" in page


def test_a_met_test_leads_to_section_42_planning_alone(cast, a_call):
    met = FirstAnswers(Answer.NO, Answer.YES, Answer.YES, Answer.YES)
    with pytest.raises(Refused, match="leads elsewhere"):
        actions.call_conversation(by=cast.caller, call=a_call(test=met))


def test_danger_shows_999_before_anything_else(signed_in, person):
    answers = {
        "immediate_danger": "yes",
        "needs_care": "yes",
        "at_risk_of_abuse": "yes",
        "cannot_protect": "no",
    }
    page = signed_in("caller").post(f"/conversations/call?person={person.pk}", answers, follow=True)
    text = page.content.decode()
    assert text.index("tel:999") < text.index("Brannock Police") < text.index("Go on to call")


def test_section_42_shows_the_councils_telephone_first(signed_in, person):
    answers = {
        "immediate_danger": "no",
        "needs_care": "yes",
        "at_risk_of_abuse": "yes",
        "cannot_protect": "yes",
    }
    page = signed_in("caller").post(f"/conversations/call?person={person.pk}", answers, follow=True)
    text = page.content.decode()
    assert text.index("01632 960400") < text.index("Go on to call")
