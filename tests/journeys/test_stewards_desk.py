"""A records steward decides whether two records are one person, and mends a row that was refused."""

import re
from urllib.parse import urlsplit

import pytest

from tests.journeys.desk import PHONE

JOIN = "Are these the same person?"


def waiting(desk):
    """How many times two people stand in the steward's queue."""
    desk.open("/joins")
    desk.arrives("Joins to decide")
    told = re.search(r"([\d,]+) comparisons? waits? in your queue", desk.text())
    return int(told[1].replace(",", "")) if told else 0


def asked(desk):
    """The address of the comparison on the screen."""
    return urlsplit(desk.page.url).path


def is_listed(desk, address):
    """Whether a comparison stands in the queue. Records unlike those answered about are asked by themselves."""
    desk.open("/joins")
    desk.arrives("Joins to decide")
    return desk.page.locator(f'a[href="{address}"]').count() > 0


def test_a_pair_is_compared_and_decided_with_a_button_and_the_next_one_comes(desk):
    wanda = desk("wanda")
    wanda.press("Joins to decide")
    wanda.arrives("Joins to decide")
    wanda.unfold("Which comes first")
    wanda.sees("Then pairs with an open reason about either side")
    wanda.press("Start with the first")
    wanda.arrives(JOIN)
    answered = asked(wanda)
    wanda.sees("The two records side by side", "What each comparison says", "What hangs on it")
    wanda.type("In your own words", "Both agencies were rung: they are brothers")
    wanda.press("Two people")
    wanda.arrives(JOIN)
    wanda.sees("Decided: two people")
    assert not is_listed(wanda, answered)


def test_one_key_decides_and_is_silent_while_somebody_types(desk):
    wanda = desk("wanda")
    wanda.open("/joins")
    answered = wanda.page.get_by_role("link", name="Compare").first.get_attribute("href")
    wanda.press("Compare")
    wanda.arrives(JOIN)
    assert asked(wanda) == answered
    wanda.page.get_by_label("In your own words").first.press_sequentially("Snn")
    wanda.arrives(JOIN)
    assert wanda.page.get_by_label("In your own words").first.input_value() == "Snn"
    wanda.page.locator("h1").click()
    with wanda.page.expect_navigation():
        wanda.page.keyboard.press("n")
    wanda.sees("Decided: two people")
    assert not is_listed(wanda, answered)


def test_single_keys_can_be_turned_off(desk):
    wanda = desk("wanda")
    before = waiting(wanda)
    wanda.press("Compare")
    wanda.press("Turn single keys off")
    wanda.page.keyboard.press("s")
    wanda.page.keyboard.press("n")
    wanda.arrives(JOIN)
    wanda.sees("Turn single keys on")
    assert waiting(wanda) == before


def test_without_scripts_the_buttons_do_the_same(desk):
    wanda = desk("wanda", scripts=False)
    wanda.open("/joins/next")
    wanda.arrives(JOIN)
    wanda.press("Leave for later")
    wanda.sees("Left for later")


def test_a_decision_is_found_and_undone(desk):
    wanda = desk("wanda")
    wanda.open("/joins/next")
    wanda.press("The same person")
    wanda.press("Back to joins")
    wanda.press("Decisions")
    wanda.arrives("Decisions on joins")
    wanda.press("Undo")
    wanda.arrives("Undo a decision")
    wanda.type("Why do you undo it?", "It was the neighbour")
    wanda.press("Undo this decision")
    wanda.arrives("Decisions on joins")
    wanda.sees("It was the neighbour", "those who looked are told")


def test_an_answer_without_a_why_is_not_kept(desk):
    wanda = desk("wanda")
    wanda.open("/joins/next")
    wanda.page.evaluate("document.querySelectorAll('input[name=why]').forEach(one => one.checked = false)")
    wanda.press("The same person")
    wanda.arrives(JOIN)
    wanda.sees("There is a problem", "Enter what decides it")


def test_the_other_pages_about_joins_open(desk):
    wanda = desk("wanda")
    wanda.open("/joins/again")
    wanda.arrives("Second looks")
    wanda.press("How well we decide")
    wanda.arrives("How well we decide")
    wanda.press("Why not joined?")
    wanda.arrives("Why are two records not joined?")
    wanda.open("/joins/next")
    wanda.press("Why are they not joined")
    wanda.arrives("Why are two records not joined?")
    wanda.sees("What brings two records together to be compared")


@pytest.mark.parametrize(
    "path", ["/joins", "/joins/next", "/joins/decisions", "/joins/again", "/joins/agreement"]
)
def test_the_pages_fit_a_phone(desk, path):
    wanda = desk("wanda", width=PHONE)
    wanda.open(path)
    wanda.arrives(wanda.page.locator("h1").inner_text())


def test_a_refused_row_is_mended_and_leaves_the_list(desk, workspace):
    fault = next(row for row in workspace.truth("faults") if row["file"] == "patients-1")
    wanda = desk("wanda")
    wanda.press("Refused rows")
    wanda.arrives("Refused rows")
    waiting = wanda.page.get_by_role("link", name="mend").count()
    wanda.page.get_by_role("row", name="patients-1.csv").get_by_role("link").click()
    wanda.arrives("Mend a refused row")
    assert wanda.page.get_by_label("BirthDate").input_value() == fault["value"]
    wanda.type("BirthDate", "13/05/1984")
    wanda.type("What showed the right value?", "The paper record")
    wanda.press("Offer it again")
    wanda.arrives("Refused rows")
    assert wanda.page.get_by_role("link", name="mend").count() == waiting - 1


def test_a_row_that_is_still_wrong_says_why(desk):
    wanda = desk("wanda")
    wanda.open("/quarantine")
    wanda.page.get_by_role("row", name="contacts-1.csv").first.get_by_role("link").click()
    wanda.type("What showed the right value?", "Nobody knows yet")
    wanda.press("Offer it again")
    wanda.arrives("Mend a refused row")
    wanda.sees("What is wrong")
