"""Ten named tasks of a conversation, walked in a real browser: clicks, fields typed into, seconds.

Run `python -m bench.tasks [--quick] [--home FOLDER]`. A person's seconds are worked out from what was pressed and
typed, by the keystroke-level model (Card, Moran and Newell 1980: a key 0.28 s, pointing and pressing 1.2 s, thinking
1.35 s before each field and each button); the machine's are measured. Two more agencies answer and bring something;
`reason_to_held` is what all four take together, from the reason until it was held. --quick walks the first five tasks.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.report import report
from bench.server import serving
from tests.journeys.desk import DESKTOP, Desk

JIGSAW = Path(sys.executable).with_name("jigsaw")
PEOPLE = 300
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
KEY, POINT, THINK = 0.28, 1.2, 1.35
REASON = "Losing a home"
INVITED = ("Slipway Homes", "St Brannock Mental Health NHS Trust", "St Brannock Police")
SOON, LATER = date.today() + timedelta(days=2), date.today() + timedelta(days=20)


@dataclass
class Counted:
    """What one task took."""

    clicks: int = 0
    fields: int = 0
    keys: int = 0
    seconds: float = 0.0

    @property
    def person_seconds(self) -> float:
        """A practised person's seconds, by the keystroke-level model."""
        return self.clicks * (POINT + THINK) + self.fields * (POINT + THINK) + self.keys * KEY


class Counting(Desk):
    """A desk that counts what is pressed and typed."""

    counted = Counted()

    def press(self, words: str) -> None:
        """A button or a link."""
        self.counted.clicks += 1
        super().press(words)

    def choose(self, *labels: str) -> None:
        """One press each."""
        self.counted.clicks += len(labels)
        super().choose(*labels)

    def answer(self, question: str, label: str) -> None:
        """One press."""
        self.counted.clicks += 1
        super().answer(question, label)

    def select(self, label: str, words: str) -> None:
        """Open, and choose."""
        self.counted.clicks += 2
        super().select(label, words)

    def type(self, label: str, words: str) -> None:
        """Into one field."""
        self._typed(1, words)
        super().type(label, words)

    def date(self, question: str, day: int, month: int, year: int) -> None:
        """Three fields, with the Tab key between them."""
        self._typed(1, f"{day}\t{month}\t{year}")
        super().date(question, day, month, year)

    def _typed(self, fields: int, words: str) -> None:
        self.counted.fields += fields
        self.counted.keys += len(words)


@dataclass
class Walk:
    """The desks of those who take part, and the conversation's address once it is called."""

    sunita: Counting
    callan: Counting
    others: tuple[Counting, ...]
    address: str = ""


def call_it(walk: Walk) -> None:
    """From a reason to the invitations."""
    desk = walk.sunita
    desk.open("/")
    desk.press("Reasons")
    desk.press(REASON)
    desk.press("Call a conversation")
    desk.answer("Is anybody in immediate danger?", "No")
    desk.answer("needs for care and support", "Yes")
    desk.answer("experiencing abuse or neglect", "Not known")
    desk.answer("unable to protect themselves", "No")
    desk.press("Continue")
    desk.choose("Professionals’ meeting")
    desk.press("Continue")
    _tick(desk, INVITED)
    desk.answer("Is the person invited?", "Yes")
    desk.date("Date", SOON.day, SOON.month, SOON.year)
    desk.type("Start time", "14:30")
    desk.choose("Online")
    desk.press("Call the conversation")
    desk.arrives("Professionals’ meeting")
    walk.address = desk.page.url.removeprefix(desk.url)


def answer_it(walk: Walk) -> None:
    """Say that my agency comes."""
    _answer(walk.callan, walk.address)


def _answer(desk: Counting, address: str) -> None:
    desk.open(address)
    desk.press("Answer the invitation")
    desk.choose("Yes, I come")
    desk.press("Send the answer")


def bring_it(walk: Walk) -> None:
    """Bring one fact and one worry."""
    _bring(walk.callan)


def others_prepare(walk: Walk) -> None:
    """The other two agencies do the same."""
    for desk in walk.others:
        _answer(desk, walk.address)
        _bring(desk)


def _tick(desk: Counting, agencies: tuple[str, ...]) -> None:
    """Press only what does not stand there ticked already."""
    for one in agencies:
        if not desk.page.get_by_label(one, exact=True).is_checked():
            desk.choose(one)


def _bring(desk: Counting) -> None:
    desk.press("Add what your agency knows")
    desk.type("What happened, or is so", "Notice served on 3 May")
    desk.type("Source", "Tenancy file")
    desk.type("What are we worried about?", "They do not open letters")
    desk.press("Save your agency’s part")


def read_the_pack(walk: Walk) -> None:
    """Read what all bring, in one place."""
    walk.sunita.open(walk.address)
    walk.sunita.press("Read the agenda pack")
    walk.sunita.sees("Notice served on 3 May")


def ask_the_person(walk: Walk) -> None:
    """Record how the person takes part and how it is safe to reach them."""
    desk = walk.sunita
    desk.open(walk.address)
    desk.press("Record whether and how they take part")
    desk.choose("Talks with one of us before")
    desk.type("How is it safe to reach them?", "At the drop-in")
    desk.press("Save")


def begin_it(walk: Walk) -> None:
    """Begin, and give the person the first turn."""
    desk = walk.sunita
    desk.open(walk.address)
    desk.press("Begin the conversation")
    desk.press("Begin")
    desk.press("Give the turn to The person")


