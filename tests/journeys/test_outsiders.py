"""Somebody whose agency is in no sharing agreement sees nothing of anybody; a stranger sees the sign-in page alone."""

import pytest


@pytest.fixture
def story_address(desk, workspace):
    """Where a colleague reads the story of somebody."""
    who = workspace.somebody("home-taken-over", "tenant")
    gethin = desk("gethin")
    gethin.open(f"/search?q={who.nhs_number}")
    gethin.press(who.family)
    return gethin.page.url.removeprefix(gethin.url)


def test_an_outsider_finds_nobody_and_opens_nothing(desk, workspace, story_address):
    who = workspace.somebody("home-taken-over", "tenant")
    elspeth = desk("elspeth")
    elspeth.arrives("")
    elspeth.sees_no("/people/", "/reasons", who.family)
    for path in (story_address, f"/search?q={who.nhs_number}", "/reasons", "/conversations", "/joins"):
        assert elspeth.open(path) in (403, 404), path
        elspeth.arrives("")
        elspeth.sees_no(who.family, who.name)


def test_a_stranger_is_led_to_the_sign_in_page(desk, story_address):
    stranger = desk()
    stranger.open(story_address)
    stranger.arrives("Sign in to Jigsaw")
    stranger.sees("Everybody here is invented")


def test_a_wrong_password_says_so_and_opens_nothing(desk):
    stranger = desk()
    stranger.open("/sign-in")
    stranger.type("Sign-in name", "gethin")
    stranger.type("Password", "not this one")
    stranger.press("Sign in")
    stranger.arrives("Sign in to Jigsaw")
    stranger.sees("Enter the sign-in name and password that go together")


def test_after_signing_out_the_back_button_opens_nothing(desk, story_address):
    gethin = desk("gethin")
    gethin.open(story_address)
    gethin.sign_out()
    gethin.arrives("Sign in to Jigsaw")
    gethin.open(story_address)
    gethin.arrives("Sign in to Jigsaw")
