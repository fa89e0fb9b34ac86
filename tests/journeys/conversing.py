"""The steps of a conversation, as those who take part walk them. Each begins and ends on a page."""

from datetime import date, timedelta

from tests.journeys.desk import Desk

SOON = date.today() + timedelta(days=2)
LATER = date.today() + timedelta(days=14)


def answer_the_four_questions(desk: Desk) -> None:
    """Nobody is in danger, and the test of section 42 is not met as far as is known."""
    desk.arrives("Before you call a conversation")
    desk.answer("Is anybody in immediate danger?", "No")
    desk.answer("needs for care and support", "Yes")
    desk.answer("experiencing abuse or neglect", "Not known")
    desk.answer("unable to protect themselves", "No")
    desk.press("Continue")


def call_from_a_reason(desk: Desk, reason: str) -> str:
    """From the list of reasons to the invitations; returns the conversation's address."""
    desk.open("/reasons")
    desk.arrives("Reasons for a conversation")
    desk.press(reason)
    desk.arrives(reason)
    desk.sees("The pieces it rests on", "Who holds the pieces")
    desk.press("Call a conversation")
    answer_the_four_questions(desk)
    desk.arrives("Kind of conversation")
    desk.choose("Professionals’ meeting")
    desk.press("Continue")
    fill_in_the_call(desk)
    desk.arrives("Professionals’ meeting")
    return desk.page.url.removeprefix(desk.url)


def fill_in_the_call(desk: Desk) -> None:
    """Purpose, the person's own words, date and way. Why now and whom to invite stand there already."""
    desk.arrives("Call: Professionals’ meeting")
    desk.type("Purpose", "Agree who can see them alone, and where")
    desk.type("What does the person want said?", "Leave me my flat")
    desk.answer("Is the person invited?", "Not yet asked")
    desk.date("Date", SOON.day, SOON.month, SOON.year)
    desk.type("Start time", "2.30pm")
    desk.choose("By telephone")
    desk.press("Call the conversation")


def answer_and_contribute(desk: Desk, address: str) -> None:
    """An agency that was invited says that it comes, and writes down its own piece."""
    desk.open(address)
    desk.press("Answer the invitation")
    desk.arrives("Answer the invitation")
    desk.choose("Yes, I come")
    desk.press("Send the answer")
    desk.press("Add what your agency knows")
    desk.arrives("What your agency brings")
    desk.type("What happened, or is so", "The lock was changed, and nobody answers by day")
    desk.type("When", "October 2026")
    desk.type("Source", "Neighbourhood officer's visit")
    desk.type("What are we worried about?", "Somebody else decides who comes in")
    desk.press("Save your agency’s part")
    desk.arrives("Professionals’ meeting")
    desk.sees("The lock was changed", "Source: Neighbourhood officer's visit")


def hold(desk: Desk, address: str) -> None:
    """Say that it was held, and what all understand now."""
    desk.open(address)
    desk.press("Say that it was held")
    desk.arrives("Say that the conversation was held")
    desk.choose("Slipway Homes")
    desk.type("What do we now understand together?", "They are seldom alone at home, and want to keep it")
    desk.press("It was held")


def agree_an_action(desk: Desk, address: str) -> None:
    """What the housing officer will do, and by when."""
    desk.open(address)
    desk.press("Add an action")
    desk.arrives("Agree an action")
    desk.type("What will be done?", "Visit together at the drop-in, away from the flat")
    desk.select("By which agency?", "Slipway Homes")
    desk.type("By whom there?", "Callan Thrupp")
    desk.date("By when?", LATER.day, LATER.month, LATER.year)
    desk.type("How will we know that it is done?", "They have been seen alone")
    desk.press("Add the action")
    desk.sees("Visit together at the drop-in", "Callan Thrupp")


def hand_the_action_on(desk: Desk, address: str) -> None:
    """The officer is leaving: somebody else takes it on, with the reason."""
    desk.open(address)
    desk.press("Hand on")
    desk.arrives("Hand")
    desk.select("Which agency takes it on?", "Slipway Homes")
    desk.type("Who there?", "Mirela Stanhope")
    desk.type("Why is it handed on?", "They know Mirela, and open the door to her")
    desk.press("Hand")
    desk.arrives("Professionals’ meeting")
    desk.sees("Mirela Stanhope", "open the door to her")


def finish_the_action(desk: Desk, address: str) -> None:
    """It is done, and how we know."""
    desk.open(address)
    desk.press("Mark as done")
    desk.arrives("done")
    desk.type("What was done, and how do we know?", "Seen alone at the drop-in on Tuesday")
    desk.press("done")
    desk.arrives("Professionals’ meeting")
    desk.sees("Seen alone at the drop-in")


def close(desk: Desk, address: str) -> None:
    """The outcome, in words, and what the person was told."""
    desk.open(address)
    desk.press("Close the conversation")
    desk.arrives("Close the conversation")
    desk.choose("Closed: what was agreed is enough")
    desk.sees("Was this reason useful?")
    desk.choose("Useful: worth talking about")
    desk.type("What came of it?", "One of us visits now, and the others know who")
    desk.type("What was the person told about what was agreed", "All of it, at the drop-in")
    desk.press("Close the conversation")
    desk.arrives("Professionals’ meeting")
    desk.sees("Closed: what was agreed is enough", "One of us visits now")
