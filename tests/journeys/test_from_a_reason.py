"""From a reason to a closed conversation: a social worker calls it, a housing officer brings what he knows."""

from tests.journeys import conversing
from tests.journeys.desk import DESKTOP, PHONE

TAKEN_OVER = "Signs that a home may have been taken over"
BELOW_SECTION_42 = "Concerns from several agencies, each below section 42"
WORKERS = {
    "callan": "Slipway Homes",
    "yusra": "Lantern Night Line",
    "magnus": "St Brannock General Hospital",
    "tobias": "St Brannock Mental Health",
}


def test_a_conversation_is_called_held_and_closed(desk):
    sunita, callan = desk("sunita"), desk("callan")
    address = conversing.call_from_a_reason(sunita, TAKEN_OVER)
    sunita.sees("Leave me my flat", "Slipway Homes", "No answer yet", "The reasons it was called for")

    conversing.answer_and_contribute(callan, address)
    conversing.hold(sunita, address)
    conversing.agree_an_action(sunita, address)

    sunita.open(f"{address}/close")
    sunita.arrives("Close the conversation")
    sunita.sees("Visit together at the drop-in", "hand it on with a reason")

    conversing.hand_the_action_on(callan, address)
    conversing.finish_the_action(callan, address)
    conversing.close(sunita, address)
    callan.open("/conversations")
    callan.arrives("Conversations")


def test_an_agency_that_is_not_invited_does_not_find_it(desk):
    sunita = desk("sunita")
    address = conversing.call_from_a_reason(sunita, BELOW_SECTION_42)
    # Which agencies hold a piece of the reason that comes first is the invented borough's business.
    somebody = desk(next(name for name, agency in WORKERS.items() if agency not in sunita.text()))
    assert somebody.open(address) == 404
    somebody.arrives("Open")


def test_immediate_danger_comes_first(desk, workspace):
    sunita = desk("sunita")
    sunita.open("/reasons")
    sunita.press("Losing a home")
    sunita.press("Call a conversation")
    sunita.answer("Is anybody in immediate danger?", "Yes")
    for question in ("needs for care and support", "experiencing abuse or neglect", "unable to protect"):
        sunita.answer(question, "Yes")
    sunita.press("Continue")
    sunita.arrives("")
    sunita.sees("Ring 999 now", "section 42")


def test_a_call_without_its_answers_says_what_is_missing_and_keeps_what_was_typed(desk):
    sunita = desk("sunita", width=PHONE)
    sunita.open("/reasons")
    sunita.press("Losing a home")
    sunita.press("Call a conversation")
    conversing.answer_the_four_questions(sunita)
    sunita.choose("Professionals’ meeting")
    sunita.press("Continue")
    sunita.type("Purpose", "Agree how to reach them")
    sunita.press("Call the conversation")
    sunita.arrives("Call: Professionals’ meeting")
    sunita.sees("There is a problem", "Enter the date")
    assert sunita.page.get_by_label("Purpose").input_value() == "Agree how to reach them"
    sunita.page.set_viewport_size({"width": DESKTOP, "height": 900})
    sunita.arrives("Call: Professionals’ meeting")
