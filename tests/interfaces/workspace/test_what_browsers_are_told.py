"""Every answer carries the headers by which a browser loads, keeps and tells nothing."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jigsaw.interfaces.workspace.headers import HEADERS
from jigsaw.settings import service
from tests.structure.sources import SOURCE

INVENTED = {"uuid": "00000000-0000-0000-0000-000000000000", "int": "1", "slug": "none", "str": "none"}
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
NOT_SERVED = {"analysts", "audit_pack", "documents"}


def routes(patterns, before=""):
    for one in patterns:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield "/" + PARAMETER.sub(lambda found: INVENTED.get(found[1] or "str", "none"), route)


EVERY = [*sorted(set(routes(get_resolver().url_patterns))), "/nothing-here", "/static/design/app.css"]


@pytest.fixture
def desks(borough):
    """Nobody, and somebody."""
    somebody = Client(raise_request_exception=False)
    somebody.force_login(borough.practitioner("ann", borough.agency("council")))
    return Client(raise_request_exception=False), somebody


def lacks(answer, path):
    answer.close()
    wanted = HEADERS if not path.startswith("/static/") else dict.fromkeys(set(HEADERS) - {"Cache-Control"})
    return [name for name in wanted if not answer.headers.get(name)] + (
        ["no-store"]
        if "Cache-Control" in wanted and "no-store" not in answer.headers["Cache-Control"]
        else []
    )


def test_every_address_answers_everybody_with_every_header(desks):
    asked = [(path, client.get(path)) for client in desks for path in EVERY]
    asked += [(path, desks[0].post(path)) for path in EVERY]
    assert not {(path, *lacks(answer, path)) for path, answer in asked if lacks(answer, path)}
    assert len(asked) > 150


def test_a_fault_of_ours_and_a_wrong_host_answer_with_them_too(client, db, monkeypatch):
    assert not lacks(client.get("/sign-in", headers={"host": "elsewhere.example"}), "")
    monkeypatch.setattr("jigsaw.interfaces.workspace.signing_in.password.shell_for", lambda *_: 1 / 0)
    broken = Client(raise_request_exception=False).get("/sign-in")
    assert (broken.status_code, lacks(broken, "")) == (500, [])


def test_a_form_without_its_token_is_refused_with_what_to_do(db):
    answer = Client(enforce_csrf_checks=True).post("/sign-in", {"username": "ann"})
    assert answer.status_code == 403
    assert "load the page anew" in answer.text


def test_the_policy_lets_nothing_of_others_in():
    assert not re.search(r"https?:|\*|unsafe|data:|blob:", HEADERS["Content-Security-Policy"])


def test_no_page_holds_a_script_or_a_style_that_the_policy_would_refuse():
    inline = re.compile(r"""<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=["']|javascript:|<base\b""")
    foreign = re.compile(r"""(?:(?:src|action)|<link[^>]*href)=["']?\s*(?:https?:)?//""")
    pages = [page for page in SOURCE.rglob("*.jinja") if not NOT_SERVED & set(page.parts)]
    faults = [
        page.name for page in pages if inline.search(page.read_text()) or foreign.search(page.read_text())
    ]
    assert len(pages) > 40
    assert not faults


def test_no_address_has_room_for_a_name():
    """Ids that say nothing, and nothing else; the one text is the secret of a link that somebody was given."""
    free = [
        str(one.pattern) for one in every_pattern(get_resolver().url_patterns) if "<str:" in str(one.pattern)
    ]
    assert all(one.endswith(("<str:link>", "<str:token>")) for one in free), free


def every_pattern(patterns):
    for one in patterns:
        yield from every_pattern(one.url_patterns) if isinstance(one, URLResolver) else [one]


def test_the_service_is_strict_whatever_the_environment_says():
    assert not service.DEBUG
    assert service.SESSION_COOKIE_SECURE
    assert service.CSRF_COOKIE_SECURE
    assert service.SECURE_SSL_REDIRECT
    assert service.SECURE_HSTS_SECONDS >= 365 * 24 * 60 * 60
    assert {service.SESSION_COOKIE_NAME[:7], service.CSRF_COOKIE_NAME[:7]} == {"__Host-"}
    assert service.JIGSAW_SECOND_FACTOR
    assert "*" not in service.ALLOWED_HOSTS


def test_cookies_are_read_by_no_script_and_sent_to_no_other_site(client, db):
    answer = client.get("/sign-in")
    assert answer.cookies
    assert all(one["httponly"] and one["samesite"] == "Lax" for one in answer.cookies.values())
