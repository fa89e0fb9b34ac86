"""From a reason to a held conversation with four agencies: called, answered, talked over, told, closed."""

import re
from datetime import date, timedelta

import pytest

from tests.journeys import conversing
from tests.journeys.conftest import a_copy_served
from tests.journeys.desk import PHONE

REASON = "Losing a home"
SOON, LATER = date.today() + timedelta(days=2), date.today() + timedelta(days=20)
AGENCIES = {
    "nkemi": "St Brannock Mental Health NHS Trust",
    "callan": "Slipway Homes",
    "imogen": "St Brannock Police",
}


@pytest.fixture(scope="module")
def workspace(loaded, tmp_path_factory):
    """A borough of their own: other journeys call conversations for the same reasons."""
    yield from a_copy_served(loaded, tmp_path_factory)


def call(desk):
    """Three short pages; whom to invite and why now stand there already."""
    desk.open("/reasons")
    desk.press(REASON)
    desk.press("Call a conversation")
    conversing.answer_the_four_questions(desk)
    desk.choose("Professionals’ meeting")
    desk.press("Continue")
    for agency in AGENCIES.values():
        desk.choose(agency)
    desk.type("What does the person want said?", "Ask me first")
    desk.answer("Is the person invited?", "Yes")
    desk.date("Date", SOON.day, SOON.month, SOON.year)
    desk.type("Start time", "14:30")
    desk.choose("Online")
    desk.press("Call the conversation")
    desk.arrives("Professionals’ meeting")
    return desk.page.url.removeprefix(desk.url)


def answer_and_bring(desk, address, knows):
    desk.open(address)
    desk.press("Answer the invitation")
    desk.choose("Yes, I come")
    desk.press("Send the answer")
    desk.press("Add what your agency knows")
    desk.type("What happened, or is so", knows)
    desk.type("Source", "Our record")
    desk.press("Save your agency’s part")
    desk.sees(knows)


def write(desk, heading, words):
    """In the meeting, under a part of the agenda, without waiting for a script."""
    desk.page.get_by_label(f"Write here: {heading}").fill(words)
    desk.page.get_by_role("button", name=heading).click()
    desk.page.wait_for_load_state()


def test_four_agencies_talk_and_the_person_is_told(desk):
    sunita = desk("sunita")
    address = call(sunita)
    others = {
        name: desk(name, width=PHONE if name == "callan" else 1280, scripts=name != "imogen")
        for name in AGENCIES
    }
    for name, one in others.items():
        answer_and_bring(one, address, f"What {name} knows of it")

    sunita.open(f"{address}/pack")
    sunita.arrives("Before the conversation")
    sunita.sees("What callan knows of it", "One chronology", "Ask me first", "The plan in force")

    sunita.open(address)
    sunita.press("Begin the conversation")
    sunita.press("Begin")
    sunita.arrives("The conversation, now")
    for whose in ("The person", "St Brannock"):
        sunita.page.get_by_role("button", name=re.compile(f"Give the turn to {whose}")).first.click()
        sunita.page.wait_for_load_state()
    callan, imogen = others["callan"], others["imogen"]
    for one in (callan, imogen):
        one.open(f"{address}/live")
        one.arrives("The conversation, now")
    heading = "What we now understand together"
    write(callan, heading, "They are afraid of losing the flat")
    write(imogen, heading, "They are afraid of a visitor")
    imogen.sees("Two texts, written at the same time", "losing the flat", "afraid of a visitor")

    sunita.open(f"{address}/hold")
    sunita.choose(*AGENCIES.values())
    sunita.type("What do we now understand together?", "Afraid of losing the flat, and of a visitor")
    sunita.press("It was held")
    sunita.arrives("Professionals’ meeting")
    agree_and_settle(sunita, callan, address)
    tell_and_close(sunita, address)


def agree_and_settle(sunita, callan, address):
    sunita.open(f"{address}/agree")
    sunita.type("What will be done?", "Stop the notice")
    sunita.select("By which agency?", "Slipway Homes")
    sunita.type("By whom there?", "Callan Thrupp")
    sunita.date("By when?", LATER.day, LATER.month, LATER.year)
    sunita.type("How will we know that it is done?", "A letter says so")
    sunita.press("Add the action")
    callan.open(address)
    callan.press("Mark as done")
    callan.type("What was done, and how do we know?", "The letter went on Monday")
    callan.press("It is done")
    callan.arrives("Professionals’ meeting")


def tell_and_close(sunita, address):
    sunita.open(f"{address}/tell-person")
    sunita.arrives("Tell the person what was decided")
    sunita.answer("Is the person told what was decided?", "Yes")
    sunita.choose("By hand, to them alone")
    sunita.press("Save")
    sunita.arrives("Professionals’ meeting")
    sunita.open(f"{address}/minutes")
    sunita.arrives("Minutes of the conversation")
    conversing.close(sunita, address)
    sunita.open("/conversations/board")
    sunita.arrives("Conversations by where they stand")
    sunita.open("/conversations/area")
    sunita.arrives("Conversations in the area")


def test_an_outside_agency_answers_by_a_link_without_scripts(desk):
    odette = desk("odette")
    odette.open("/reasons")
    odette.press("Signs that a home")
    odette.press("Call a conversation")
    conversing.answer_the_four_questions(odette)
    odette.choose("Professionals’ meeting")
    odette.press("Continue")
    conversing.fill_in_the_call(odette)
    odette.press("Invite an agency outside the agreement")
    odette.arrives("Invite an agency outside the agreement")
    odette.type("Which agency?", "Drovers Hostel")
    odette.type("Who there?", "The night warden")
    odette.type("Why should it come?", "They slept there in March")
    odette.press("Make the link")
    odette.arrives("The link")
    link = odette.page.locator("code").inner_text().split("/conversations/", 1)[1]
    warden = desk(scripts=False)
    warden.open(f"/conversations/{link}")
    warden.sees("They slept there in March", "Not told by this link")
    warden.page.get_by_label("Your name and role").first.fill("Joss, warden")
    warden.choose("Yes")
    warden.press("Send the answer")
    warden.sees("Your answer: Joss, warden")
