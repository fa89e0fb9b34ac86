"""A session locks after ten minutes, gives back what was typed, and is over when it is revoked."""

from time import time

import pytest
from django.test import Client

from jigsaw.foundation.accounts import actions
from jigsaw.foundation.accounts.models import KeptDraft
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.workspace.signing_in import sessions
from tests.builders import PASSWORD
from tests.interfaces.workspace.signing_in.conftest import is_in

WORDS = "He said <b>no</b> & left"


@pytest.fixture
def later(monkeypatch):
    """Lets minutes pass for sessions."""
    passed = [0]
    monkeypatch.setattr(sessions, "time", lambda: time() + passed[0])

    def pass_by(minutes):
        passed[0] += minutes * 60

    return pass_by


@pytest.fixture
def desk(client, ann, sign_in):
    sign_in(client)
    return client


def test_after_ten_minutes_of_nothing_the_next_click_asks_who_is_there(desk, later):
    later(11)
    assert desk.get("/reasons").url == "/locked"
    page = desk.get("/locked").text
    assert "Ann" in page
    assert "Reasons" not in page


def test_the_password_unlocks_and_leads_to_where_they_wanted_to_go(desk, later):
    later(11)
    desk.get("/reasons?page=2")
    assert desk.post("/locked", {"password": PASSWORD}).url == "/reasons?page=2"
    assert is_in(desk)


def test_a_code_unlocks_too(phone, later):
    later(11)
    phone.browser.get("/")
    assert phone.browser.post("/locked", {"password": phone.wait()}).url == "/"


def test_who_works_on_is_not_locked(desk, later):
    for _ in range(6):
        later(4)
        assert is_in(desk)


def test_a_page_on_which_somebody_reads_keeps_the_session_open(desk, later):
    for _ in range(4):
        later(6)
        assert desk.post("/still-here").status_code == 204
    assert is_in(desk)


def test_what_was_sent_too_late_is_kept_and_shown_again_and_nothing_was_done(desk, later, ann):
    desk.get("/sharing")
    later(11)
    sent = desk.post("/account/password", {"password": "x", "words": WORDS})
    assert sent.url == "/locked"
    assert "kept" in desk.get("/locked").text
    assert desk.post("/locked", {"password": PASSWORD}).url == "/kept"
    page = desk.get("/kept").text
    assert "He said &lt;b&gt;no&lt;/b&gt; &amp; left" in page
    assert 'action="/account/password"' in page
    assert 'name="password"' not in page


def test_what_was_kept_is_sealed(desk, later):
    later(11)
    desk.post("/account/password", {"words": WORDS})
    assert "He said" not in KeptDraft.objects.get().sealed


def test_sending_it_again_forgets_it(desk, later):
    later(11)
    desk.post("/account/password", {"words": WORDS})
    desk.post("/locked", {"password": PASSWORD})
    desk.get("/kept")
    desk.post("/account/password", {"words": WORDS})
    assert not KeptDraft.objects.exists()


def test_throwing_it_away_forgets_it(desk, later):
    later(11)
    desk.post("/account/password", {"words": WORDS})
    desk.post("/locked", {"password": PASSWORD})
    desk.post("/kept")
    assert not KeptDraft.objects.exists()


def test_the_pages_script_locks_with_what_was_typed_so_far(desk):
    told = {"page": "/sharing", "to": "/sharing", "words": f'[["why", "{WORDS}"]]'}
    assert desk.post("/lock", told).url == "/locked"
    desk.post("/locked", {"password": PASSWORD})
    assert "He said" in desk.get("/kept").text


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "sharing"]
)
def test_what_was_typed_is_sent_nowhere_else(desk, to):
    desk.post("/lock", {"page": "/sharing", "to": to, "words": '[["why", "x"]]'})
    assert not KeptDraft.objects.exists()


def test_five_wrong_answers_end_the_session_and_keep_the_words(desk, later, sign_in):
    later(11)
    desk.post("/account/password", {"words": WORDS})
    answers = [desk.post("/locked", {"password": "no"}) for _ in range(5)]
    assert answers[-1].url == "/sign-in"
    assert sign_in(desk).redirect_chain[-1][0] == "/kept"


def test_another_who_signs_in_there_sees_nothing_of_it(desk, later, borough, sign_in):
    borough.practitioner("bo", borough.agency("council"))
    later(11)
    desk.post("/account/password", {"words": WORDS})
    desk.post("/sign-out")
    assert not KeptDraft.objects.exists()
    assert sign_in(desk, "bo").redirect_chain[-1][0] == "/"


def test_a_working_day_is_the_longest_session(desk, later, sign_in):
    for _ in range(60):
        later(9)
        answer = desk.post("/still-here")
    assert answer.url.startswith("/sign-in")


def test_a_part_of_a_page_takes_the_whole_page_to_the_lock(desk, later):
    later(11)
    assert desk.get("/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/locked"


def test_sessions_that_are_ended_elsewhere_are_over_at_the_next_click(desk, ann):
    actions.end_sessions(by=JIGSAW, practitioner=ann.pk)
    assert desk.get("/").status_code == 302
    assert desk.get("/").url.startswith("/sign-in")


def test_signing_out_everywhere_else_leaves_this_one_open(desk, ann, sign_in):
    other = Client()
    sign_in(other)
    assert desk.post("/account/sign-out-elsewhere").url == "/account"
    assert is_in(desk)
    assert not is_in(other)


def test_a_closed_sign_in_is_refused_at_the_next_click(desk, ann):
    actions.close_account(by=JIGSAW, practitioner=ann.pk)
    assert desk.get("/").url.startswith("/sign-in")


def test_a_role_that_is_taken_away_is_gone_at_the_next_click_and_one_that_is_given_is_there(desk, ann):
    assert desk.get("/joins").status_code == 403
    actions.give_role(by=JIGSAW, practitioner=ann.pk, role="steward")
    assert desk.get("/joins").status_code == 200
    actions.give_role(by=JIGSAW, practitioner=ann.pk, role="practitioner")
    assert desk.get("/joins").status_code == 403


def test_signing_out_empties_the_browser_but_leaves_it_known(desk):
    answer = desk.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert desk.cookies["known-browser"].value
