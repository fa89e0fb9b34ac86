"""Session keys, and what a password field and an old password are like."""

import re
from datetime import timedelta
from pathlib import Path

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

import jigsaw.foundation.design as design
from tests.interfaces.workspace.signing_in.conftest import is_in


def test_a_session_has_a_long_random_key_and_signing_in_makes_a_new_one(ann, sign_in):
    keys = set()
    for _ in range(5):
        client = Client()
        client.get("/search", follow=True)
        session = client.session
        session["after"] = "/search"
        session.save()
        before = session.session_key
        client.cookies["sessionid"] = before
        sign_in(client)
        keys.add(client.cookies["sessionid"].value)
        assert before not in keys
        assert not Session.objects.filter(session_key=before).exists()
    assert len(keys) == 5
    assert all(re.fullmatch(r"[a-z0-9]{32}", one) for one in keys)


def test_a_password_can_be_pasted_and_filled_in(db):
    page = Client().get("/sign-in").text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    scripts = Path(design.__file__).parent.glob("static/design/*.js")
    assert not [one.name for one in scripts if re.search(r"paste|autocomplete", one.read_text("utf-8"))]


def test_an_old_password_does_not_expire(ann, client, sign_in):
    ann.last_login = timezone.now() - timedelta(days=4000)
    ann.save(update_fields=["last_login"])
    sign_in(client)
    assert is_in(client)
