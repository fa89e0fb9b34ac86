"""The main path by keyboard alone, with scripts off, and on a phone."""

import pytest

from tests.journeys import conversing
from tests.journeys.desk import PHONE


@pytest.fixture
def who(workspace):
    return workspace.somebody("help-ended-then-urgent")


def test_by_keyboard_alone_from_sign_in_to_a_narrowed_story(desk, who):
    tobias = desk()
    tobias.open("/sign-in")
    keys = tobias.page.keyboard
    tobias.tab_to("Sign-in name")
    keys.type("tobias")
    tobias.tab_to("Password")
    keys.type("one-story-one-conversation")
    keys.press("Enter")
    tobias.page.wait_for_url(f"{tobias.url}/")
    tobias.tab_to("Find somebody")
    keys.type(who.nhs_number)
    keys.press("Enter")
    tobias.page.wait_for_url("**/search*")
    tobias.tab_to(who.family)
    keys.press("Enter")
    tobias.page.wait_for_url("**/people/*")
    tobias.arrives("")
    if "Why do you need" in tobias.text():
        tobias.tab_to("I have been asked")
        keys.press("Space")
        tobias.tab_to("Continue")
        keys.press("Enter")
        tobias.page.wait_for_load_state()
    tobias.arrives("their story")
    tobias.tab_to("Choose agencies")
    keys.press("Enter")
    tobias.tab_to("St Brannock GP Practices")
    keys.press("Space")
    tobias.tab_to("Show")
    keys.press("Enter")
    tobias.page.wait_for_url("**agency=*")
    tobias.arrives("their story")
    tobias.sees("Showing")


def test_the_first_key_leads_past_the_header(desk):
    tobias = desk("tobias")
    tobias.page.keyboard.press("Tab")
    assert tobias.page.evaluate("document.activeElement.innerText") == "Skip to main content"
    tobias.page.keyboard.press("Enter")
    tobias.page.keyboard.press("Tab")
    assert tobias.page.evaluate("!!document.activeElement.closest('main')")


def test_with_scripts_off_the_whole_path_works(desk, who):
    rohan = desk("rohan", scripts=False)
    rohan.type("Find somebody", who.nhs_number)
    rohan.press("Search")
    rohan.press(who.family)
    rohan.says_why()
    rohan.arrives("their story")
    rohan.unfold("Choose agencies")
    rohan.choose("St Brannock GP Practices")
    rohan.press("Show")
    rohan.sees("Showing", "Who is involved now")
    rohan.press("People tied to them")
    rohan.arrives(f"People tied to {who.name.split()[0]}")


def test_with_scripts_off_a_conversation_is_called(desk):
    sunita = desk("sunita", scripts=False)
    conversing.call_from_a_reason(sunita, "Urgent contacts with several agencies")
    sunita.sees("Leave me my flat", "No answer yet")


@pytest.mark.parametrize("page", ["", "/network", "/records", "/looks"])
def test_on_a_phone_no_page_about_a_person_is_wider_than_the_screen(desk, who, page):
    rohan = desk("rohan", width=PHONE)
    rohan.open(f"/search?q={who.nhs_number}")
    rohan.arrives("Find a person or a home")
    rohan.press(who.family)
    rohan.open(rohan.page.url.removeprefix(rohan.url) + page)
    rohan.arrives("")


@pytest.mark.parametrize("path", ["/", "/reasons", "/conversations", "/feeds", "/quarantine", "/joins"])
def test_on_a_phone_no_list_is_wider_than_the_screen(desk, path):
    wanda = desk("wanda", width=PHONE)
    wanda.open(path)
    wanda.arrives("")


def test_on_a_phone_a_home_and_a_conversation_are_read(desk):
    sunita = desk("sunita", width=PHONE)
    sunita.open("/reasons")
    sunita.press("Urgent contacts with several agencies")
    sunita.arrives("Urgent contacts with several agencies")
