"""An account is opened by somebody who checked who it is, begun by a code on paper, and ended as easily."""

import re

import pytest
from django.test import Client

from jigsaw.care.looks.models import OwnAccount
from jigsaw.foundation.audit.models import AuditEvent

PASSWORD = "three quiet lanterns"
WRONG = "The name or the password is not right"


@pytest.fixture
def staff(ann):
    client = Client()
    client.force_login(ann)
    return client


def enter(name, password, client=None):
    return (client or Client()).post("/your-record/sign-in", {"name": name, "password": password})


def test_a_worker_says_how_they_know_and_gets_a_paper_once(staff, steven):
    page = f"/people/{steven.pk}/own-account"
    assert "Select how you know that it is them" in staff.post(page, {"words": "x"}).text
    answer = staff.post(page, {"how": "document", "words": "Passport"})
    made = OwnAccount.objects.get()
    assert made.name in answer.text
    assert made.checked == "They showed a document with their name: Passport"
    code = re.search(r"value\">(\w{4}(?:-\w{4}){3})<", answer.text)[1]
    assert code not in made.code
    assert code not in staff.get(page).text


def test_the_code_works_once(own, account):
    typed = {"name": account.name, "code": account.code, "password": PASSWORD, "again": PASSWORD}
    assert "is not right" in Client().post("/your-record/start", typed).text


def test_afterwards_the_password_lets_them_in_and_nothing_else_does(own, account):
    assert enter(account.name, PASSWORD).url == "/your-record/safe"
    assert enter(account.name.upper().replace("-", " "), PASSWORD).status_code == 302
    for name, password in (
        (account.name, "another three words"),
        ("nobody-at-1234", PASSWORD),
        (account.name, account.code),
    ):
        assert WRONG in enter(name, password).text


def test_a_short_password_is_refused_with_what_to_do(account):
    typed = {"name": account.name, "code": account.code, "password": "short", "again": "short"}
    assert "at least 12 letters" in Client().post("/your-record/start", typed).text


def test_an_account_that_is_ended_shows_nothing_from_the_next_click_on(own, staff, steven, account):
    assert own.get("/your-record").status_code == 200
    staff.post(f"/people/{steven.pk}/own-account", {"end": "yes", "why": "Somebody knows the password"})
    assert own.get("/your-record").url == "/your-record/sign-in"
    assert WRONG in enter(account.name, PASSWORD).text


def test_a_second_account_of_a_record_ends_the_first(own, staff, steven, ann, account):
    staff.post(f"/people/{steven.pk}/own-account", {"end": "yes", "why": "New paper"})
    staff.post(f"/people/{steven.pk}/own-account", {"how": "known", "words": "For years"})
    assert OwnAccount.objects.filter(ended_at__isnull=True).count() == 1


def test_too_many_tries_from_one_place_must_wait(own, account):
    answers = [enter(account.name, "another three words").text for _ in range(6)]
    assert WRONG in answers[0]
    assert "then try again" in answers[-1]


def test_a_worker_who_was_signed_in_here_is_signed_out_by_it(staff, account):
    typed = {"name": account.name, "code": account.code, "password": PASSWORD, "again": PASSWORD}
    staff.post("/your-record/start", typed)
    assert staff.get("/search").status_code == 302


def test_their_session_opens_no_page_of_the_workspace(own, steven):
    for path in (
        "/",
        "/search",
        f"/people/{steven.pk}",
        "/looks/questions",
        f"/people/{steven.pk}/looks/paper",
    ):
        assert own.get(path).url.startswith("/sign-in")


def test_opening_beginning_and_entering_are_in_the_trail(own, account):
    enter(account.name, PASSWORD)
    acts = set(AuditEvent.objects.values_list("act", flat=True))
    assert {"own account opened", "own account begun", "own account entered"} <= acts
