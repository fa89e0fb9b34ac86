"""Tries are counted where they come from, so that nobody can use up somebody else's."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from jigsaw.foundation.accounts import tries
from jigsaw.foundation.accounts.domain.limits import ACCOUNT_AT_ADDRESS, ADDRESS, CODES_ELSEWHERE, Limit
from jigsaw.foundation.accounts.models import Tries
from tests.interfaces.workspace.signing_in.conftest import is_in

HERE, THERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}


def fail(sign_in, times, username="ann", **told):
    return [sign_in(Client(), username, "wrong", **told) for _ in range(times)][-1]


def test_after_five_wrong_passwords_at_one_address_the_right_one_waits_too(ann, client, sign_in):
    assert "go together" in fail(sign_in, ACCOUNT_AT_ADDRESS.most, **HERE).text
    answer = sign_in(client, **HERE)
    assert (answer.status_code, "Wait 3 minutes" in answer.text) == (429, True)


def test_it_is_open_meanwhile_from_elsewhere(ann, client, sign_in):
    fail(sign_in, 20, **HERE)
    sign_in(client, **THERE)
    assert is_in(client)


def test_a_known_browser_is_open_though_its_whole_building_is_shut(ann, client, sign_in):
    sign_in(client, **HERE)
    client.post("/sign-out")
    for number in range(ADDRESS.most):
        fail(sign_in, 1, f"user{number}", **HERE)
    assert sign_in(Client(), **HERE).status_code == 429
    assert sign_in(client, **HERE).status_code == 200
    assert is_in(client)


def test_a_browser_known_for_one_is_not_known_for_another(borough, ann, client, sign_in):
    borough.practitioner("bo", borough.agency("council"))
    sign_in(client, **HERE)
    client.post("/sign-out")
    answers = [sign_in(client, "bo", "wrong", **HERE) for _ in range(ACCOUNT_AT_ADDRESS.most + 1)]
    assert answers[-1].status_code == 429


def test_a_mark_that_somebody_made_up_is_worth_nothing(ann, client, sign_in):
    fail(sign_in, ACCOUNT_AT_ADDRESS.most, **HERE)
    client.cookies["known-browser"] = "ann:mark"
    assert sign_in(client, **HERE).status_code == 429


def test_right_ones_use_up_nothing(ann, sign_in):
    for _ in range(ACCOUNT_AT_ADDRESS.most * 2):
        assert sign_in(Client(), **HERE).status_code == 200


def test_guessing_codes_from_everywhere_ends_and_the_owners_browser_and_recovery_codes_go_on(phone, sign_in):
    for number in range(CODES_ELSEWHERE.most + 1):
        client, place = Client(), {"REMOTE_ADDR": f"198.51.100.{number}"}
        sign_in(client, **place)
        answer = client.post("/sign-in/code", {"code": "000000"}, **place)
    assert "Wait" in answer.text
    client.post("/sign-in/code", {"code": phone.recovery[0]})
    assert is_in(client)
    phone.browser.post("/sign-out")
    sign_in(phone.browser)
    phone.browser.post("/sign-in/code", {"code": phone.wait()})
    assert is_in(phone.browser)


def test_who_was_tried_is_told_at_the_next_sign_in(ann, client, sign_in):
    fail(sign_in, 3, **THERE)
    assert "was entered 3 times for you" in sign_in(client, **HERE).text
    client.post("/sign-out")
    assert "for you" not in sign_in(client, **HERE).text


def test_a_name_that_nobody_has_is_answered_alike(ann, sign_in):
    known, unknown = fail(sign_in, 1, "ann", **HERE), fail(sign_in, 1, "nun", **HERE)
    assert without_token(known).replace('"ann"', '"nun"') == without_token(unknown)


def without_token(answer):
    form = answer.text.partition("Sign-ins of this demonstration")[0]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", form)


def test_no_address_and_no_name_stands_in_the_table_of_tries(ann, sign_in):
    fail(sign_in, 1, **HERE)
    assert not [row for row in Tries.objects.values_list("place", flat=True) if "192" in row or "ann" in row]


def test_addresses_are_taken_from_our_own_proxies_alone(ann, sign_in, settings):
    settings.JIGSAW_PROXIES = 1
    told = [{"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}, 192.0.2.9"} for number in range(6)]
    assert [fail(sign_in, 1, **one).status_code for one in told] == [200] * 5 + [429]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_further_than_one_after_another():
    limit = {"a door": Limit(5, 900)}

    def once(_):
        try:
            return tries.take_try(limit)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as several:
        waits = list(several.map(once, range(12)))
    assert sum(wait == 0 for wait in waits) == 5