def write_in_it(walk: Walk) -> None:
    """Write what all understand, in the meeting."""
    desk, heading = walk.sunita, "What we now understand together"
    desk.type(f"Write here: {heading}", "They want to stay, and are afraid to open letters")
    desk.press(heading)


def hold_and_agree(walk: Walk) -> None:
    """Say that it was held, and agree one action."""
    desk = walk.sunita
    desk.press("Say that it was held")
    _tick(desk, INVITED)  # and what was written in the meeting stands there already
    desk.press("It was held")
    desk.press("Add an action")
    desk.type("What will be done?", "Stop the notice")
    desk.select("By which agency?", "Slipway Homes")
    desk.type("By whom there?", "Callan Thrupp")
    desk.date("By when?", LATER.day, LATER.month, LATER.year)
    desk.type("How will we know that it is done?", "A letter says so")
    desk.press("Add the action")


def tell_the_person(walk: Walk) -> None:
    """Tell the person, with the letter that is drafted."""
    desk = walk.sunita
    desk.press("Tell the person")
    desk.answer("Is the person told what was decided?", "Yes")
    desk.choose("By hand, to them alone")
    desk.press("Save")


def finish_and_close(walk: Walk) -> None:
    """Mark the action as done, and close."""
    walk.callan.open(walk.address)
    walk.callan.press("Mark as done")
    walk.callan.type("What was done, and how do we know?", "The letter went")
    walk.callan.press("It is done")
    desk = walk.sunita
    desk.open(walk.address)
    desk.press("Close the conversation")
    desk.choose("Closed: what was agreed is enough")
    desk.choose("Useful: worth talking about")
    desk.type("What came of it?", "They stay")
    desk.type("What was the person told about what was agreed", "All of it")
    desk.press("Close the conversation")
    desk.arrives("Professionals’ meeting")


TASKS: dict[str, Callable[[Walk], None]] = {
    "call a conversation from a reason": call_it,
    "answer an invitation": answer_it,
    "bring what my agency knows": bring_it,
    "read the agenda pack": read_the_pack,
    "ask the person": ask_the_person,
    "begin, and give the first turn": begin_it,
    "write in the meeting": write_in_it,
    "say it was held, agree an action": hold_and_agree,
    "tell the person": tell_the_person,
    "finish the action and close": finish_and_close,
}


OTHERS = "two more agencies answer and bring"
HELD = "say it was held, agree an action"


def until_held(taken: dict[str, Counted]) -> dict[str, float]:
    """Clicks, fields and minutes of all four agencies from the reason until it was held; empty when not walked."""
    if HELD not in taken:
        return {}
    names = list(taken)
    mine = [taken[name] for name in names[: names.index(HELD) + 1]]
    seconds = sum(one.person_seconds + one.seconds for one in mine)
    return {
        "reason_to_held_clicks": sum(one.clicks for one in mine),
        "reason_to_held_fields": sum(one.fields for one in mine),
        "reason_to_held_minutes": round(seconds / 60, 1),
    }


def walked(url: str, browser: Any, most: int) -> dict[str, Counted]:
    """Each task with what it took."""

    def desk(name: str) -> Counting:
        context = browser.new_context(viewport={"width": DESKTOP, "height": 900}, locale="en-GB")
        context.set_default_timeout(60_000)
        made = Counting(context.new_page(), url)
        made.sign_in(name)
        made.scripts = False  # no accessibility check within what is timed
        return made

    walk = Walk(desk("sunita"), desk("callan"), (desk("nkemi"), desk("imogen")))
    found = {}
    for name, task in list(TASKS.items())[:most]:
        found[name] = _taken(walk, task)
        if task is bring_it:
            found[OTHERS] = _taken(walk, others_prepare)
    return found


def _taken(walk: Walk, task: Callable[[Walk], None]) -> Counted:
    Counting.counted = Counted()
    began = time.perf_counter()
    task(walk)
    Counting.counted.seconds = time.perf_counter() - began
    return Counting.counted


def main() -> None:
    """Build a small borough unless one is given, walk, report."""
    from playwright.sync_api import sync_playwright

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="the first five tasks")
    arguments.add_argument(
        "--home", type=Path, help="the JIGSAW_HOME of a demo, which is copied and left as it is"
    )
    given = arguments.parse_args()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("JIGSAW", "DJANGO"))}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = {**kept, "JIGSAW_HOME": str(home)}
        if given.home:
            shutil.copytree(given.home, home)
        else:
            asked = [JIGSAW, "demo", "run", "--people", str(PEOPLE), "--no-serve"]
            subprocess.run(asked, env=environment, cwd=folder, check=True, capture_output=True)
        with serving(JIGSAW, environment, home) as port, sync_playwright() as driver:
            found = next(filter(None, map(shutil.which, BROWSERS)))
            browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            taken = walked(f"http://127.0.0.1:{port}", browser, 5 if given.quick else len(TASKS))
            browser.close()
    figures = {
        re.sub(r"\W+", "_", name): {
            "clicks": one.clicks,
            "fields": one.fields,
            "machine_s": round(one.seconds, 1),
            "person_s": round(one.person_seconds),
        }
        for name, one in taken.items()
    }
    all_of = {
        "clicks_in_all": sum(one.clicks for one in taken.values()),
        "machine_s_in_all": round(sum(one.seconds for one in taken.values()), 1),
        "person_minutes_in_all": round(sum(one.person_seconds for one in taken.values()) / 60, 1),
    }
    report("tasks", **figures, **all_of, **until_held(taken))


if __name__ == "__main__":
    main()
