"""The page that shows every component."""

import re
from pathlib import Path

import pytest
from django.http import Http404

from jigsaw.foundation import design
from jigsaw.foundation.design.views import gallery

COMPONENTS = sorted(
    path.parent.name for path in (Path(design.__file__).parent / "components").glob("*/macro.jinja")
)


@pytest.fixture
def page(rf):
    return gallery(rf.get("/design")).content.decode()


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_shown(page, component):
    assert f'<section id="{component}">' in page


def test_the_page_is_there_in_the_demo_alone(rf, settings):
    settings.JIGSAW_DEMO = False
    with pytest.raises(Http404):
        gallery(rf.get("/design"))


def test_the_frame_says_who_is_signed_in_and_lets_them_out_safely(page):
    assert "Amara Osei" in page
    sign_out = page[page.index('action="/sign-out"') :]
    assert re.search(r'name="csrfmiddlewaretoken" value="\w{20,}"', sign_out)


def test_the_frame_says_that_the_demo_is_invented(page):
    assert "Invented people only." in page


def test_the_page_fetches_nothing_from_elsewhere(page):
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_no_element_id_stands_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_page_has_no_script_of_its_own_and_no_style_of_its_own(page):
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert "style=" not in page
