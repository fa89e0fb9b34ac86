"""The studio page as a person with a phone, a desk or a screen reader meets it, from the file itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from typer.testing import CliRunner

from jigsaw.cli import app
from tests.journeys.desk import DESKTOP, PHONE, TAGS


@pytest.fixture
def page(council, charity, tmp_path):
    """The page of two linked files, in a browser without scripts of ours or a network."""
    files = ["link", str(council), str(charity), "--out", str(tmp_path / "links")]
    assert CliRunner().invoke(app, files).exit_code == 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        opened = browser.new_page()
        opened.goto((tmp_path / "links" / "studio.html").as_uri())
        yield opened
        browser.close()


@pytest.mark.parametrize("width", [320, PHONE, DESKTOP])
def test_axe_finds_no_fault_and_nothing_is_wider_than_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_page_asks_nobody_for_anything(page):
    addresses = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert addresses == []
    assert page.get_by_role("heading", level=1).count() == 1
