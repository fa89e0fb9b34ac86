"""A person lets their sister read; she reads that by her own way in; the person sees it, and ends it by keyboard."""

import re

import pytest

from tests.journeys.desk import PHONE

PASSWORD = "three quiet lanterns"


def paper_of(desk):
    text = desk.text()
    return re.search(r"[a-z]+-[a-z]+-\d{4}", text)[0], re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", text)[0]


def come_in(desk, door, paper):
    """By the code on paper, without scripts or with them; and it is safe here."""
    name, code = paper
    desk.open(f"/{door}/start")
    desk.type("Your sign-in name", name)
    desk.type("Your code", code)
    desk.page.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    desk.page.get_by_label("Type the password again", exact=True).fill(PASSWORD)
    desk.press("Start")
    desk.arrives("Before we show you anything")
    desk.choose("Yes, show me")
    desk.press("Continue")


@pytest.fixture
def papers(desk, workspace):
    """The papers of the person and of their sister, who may read everything."""
    who = workspace.somebody("ward-with-follow-up")
    nkemi = desk("nkemi")
    nkemi.open(f"/search?q={who.nhs_number}")
    nkemi.press(who.family)
    nkemi.says_why()
    story = nkemi.page.url.split("?")[0].removeprefix(nkemi.url)
    nkemi.press("Those who support them")
    nkemi.arrives("Those who support them")
    nkemi.type("Their name", "Ada Reed")
    nkemi.type("Who they are to the person", "a sister")
    nkemi.page.get_by_role("button", name="Add", exact=True).click()
    nkemi.arrives("What Ada Reed may be told")
    nkemi.press("Their own way in")
    nkemi.arrives("A supporter’s own way in")
    nkemi.sees("Ask the person, alone, and record what they say first")
    nkemi.press("Back to what they may be told")
    nkemi.choose("Everything", "In three months")
    nkemi.press("Save")
    nkemi.press("Their own way in")
    nkemi.arrives("A supporter’s own way in")
    nkemi.choose("Yes, and they want this", "I know them from working with them")
    nkemi.type("What did they say of its being safe?", "Her own phone, nobody else’s")
    nkemi.type("What did you check?", "Came with him for years")
    nkemi.press("Open it")
    nkemi.arrives("Give the supporter this paper")
    hers = paper_of(nkemi)
    nkemi.open(f"{story}/own-account")
    nkemi.choose("I know them from working with them")
    nkemi.type("What did you check?", "For years")
    nkemi.press("Open the account")
    nkemi.arrives("Give them this paper")
    return paper_of(nkemi), hers


def test_a_supporter_reads_what_is_allowed_until_the_person_ends_it(desk, papers):
    his, hers = papers
    ada = desk(width=PHONE, scripts=False)
    come_in(ada, "supporting", hers)
    ada.arrives("What you may read")
    ada.sees("what they can read themselves", "Written by", "carer’s assessment")
    own = desk(width=PHONE)
    come_in(own, "your-record", his)
    own.press("Who looked at your record")
    own.sees("Ada Reed, a sister", "You said what they may read")
    own.open("/your-record/sharing")
    own.arrives("What you say about sharing")
    own.open("/your-record/supporters")
    own.arrives("People who support you")
    own.press("Change or end it")
    own.arrives("What this person may read")
    own.tab_to("Everything that I can read")
    own.page.keyboard.press("ArrowDown")
    own.tab_to("Save")
    own.page.keyboard.press("Enter")
    own.sees("Nothing about you", "no way in of their own")
    ada.page.reload()
    ada.arrives("For people who support somebody")
