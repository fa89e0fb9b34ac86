"""Stewards look a second time, undo, answer a clerical review, read how well they decide, and ask why two are apart.

In a borough of their own: every decision is put before another steward, and nobody else decides anything.
"""

import re
import shutil
import subprocess

import pytest

from bench.server import serving
from tests.journeys.conftest import JIGSAW, Workspace, environment
from tests.journeys.desk import DESKTOP, PASSWORD, PHONE

JOIN = "Are these the same person?"
LOOK = "A second look: are these the same person?"
PLACES = [DESKTOP, PHONE]
OTHERS = ("yolanda", "zachary")


@pytest.fixture(scope="module")
def workspace(loaded, tmp_path_factory):
    """Three stewards, every decision looked at twice, and a clerical review that was drawn."""
    home = tmp_path_factory.mktemp("twice") / "home"
    shutil.copytree(loaded, home)
    with serving(JIGSAW, environment(home) | {"JIGSAW_SECOND_LOOKS": "1"}, home) as port:
        for name in OTHERS:
            run(home, "practitioner", "add", name, "--name", name.capitalize(), "--agency", "st-brannock-council",
                "--role", "steward", "--password", PASSWORD)  # fmt: skip
        run(home, "review", "draw", "--pairs", "20", "--seed", "1", "--as", "wanda")
        yield Workspace(f"http://127.0.0.1:{port}", home)


def run(home, *line):
    subprocess.run([JIGSAW, *line], env=environment(home), check=True, capture_output=True)


def decided(steward, answer="Two people", why="The mother says so"):
    """The next two are compared and decided; returns the address."""
    steward.open("/joins/next")
    steward.arrives(JOIN)
    address = steward.page.url.removeprefix(steward.url)
    steward.type("In your own words", why)
    steward.press(answer)
    steward.sees("Decided")
    return address


def looked_at(steward, answer):
    """The last of the pairs that wait for a second look is answered."""
    steward.open("/joins/again")
    steward.arrives("Second looks")
    steward.press("Look at the first")
    steward.arrives(LOOK)
    steward.sees_no("The mother says so", "They are joined now", "They are apart now")
    steward.type("In your own words", "The birth dates tell")
    steward.press(answer)
    steward.sees("Kept")


@pytest.mark.parametrize("width", PLACES)
def test_who_agrees_ends_a_second_look(desk, width):
    decided(desk("wanda", width=width))
    yolanda = desk("yolanda", width=width)
    looked_at(yolanda, "Two people")
    yolanda.sees("You and the other steward agree")


@pytest.mark.parametrize("width", PLACES)
def test_two_who_differ_talk_and_say_what_they_found(desk, width):
    address = decided(desk("wanda", width=width))
    yolanda = desk("yolanda", width=width)
    looked_at(yolanda, "The same person")
    yolanda.open("/joins/again")
    yolanda.arrives("Second looks")
    yolanda.press("We have talked")
    yolanda.arrives("What did you find when you talked?")
    yolanda.sees("The mother says so", "The birth dates tell")
    yolanda.answer("What did you find together?", "They are two people")
    yolanda.type("What decided it?", "The family was rung")
    yolanda.press("Keep what we found")
    yolanda.arrives("Second looks")
    yolanda.open(address)
    yolanda.arrives(JOIN)
    yolanda.sees("They are apart now")


def test_a_compare_page_that_asks_for_a_second_look_shows_nothing_of_the_first(desk):
    address = decided(desk("wanda"))
    zachary = desk("zachary")
    zachary.open(address)
    zachary.arrives(LOOK)
    zachary.open("/joins/decisions")
    zachary.arrives("Decisions on joins")
    zachary.sees("Shown once you have given your second opinion")


@pytest.mark.parametrize("width", PLACES)
def test_a_decision_is_undone_for_all_records_of_the_two(desk, width):
    wanda = desk("wanda", width=width)
    address = decided(wanda, "The same person")
    wanda.open("/joins/decisions?whose=mine")
    wanda.arrives("Decisions on joins")
    wanda.press("Undo")
    wanda.arrives("Undo a decision")
    wanda.press("Undo this decision")
    wanda.sees("There is a problem", "Enter why you undo it")
    wanda.type("Why do you undo it?", "It was the neighbour")
    wanda.press("Undo this decision")
    wanda.arrives("Decisions on joins")
    wanda.open(address)
    wanda.arrives(JOIN)
    wanda.sees("They are apart now", "undone since")


@pytest.mark.parametrize("width", PLACES)
def test_a_clerical_review_is_answered_pair_by_pair_and_gives_precision(desk, width):
    wanda = desk("wanda", width=width)
    wanda.open("/joins/agreement")
    wanda.arrives("How well we decide")
    wanda.press("Drawn")
    wanda.arrives("A clerical review")
    before = int(re.search(r"(\d+) of \d+ pairs", wanda.text())[1])
    wanda.press("Look at the next pair")
    wanda.arrives("are these the same person?")
    wanda.sees("What Jigsaw did with these two records is not shown")
    wanda.press("The same person")
    wanda.arrives("are these the same person?")
    wanda.press("Back to the review")
    wanda.arrives("A clerical review")
    wanda.sees(f"{before + 1} of", "95% interval")


@pytest.mark.parametrize("width", PLACES)
def test_why_two_are_apart_is_told_for_two_that_were_compared(desk, width):
    wanda = desk("wanda", width=width)
    wanda.open("/joins/next")
    wanda.arrives(JOIN)
    wanda.press("Why are they not joined")
    wanda.arrives("Why are two records not joined?")
    wanda.sees("What comparing them says", "Compare and decide")
    wanda.type("One record", "police/nobody")
    wanda.press("Ask why")
    wanda.arrives("Why are two records not joined?")
    wanda.sees("There is a problem", "Enter a record that is there")


def test_a_steward_reads_how_far_stewards_agree(desk):
    decided(desk("wanda"))
    looked_at(desk("yolanda"), "Two people")
    wanda = desk("wanda")
    wanda.open("/joins/agreement")
    wanda.arrives("How well we decide")
    wanda.sees("The two stewards agreed on", "So few pairs say little")


@pytest.mark.parametrize("width", PLACES)
def test_two_people_with_several_records_are_one_entry(desk, width):
    wanda = desk("wanda", width=width)
    wanda.open("/joins")
    wanda.arrives("Joins to decide")
    wanda.sees("each of two people", "pairs of records: one answer holds for all that are alike")
