"""Second factors that are needed, a changed password, things forgotten, and proof asked for again."""

import pytest
from django.test import Client

from jigsaw.foundation.accounts import actions
from jigsaw.foundation.accounts.models import OneTimeCode
from jigsaw.foundation.accounts.setting_up import make_set_up_code
from jigsaw.foundation.core.viewer import JIGSAW
from tests.builders import PASSWORD
from tests.interfaces.workspace.signing_in.conftest import is_in, set_up_phone

NEW = "gannet teapot lorry"


def test_where_a_second_factor_is_needed_nothing_opens_before_it_is_set_up(ann, client, sign_in, settings):
    settings.JIGSAW_SECOND_FACTOR = True
    sign_in(client)
    client.post("/account/set-up-code", {"code": make_set_up_code(by=JIGSAW, practitioner=ann.pk)})
    assert "One more step" in client.get("/account").text
    assert client.get("/search").url == "/account"


def test_setting_one_up_opens_the_rest(ann, client, sign_in, settings, monkeypatch):
    settings.JIGSAW_SECOND_FACTOR = True
    sign_in(client)
    client.post("/account/set-up-code", {"code": make_set_up_code(by=JIGSAW, practitioner=ann.pk)})
    set_up_phone(client, monkeypatch)
    assert is_in(client)


def test_where_it_is_not_needed_the_password_lets_in(ann, client, sign_in):
    sign_in(client)
    assert is_in(client)


def test_a_new_password_takes_the_old_ones_place_and_ends_other_sessions(ann, client, sign_in):
    other = Client()
    for browser in (client, other):
        sign_in(browser)
    assert client.post("/account/password", {"password": NEW}).url == "/account"
    assert is_in(client)
    assert not is_in(other)
    assert sign_in(Client(), password=NEW).redirect_chain == [("/", 302)]


@pytest.mark.parametrize("password", ["short", "password1234", "ann the council"])
def test_a_weak_new_password_is_refused_with_what_to_do(ann, client, sign_in, password):
    sign_in(client)
    assert "There is a problem" in client.post("/account/password", {"password": password}).text
    ann.refresh_from_db()
    assert ann.check_password(PASSWORD)


def test_what_guards_the_door_is_changed_only_by_who_showed_lately_that_it_is_they(phone):
    session = phone.browser.session
    session["proved"] = 0
    session.save()
    assert phone.browser.post("/account/app/remove").url == "/locked"
    assert OneTimeCode.objects.filter(confirmed_at__isnull=False).exists()


def test_who_lost_everything_is_let_set_it_up_anew(phone, ann, sign_in):
    actions.forget_factors(by=JIGSAW, practitioner=ann.pk)
    assert not is_in(phone.browser)
    assert sign_in(Client()).redirect_chain == [("/", 302)]


def test_new_recovery_codes_take_the_place_of_the_old(phone, sign_in):
    assert phone.browser.post("/account/recovery-codes").status_code == 200
    browser = Client()
    sign_in(browser)
    browser.post("/sign-in/code", {"code": phone.recovery[0]})
    assert not is_in(browser)


def test_a_wrong_first_code_sets_nothing_up(ann, client, sign_in):
    sign_in(client)
    client.get("/account/app")
    assert "before it changes" in client.post("/account/app", {"code": "123"}).text
    assert not OneTimeCode.objects.filter(confirmed_at__isnull=False).exists()


def test_nobody_forgets_anothers_passkey(ann, client, sign_in):
    sign_in(client)
    assert client.post("/account/passkeys/1/remove").status_code == 404
