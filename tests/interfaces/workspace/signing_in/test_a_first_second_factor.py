"""Whoever has learned a password, and nothing more, sets up no second factor."""

from datetime import timedelta

import pytest
from django.test import Client

from jigsaw.foundation.accounts.models import OneTimeCode, SetUpCode
from jigsaw.foundation.accounts.setting_up import make_set_up_code
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW

PAGE = "/account/set-up-code"


@pytest.fixture(autouse=True)
def _needed(settings):
    settings.JIGSAW_SECOND_FACTOR = True


@pytest.fixture
def code(ann):
    return make_set_up_code(by=JIGSAW, practitioner=ann.pk)


@pytest.fixture
def browser(ann, sign_in):
    client = Client()
    assert sign_in(client).redirect_chain[-1][0] == PAGE
    return client


@pytest.mark.parametrize("page", ["/account", "/account/app", "/account/passkeys/new", "/search", "/"])
def test_a_password_alone_opens_no_page_where_a_factor_is_set_up(browser, page):
    for answer in (browser.get(page), browser.post(page, {"code": "000000"})):
        assert (answer.status_code, answer.url) == (302, PAGE)
    assert not OneTimeCode.objects.exists()


def test_the_code_opens_it_once_and_both_are_recorded(browser, code, sign_in):
    assert browser.post(PAGE, {"code": code.upper()}).url == "/account"
    assert "One more step" in browser.get("/account").text
    other = Client()
    sign_in(other)
    assert "you were given for this" in other.post(PAGE, {"code": code}).text
    acts = AuditEvent.objects.values_list("act", flat=True)
    assert {"made a set-up code", "used a set-up code", "sign-in refused"} <= set(acts)


def test_no_other_code_does(browser, code, borough):
    mo = borough.practitioner("mo", borough.agency("council"))
    for told in ("", "aaaa-bbbb-cccc-dddd", make_set_up_code(by=JIGSAW, practitioner=mo.pk)):
        assert browser.post(PAGE, {"code": told}).status_code == 200
    SetUpCode.objects.update(ends_at=now() - timedelta(seconds=1))
    assert browser.post(PAGE, {"code": code}).status_code == 200
    assert browser.get("/account").url == PAGE


def test_the_latest_code_alone_holds(browser, code, ann):
    latest = make_set_up_code(by=JIGSAW, practitioner=ann.pk)
    assert browser.post(PAGE, {"code": code}).status_code == 200
    assert browser.post(PAGE, {"code": latest}).url == "/account"


def test_codes_are_not_tried_without_end(browser, code):
    pages = [browser.post(PAGE, {"code": "aaaa"}).text for _ in range(11)]
    assert "too many tries" in pages[-1]
    assert "too many tries" in browser.post(PAGE, {"code": code}).text


def test_the_database_does_not_hold_the_code(code):
    assert code.replace("-", "") not in str(list(SetUpCode.objects.values()))
