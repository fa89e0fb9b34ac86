"""A nurse gives somebody their own door; they read who looked, ask why, and read the privacy officer's answer."""

import re

import pytest

from tests.journeys.desk import PHONE

PASSWORD = "three quiet lanterns"


@pytest.fixture
def paper(desk, workspace):
    """What stands on the paper: the sign-in name and the code."""
    who = workspace.somebody("seen-as-planned")
    nkemi = desk("nkemi")
    nkemi.open(f"/search?q={who.nhs_number}")
    nkemi.press(who.family)
    if "Why do you need" in nkemi.heading():
        nkemi.choose("I have been asked to help them now")
        nkemi.press("Continue")
    nkemi.press("Who looked")
    nkemi.arrives("Who looked at this person")
    nkemi.press("Give them their own door")
    nkemi.arrives("Give them their own door")
    nkemi.press("Open the account")
    nkemi.sees("Select how you know that it is them")
    nkemi.choose("They showed a document with their name")
    nkemi.type("What did you check?", "Passport, seen at the clinic")
    nkemi.press("Open the account")
    nkemi.arrives("Give them this paper")
    text = nkemi.text()
    return re.search(r"[a-z]+-[a-z]+-\d{4}", text)[0], re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", text)[0]


def test_they_read_who_looked_ask_and_are_answered(desk, paper):
    name, code = paper
    own = desk(width=PHONE)
    own.open("/your-record")
    own.arrives("Your record")
    own.press("Start with the code on your paper")
    own.arrives("Start using your record")
    own.type("Your sign-in name", name)
    own.type("Your code", code)
    own.page.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    own.page.get_by_label("Type the password again", exact=True).fill(PASSWORD)
    own.press("Start")
    own.arrives("Before we show you anything")
    own.choose("Yes, show me")
    own.press("Continue")
    own.arrives("Your record")
    own.press("What agencies wrote about you")
    own.arrives("What agencies wrote about you")
    own.sees("Written by", "That nothing is written does not mean that nothing happened", "Whom to ask")
    own.open("/your-record")
    own.press("Who looked at your record")
    own.arrives("Who looked at your record")
    own.sees("Nkemi Arlott", "St Brannock Mental Health NHS Trust", "Your name.")
    own.press("Ask about this look")
    own.arrives("Ask about this look")
    own.type("What do you want to ask?", "Why did you look today?")
    own.press("Ask")
    own.arrives("What you asked")
    own.sees("will answer by", "We will not send you a message")

    ambrose = desk("ambrose")
    ambrose.press("Questions about looks")
    ambrose.arrives("Questions about looks")
    ambrose.sees("Why did you look today?", "Nkemi Arlott")
    ambrose.press("Answer it")
    ambrose.arrives("Answer a question")
    ambrose.choose("It was part of their work")
    ambrose.type("Your answer", "Nkemi saw you at the clinic today.")
    ambrose.press("Send the answer to their page")
    ambrose.arrives("Questions about looks")
    ambrose.press("Odd looks")
    ambrose.arrives("Odd looks")

    own.page.reload()
    own.sees("Nkemi saw you at the clinic today.")
