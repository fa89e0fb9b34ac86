"""At night: an approved mental health professional is asked about somebody whom they have never met."""

import pytest


@pytest.fixture
def asked_about(workspace):
    return workspace.somebody("home-taken-over", "tenant")


@pytest.fixture
def reading(desk, asked_about):
    """Gethin, at the story of the person he was asked about."""
    gethin = desk("gethin")
    gethin.type("Find somebody", asked_about.nhs_number)
    gethin.press("Search")
    gethin.press(asked_about.family)
    if "Why do you need" in gethin.page.locator("h1").inner_text():
        gethin.choose("I have been asked to help them now")
        gethin.press("Continue")
    return gethin


def test_a_misspelt_name_and_a_birth_date_find_the_person(desk, asked_about):
    gethin = desk("gethin")
    gethin.arrives("What needs you")
    day = "/".join(reversed(asked_about.born.split("-")))
    misspelt = asked_about.family[:2] + asked_about.family[3:]
    gethin.type("Find somebody", f"{misspelt} {day}")
    gethin.press("Search")
    gethin.arrives("Find a person or a home")
    gethin.sees("Most agreement first", asked_about.family, "Agrees:")


def test_the_story_says_who_is_involved_and_whom_to_ring(reading, asked_about):
    reading.arrives(f"{asked_about.family}: their story")
    reading.sees("Who is involved now", "Ring", "How fresh this is", "Reasons for a conversation")
    assert "01632" in reading.part("Who is involved")


def test_the_story_can_be_narrowed_to_one_agency(reading):
    reading.unfold("Choose agencies")
    reading.choose("St Brannock Ambulance Service")
    reading.press("Show")
    reading.arrives("their story")
    reading.sees("Showing", "Show all")


def test_as_known_on_a_past_day_shows_only_what_was_known_then(reading, workspace):
    told = int(reading.part("The story").split(" piece")[0].split()[-1].replace(",", ""))
    reading.unfold("Choose agencies")
    reading.date("As known on", 1, 6, 2026)
    reading.press("Show")
    reading.arrives("their story")
    reading.sees("As known on 1 June 2026", "Back to today")
    known = int(reading.part("The story").split(" piece")[0].split()[-1].replace(",", ""))
    assert 0 < known < told
