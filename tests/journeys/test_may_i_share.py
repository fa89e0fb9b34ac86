"""A front-line worker asks whether they may share, and a named person decides."""

import pytest

from tests.journeys.desk import DESKTOP, PHONE


@pytest.fixture
def story(desk, workspace):
    """Opens somebody's story at a desk of so many pixels."""
    somebody = workspace.somebody("home-taken-over", "tenant")

    def opened(username, width):
        one = desk(username, width=width)
        one.type("Find somebody", somebody.nhs_number)
        one.press("Search")
        one.press(somebody.family)
        one.says_why()
        return one

    return opened


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_from_a_story_to_the_answer_in_four_presses(story, width):
    sunita = story("sunita", width)
    sunita.press("May I share this?")
    sunita.arrives("May I share this?")
    sunita.select("To whom?", "St Brannock Mental Health NHS Trust")
    sunita.choose("Their care or support", "What happened: visits, calls, incidents")
    sunita.press("May I share this?")
    sunita.arrives("Yes, you may share this")
    sunita.sees("You may tell them", "What you owe", "Whom to ring", "Policy “care”, paragraph 2")


@pytest.mark.parametrize("scripts", [True, False])
def test_danger_to_life_is_one_press(desk, scripts):
    tobias = desk("tobias", scripts=scripts, width=PHONE)
    tobias.press("May I share?")
    tobias.press("Yes, in danger now")
    tobias.arrives("Yes: tell them now")
    tobias.sees("Ring 999", "You need no consent")


def test_the_answer_prints_without_what_only_a_screen_needs(desk):
    mirela = desk("mirela")
    mirela.open("/sharing")
    mirela.select("To whom?", "St Brannock Council")
    mirela.choose("Keeping an adult safe")
    mirela.press("May I share this?")
    mirela.arrives("Yes, you may share this")
    mirela.page.emulate_media(media="print")
    assert mirela.page.get_by_role("link", name="Ask something else").is_hidden()
    assert mirela.page.get_by_role("heading", name="Whom to ring").is_visible()
    assert mirela.page.get_by_text("Care Act 2014, sections 6, 7 and 42").first.is_visible()


def test_what_no_policy_decides_is_decided_by_a_named_person(desk):
    sunita = desk("sunita")
    sunita.open("/sharing")
    sunita.press("May I share this?")
    sunita.sees("There is a problem", "Select whom you want to tell", "Select what it is for")
    sunita.select("To whom?", "Slipway Homes")
    sunita.choose("Their care or support", "What police or probation told us", "The whole record")
    sunita.press("May I share this?")
    sunita.arrives("Yes to part of it")
    sunita.sees("Wait with this", "Do not tell this", "Odette Rainham, Caldicott Guardian")
    odette = desk("odette", width=PHONE)
    odette.sees("waits for your decision")
    odette.open("/sharing/log")
    odette.arrives("Questions about sharing")
    odette.page.get_by_role("table", name="Waiting for your decision").get_by_role("link").first.click()
    odette.arrives("Yes to part of it")
    odette.press("Decide this")
    odette.arrives("May it be told?")
    odette.choose("No")
    odette.type("Why?", "The police look into it still")
    odette.press("Decide")
    odette.sees("Decided.", "The police look into it still")
    sunita.page.reload()
    sunita.sees("Odette Rainham, Caldicott Guardian, decided: The police look into it still")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_policies_are_read_and_a_new_version_is_put_forward_and_signed(desk, width):
    odette = desk("odette", width=width)
    odette.press("May I share?")
    odette.press("The sharing policies")
    odette.arrives("Sharing policies")
    odette.press("Sharing to prevent and look into crime")
    odette.arrives("Sharing to prevent and look into crime")
    odette.press("Write a new version")
    odette.arrives("Write a sharing policy")
    odette.press("Add a paragraph to: What is owed")
    odette.arrives("What is owed")
    odette.type("What does whoever tells", f"Ring before you write ({width}).")
    odette.press("Keep")
    odette.sees(f"Ring before you write ({width}).")
    odette.type("What is new in this version?", "Ring first")
    odette.press("Put it forward for signing")
    odette.sees("Put forward", "does not count yet")
    odette.press("Sign this policy")
    odette.arrives("Sign this policy?")
    odette.choose("I have read it, and sign for my agency")
    odette.press("Sign for your agency")
    odette.sees("Signed for your agency", "Not signed")
    odette.arrives("Sharing to prevent and look into crime")
