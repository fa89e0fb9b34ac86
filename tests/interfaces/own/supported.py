"""Pieces of every kind of holding back, each by its words, and a supporter's browser."""

from django.test import Client

from jigsaw.care.intake.domain.kinds import all_kinds

PASSWORD = "three quiet lanterns"
HEALTH, HOME = all_kinds()["gp-contact"].group, all_kinds()["rent-arrears"].group
PIECES = {
    "GENERAL-WORDS": {"kind": "gp-contact", "handling": "general"},
    "HEALTH-WORDS": {"kind": "gp-contact"},
    "HOME-WORDS": {"kind": "rent-arrears"},
    "SEALED-WORDS": {"kind": "gp-contact", "restriction": "sealed"},
    "WITHHELD-WORDS": {"kind": "gp-contact", "restriction": "content-withheld"},
    "THIRD-PARTY-WORDS": {"kind": "gp-contact", "handling": "third-party-words"},
    "HARM-WORDS": {"kind": "gp-contact", "handling": "serious-harm"},
    "POLICE-WORDS": {"kind": "police-call"},
    "CONCERN-WORDS": {"kind": "safeguarding-concern"},
}


def come_in(paper):
    browser = Client()
    typed = {"name": paper.name, "code": paper.code, "password": PASSWORD, "again": PASSWORD}
    assert browser.post("/supporting/start", typed).url == "/supporting/safe"
    browser.post("/supporting/safe", {"safe": "yes"})
    return browser
