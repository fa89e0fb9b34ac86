"""Somebody at a screen: what they press, type and read. Every page that they arrive at is checked by axe."""

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "one-story-one-conversation"
PHONE, DESKTOP = 390, 1280
LOOKS = 300
POLICY = "Content Security Policy"
SAID = re.compile(r"(?<=>)[^<>]+(?=<)|(?<=[a-z]=)\"[^\"]*[0-9][^\"]*\"| value=\"[^\"]*\"")
_WITHOUT_FAULT: set[tuple[int, str]] = set()
"""Pages that axe has looked at in this run, at which width: their elements, without what they say."""


class Desk:
    """A browser at the workspace's address. Words are those on the screen: a label, a button, a link."""

    def __init__(self, page: Page, url: str, *, scripts: bool = True):
        self.page = page
        self.url = url
        self.scripts = scripts
        self.refused: list[str] = []
        page.on("console", lambda said: self.refused.append(said.text) if POLICY in said.text else None)

    def sign_in(self, username: str) -> "Desk":
        """Through the form."""
        self.open("/sign-in")
        self.arrives("Sign in to Jigsaw")
        self.type("Sign-in name", username)
        self.type("Password", PASSWORD)
        self.press("Sign in")
        # The next address is asked for only when this one has answered, or the sign-in would be cut off.
        self.page.get_by_role("button", name="Sign out").first.wait_for(state="attached")
        return self

    def sign_out(self) -> None:
        """With the button at the top of every page."""
        self.press("Sign out")

    def open(self, path: str) -> int:
        """Go to an address; returns the status of the answer."""
        answer = self.page.goto(f"{self.url}{path}")
        assert answer is not None
        return answer.status

    def arrives(self, heading: str) -> None:
        """The page has this heading, no fault that axe or its policy knows, and nothing wider than the screen."""
        self.waits_until(lambda: heading.lower() in self.heading().lower())
        found = self.heading()
        assert heading.lower() in found.lower(), f"arrived at “{found}”"
        assert not self.refused, f"“{found}” asked for what its policy refuses: {self.refused}"
        if self.scripts:
            self._has_no_fault()
            wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"“{found}” is {wide} pixels wider than the screen"

    def _has_no_fault(self) -> None:
        """Axe finds none. A page of the same elements is looked at once in a run: to look takes a second."""
        elements = SAID.sub(lambda said: "…" if said[0].strip() else "", self.page.content())
        seen = (self.page.viewport_size["width"], elements)
        if seen not in _WITHOUT_FAULT:
            faults = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}})
            assert faults.violations_count == 0, faults.generate_report()
            _WITHOUT_FAULT.add(seen)

    def sees(self, *words: str) -> None:
        """Each of these stands on the page, or comes within seconds."""
        self.waits_until(lambda: all(one.lower() in self.text().lower() for one in words))
        text = self.text()
        for one in words:
            assert one.lower() in text.lower(), f"“{one}” is not on “{self.page.title()}”:\n{text[:1500]}"

    def sees_no(self, *words: str) -> None:
        """None of these stands on the page."""
        text = self.page.content().lower()
        for one in words:
            assert one.lower() not in text, f"“{one}” is on “{self.page.title()}”"

    def waits_until(self, true: Callable[[], bool]) -> None:
        """A press answers before its page has come: look again for some seconds, then go on whatever is there."""
        for _ in range(LOOKS):
            if true():
                return
            self.page.wait_for_timeout(100)

    def heading(self) -> str:
        """The first of the page."""
        return self.page.locator("h1").first.inner_text()

    def text(self) -> str:
        """All that can be read on the page."""
        return " ".join(self.page.locator("body").inner_text().split())

    def part(self, name: str) -> str:
        """What can be read in the part of the page under this heading."""
        return " ".join(self.page.get_by_role("region", name=name).first.inner_text().split())

    def press(self, words: str) -> None:
        """The first button with these words; where there is none, the first link."""
        button = self.page.get_by_role("button", name=words)
        link = self.page.get_by_role("link", name=words)
        (button if button.count() else link).first.click()
        self.page.wait_for_load_state()

    def says_why(self) -> None:
        """Whom one's team does not work with is opened with a reason."""
        if "Why do you need" in self.heading():
            self.choose("I have been asked to help them now")
            self.press("Continue")

    def unfold(self, words: str) -> None:
        """Open what is folded under these words."""
        self.page.locator("summary", has_text=words).first.click()

    def type(self, label: str, words: str) -> None:
        """Into the field with this label, the first on the page."""
        self.page.get_by_label(label).first.fill(words)

    def choose(self, *labels: str) -> None:
        """Tick or select what stands beside these words."""
        for label in labels:
            self.page.get_by_label(label, exact=True).first.check()

    def answer(self, question: str, label: str) -> None:
        """One of the answers to a question."""
        self.page.get_by_role("group", name=question).get_by_label(label, exact=True).check()

    def select(self, label: str, words: str) -> None:
        """One of a list."""
        self.page.get_by_label(label).first.select_option(label=words)

    def date(self, question: str, day: int, month: int, year: int) -> None:
        """A date in its three fields."""
        group = self.page.get_by_role("group", name=question)
        for label, value in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(label, exact=True).fill(str(value))

    def tab_to(self, words: str, most: int = 200) -> None:
        """Press Tab until what has these words is reached."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            reached = self.page.evaluate(
                "(e => (e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText)"
                " || e.innerText || '').trim())(document.activeElement)"
            )
            if words.lower() in reached.lower():
                return
        raise AssertionError(f"“{words}” is not reached by the Tab key on “{self.page.title()}”")
