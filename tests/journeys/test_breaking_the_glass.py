"""Somebody objects to sharing; at night it cannot wait; in the morning a manager looks at it."""

import pytest

from tests.journeys.desk import PHONE


@pytest.fixture
def address(desk, workspace):
    """Where the story is of somebody who told their nurse that they object to sharing."""
    who = workspace.somebody("seen-as-planned")
    nkemi = desk("nkemi")
    nkemi.open(f"/search?q={who.nhs_number}")
    nkemi.press(who.family)
    if "Why do you need" in nkemi.heading():
        nkemi.choose("I have been asked to help them now")
        nkemi.press("Continue")
    nkemi.press("Record what they say")
    nkemi.arrives("What they say about sharing")
    nkemi.choose("They object to agencies sharing what they hold")
    nkemi.type("In their own words", "I do not want everybody to know")
    nkemi.press("Save")
    nkemi.sees("They object to agencies sharing: “I do not want everybody to know”")
    return nkemi.page.url.removeprefix(nkemi.url).split("?")[0]


def test_it_opens_for_some_minutes_with_a_reason_and_is_looked_at_afterwards(desk, address):
    gethin = desk("gethin", width=PHONE)
    gethin.open(address)
    if "Why do you need" in gethin.heading():
        gethin.choose("I have been asked to help them now")
        gethin.press("Continue")
    gethin.arrives("Somebody else weighs this first")
    gethin.sees("This person objects to sharing", "Nothing is shown until then")
    gethin.press("Break the glass")
    gethin.arrives("Break the glass")
    gethin.press("Break the glass")
    gethin.arrives("Break the glass")
    gethin.sees("Enter why this cannot wait", "Select for how long")
    gethin.type("Why can this not wait?", "He has not answered since he said goodbye to his sister")
    gethin.choose("15 minutes")
    gethin.press("Break the glass")
    gethin.arrives("their story")
    gethin.sees("This record is open to you until", "The Caldicott Guardian of your agency has been told")

    odette = desk("odette")
    odette.press("Broken glass")
    odette.arrives("Broken glass")
    odette.sees("He has not answered since he said goodbye to his sister", "Gethin Oakshade")
    odette.press("Look at it by")
    odette.arrives("Look at a broken glass")
    odette.choose("Yes")
    odette.type("What did you find, and what happens now?", "He was found in time; the GP was told")
    odette.press("Save")
    odette.arrives("Broken glass")
    odette.sees("None waits", "Needed, says Odette Rainham")
