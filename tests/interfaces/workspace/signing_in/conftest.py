import re
from time import time

import pyotp
import pytest
from django.test import Client

from jigsaw.foundation.accounts import codes
from tests.builders import PASSWORD, Borough


class Phone:
    """An app that shows codes, with a clock that the test turns on."""

    def __init__(self, secret, monkeypatch):
        self.app, self.ahead = pyotp.TOTP(secret), 0
        monkeypatch.setattr(codes, "time", lambda: time() + self.ahead)

    def code(self):
        return self.app.at(int(time() + self.ahead))

    def wait(self):
        """Until the next code."""
        self.ahead += codes.STEP
        return self.code()


@pytest.fixture
def borough(db):
    return Borough()


@pytest.fixture
def ann(borough):
    return borough.practitioner("ann", borough.agency("council"))


@pytest.fixture
def sign_in():
    """Somebody's password, from a browser; the answer after the next page."""

    def at(client, username="ann", password=PASSWORD, **told):
        return client.post("/sign-in", {"username": username, "password": password}, follow=True, **told)

    return at


@pytest.fixture
def phone(ann, sign_in, monkeypatch):
    """Ann's telephone, set up from a browser of hers; and her recovery codes."""
    client = Client()
    sign_in(client)
    return set_up_phone(client, monkeypatch)


def set_up_phone(client, monkeypatch):
    """A telephone for whoever is signed in at a browser."""
    secret = re.search(r'app-key">([A-Z2-7 ]{30,})<', client.get("/account/app").text)[1].replace(" ", "")
    made = Phone(secret, monkeypatch)
    made.answer = client.post("/account/app", {"code": made.code()})
    made.recovery = re.findall(r"<code>([a-z2-7-]+)</code>", made.answer.text)
    made.browser = client
    return made


def is_in(client):
    """Whether the home page opens."""
    return client.get("/").status_code == 200
