"""A code from an app, and recovery codes, as the second step."""

from django.test import Client

from jigsaw.foundation.accounts.models import OneTimeCode, RecoveryCode
from jigsaw.foundation.audit.queries import last_event
from jigsaw.foundation.core.viewer import JIGSAW
from tests.interfaces.workspace.signing_in.conftest import is_in


def test_after_setting_up_an_app_ten_recovery_codes_are_shown_once(phone):
    assert len(set(phone.recovery)) == 10
    assert "You have 10 left" in phone.browser.get("/account").text


def test_the_password_alone_lets_nobody_in_any_more(phone, client, sign_in):
    answer = sign_in(client)
    assert answer.redirect_chain == [("/sign-in/code", 302)]
    assert not is_in(client)


def test_the_code_lets_in(phone, client, sign_in):
    sign_in(client)
    assert client.post("/sign-in/code", {"code": phone.wait()}).status_code == 302
    assert is_in(client)


def test_a_code_is_never_taken_twice(phone, client, sign_in):
    code = phone.wait()
    for browser, expected in ((client, True), (Client(), False)):
        sign_in(browser)
        browser.post("/sign-in/code", {"code": code})
        assert is_in(browser) is expected


def test_the_code_that_set_the_app_up_signs_nobody_in(phone, client, sign_in):
    sign_in(client)
    answer = client.post("/sign-in/code", {"code": phone.code()})
    assert "Each code works once" in answer.text


def test_a_code_of_the_step_before_is_taken_and_an_older_one_is_not(phone, client, sign_in):
    phone.wait()
    for steps, expected in ((1, True), (2, False)):
        code = phone.wait()
        phone.ahead += 30 * steps
        browser = Client()
        sign_in(browser)
        browser.post("/sign-in/code", {"code": code})
        assert is_in(browser) is expected


def test_a_recovery_code_works_once_however_it_is_typed(phone, sign_in):
    for typed, expected in ((phone.recovery[0].upper().replace("-", " "), True), (phone.recovery[0], False)):
        browser = Client()
        sign_in(browser)
        browser.post("/sign-in/code", {"code": typed})
        assert is_in(browser) is expected


def test_the_second_step_without_the_first_leads_back(phone, client):
    assert client.post("/sign-in/code", {"code": phone.wait()}).url == "/sign-in"


def test_the_second_step_does_not_wait_for_ever(phone, client, sign_in, monkeypatch):
    sign_in(client)
    monkeypatch.setattr("jigsaw.interfaces.workspace.signing_in.password.HALF_WAY", -1)
    assert client.get("/sign-in/code").url == "/sign-in"


def test_whoever_reads_the_database_learns_neither_secret_nor_codes(phone):
    kept = " ".join(str(row) for table in (OneTimeCode, RecoveryCode) for row in table.objects.values())
    assert phone.app.secret not in kept
    assert not [one for one in phone.recovery if one in kept or one.replace("-", "") in kept]


def test_signing_in_is_recorded_with_its_way(phone, client, sign_in, ann):
    sign_in(client)
    client.post("/sign-in/code", {"code": phone.wait()})
    event = last_event(viewer=JIGSAW, subject_kind="practitioner", subject_id=ann.pk)
    assert (event.act, event.detail) == ("signed in", {"way": "password and code"})


def test_the_picture_of_the_secret_is_drawn_here_and_styles_nothing(ann, client, sign_in):
    sign_in(client)
    page = client.get("/account/app").text
    assert "<svg" in page
    assert "style=" not in page
