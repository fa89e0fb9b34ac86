"""A manager tries other numbers, reads whom they would add and drop, and signs; and asks why of a person."""

import pytest

from tests.journeys.desk import DESKTOP, PHONE


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_other_numbers_are_tried_and_what_would_change_is_read(desk, width):
    odette = desk("odette", width=width)
    odette.press("Patterns")
    odette.arrives("Patterns")
    odette.press("Many 999 calls to the ambulance service")
    odette.arrives("Many 999 calls")
    odette.press("Try other numbers")
    odette.arrives("Try other numbers")
    odette.type("Calls in a month", "many")
    odette.press("See what would change")
    odette.sees("There is a problem", "neither a number nor a length of time")
    odette.arrives("Try other numbers")
    odette.type("Calls in a month", "4")
    odette.press("See what would change")
    odette.arrives("What would change")
    odette.sees("these numbers would have added", "New reasons a week", "By group", "rounded to ten")


def test_numbers_are_signed_with_a_why_and_a_pattern_is_stopped_and_started(desk):
    odette = desk("odette", scripts=False)
    odette.open("/patterns/R08/try")
    odette.type("Agencies", "3")
    odette.press("See what would change")
    odette.arrives("What would change")
    odette.press("Sign these numbers")
    odette.sees("Enter why you sign these numbers")
    odette.type("Why do you sign these numbers?", "The reasons group agreed")
    odette.press("Sign these numbers")
    odette.sees("Signed, and in force", "R08, version 1.1", "The reasons group agreed")
    odette.press("Stop this pattern")
    odette.type("Why do you stop it?", "It is looked into")
    odette.date("On which day", 1, 1, 2099)
    odette.press("Stop this pattern")
    odette.sees("Stopped. What it found is withdrawn", "Start it again")
    odette.press("Start it again")
    odette.type("Why do you start it again?", "It was looked into")
    odette.press("Start it again")
    odette.sees("Started again")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_any_pattern_says_why_it_was_or_was_not_true_of_a_person(desk, width):
    bryony = desk("bryony", width=width)
    bryony.open("/reasons")
    bryony.arrives("Reasons for a conversation")
    bryony.page.locator('a[href^="/reasons/"]').first.click()
    bryony.page.locator('main a[href^="/people/"], main a[href^="/homes/"]').first.click()
    bryony.press("Patterns, and why")
    bryony.arrives("What the patterns make of this")
    bryony.page.locator("main section a").first.click()
    bryony.arrives("Why, or why not")
    bryony.unfold("The same rule as SQL")
    bryony.sees("the same as above", "WITH RECURSIVE")
    bryony.arrives("Why, or why not")
    bryony.date("On which day?", 1, 3, 2026)
    bryony.press("Ask about this day")
    bryony.sees("At the end of 1 March 2026")
