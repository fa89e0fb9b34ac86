"""The page of all components, as a person with a keyboard, a phone or a screen reader meets it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [
    pytest.mark.urls("jigsaw.foundation.design.urls"),
    pytest.mark.filterwarnings(
        "ignore:No directory at"
    ),  # static files come from our folder, not a collected one
]


@pytest.fixture
def open_page(live_server, monkeypatch):
    """Opens the page at a width, in a browser that ends before the database is put back."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)

        def opened(width, **options):
            page = browser.new_page(viewport={"width": width, "height": 900}, **options)
            page.goto(f"{live_server.url}/design")
            return page

        yield opened
        browser.close()


@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_no_fault_at_phone_or_desk_width(open_page, width):
    found = Axe().run(open_page(width), options={"runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_wider_than_a_small_phone(open_page):
    assert open_page(320).evaluate("document.documentElement.scrollWidth") == 320


def test_nothing_is_hidden_when_scripts_are_off(open_page):
    page = open_page(1200, java_script_enabled=False)
    assert page.get_by_role("heading", name="Whom to ring").is_visible()
    assert page.get_by_text("You can enter up to 500 characters").last.is_visible()


def test_each_mark_in_a_picture_is_reached_by_the_tab_key(open_page):
    page = open_page(1200)
    page.get_by_role("region", name="The story by agency, picture").focus()
    page.keyboard.press("Tab")
    reached = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert reached == "Community team, 4 March 2024 to 20 January 2025"
