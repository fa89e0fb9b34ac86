"""What the tables of assurance promise: each test that they name is there, each requirement is answered once."""

import ast
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest

from jigsaw.interfaces.reference.assurance import MET, NOT_APPLICABLE, NOT_YET, asvs_page, requirements
from tests.structure.sources import ROOT, SOURCE, modules

PAGES = [*sorted((ROOT / "docs" / "assurance").glob("*.md")), ROOT / "docs" / "safety" / "hazard-log.md"]
NAMED = re.compile(r"\btests/[\w/-]+\.py(?:::\w+)?")
# Of ASVS 5.0: every requirement of level 1 and 2, and in V8, V11, V14 and V16 of level 3, by chapter.
ASKED = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 13, 9: 7, 10: 29, 11: 24, 12: 9, 13: 13, 14: 13, 15: 13,
         16: 17, 17: 7}  # fmt: skip
CRYPTOGRAPHY = re.compile(
    r"(?m)^\s*(?:import|from) (?:hashlib|hmac|secrets|cryptography|pyrage|sqlcipher3|webauthn|pyotp|authlib|joserfc)\b"
)
SERVICE = """
import django, json
from django.conf import settings
django.setup()
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG",
         "PASSWORD_HASHERS")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@cache
def names_in(path):
    """The names of the tests in a file; none where there is no such file."""
    if not (ROOT / path).is_file():
        return frozenset()
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


def is_there(named):
    path, _, test = named.partition("::")
    return test in names_in(path) if test else bool(names_in(path))


@cache
def service():
    """The settings of a service, as a process of its own reads them."""
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "jigsaw.settings.service", "JIGSAW_SECRET_KEY": "x" * 50}
    told = {name: value for name, value in told.items() if name != "JIGSAW_DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-c", SERVICE], env=told, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_each_requirement_is_answered_once():
    ids = [one.id for one in requirements()]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert Counter(one.chapter for one in requirements()) == ASKED
    assert all(one.level < 3 or one.chapter in (8, 11, 14, 16) for one in requirements())


def test_each_answer_is_one_of_three_and_says_how():
    assert {one.state for one in requirements()} <= {MET, NOT_APPLICABLE, NOT_YET}
    assert [one.id for one in requirements() if not (one.asks and (one.how or one.tests))] == []


def test_the_page_says_what_the_answers_say():
    page = ROOT / "docs" / "assurance" / "asvs.md"
    assert page.read_text("utf-8") == asvs_page(), "Run: .venv/bin/python scripts/write_reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_named_test_is_there(page):
    named = set(NAMED.findall(page.read_text("utf-8")))
    assert sorted(one for one in named if not is_there(one)) == []


def test_a_test_that_is_not_there_is_found():
    assert not is_there("tests/structure/test_assurance.py::test_nothing")
    assert not is_there("tests/nowhere.py")


def test_every_hazard_names_a_test_that_exists_or_says_that_there_is_none():
    log = (ROOT / "docs" / "safety" / "hazard-log.md").read_text("utf-8")
    evidence = re.findall(r"(?m)^\| Evidence \| (.+) \|$", log)
    assert len(evidence) == len(re.findall(r"(?m)^## H\d+", log))
    assert [one for one in evidence if not NAMED.search(one) and not one.startswith("No test")] == []


def test_every_use_of_cryptography_is_in_the_inventory():
    told = re.findall(
        r"`([a-z_]+(?:/[a-z_]+)+)`", (ROOT / "docs" / "assurance" / "keys.md").read_text("utf-8")
    )
    users = [str(one.path.relative_to(SOURCE)) for one in modules() if CRYPTOGRAPHY.search(one.text)]
    assert len(users) > 10
    assert [one for one in users if not one.startswith(tuple(told))] == []


def test_the_inventory_of_logs_names_every_kind():
    told = (ROOT / "docs" / "assurance" / "logging.md").read_text("utf-8")
    from jigsaw.foundation.audit.models import AuditEvent

    assert [
        kind for kind in (*AuditEvent.Kind.values, "fault", "checkpoint") if f"| {kind} |" not in told
    ] == []


def test_a_service_keeps_its_cookies_to_itself_and_asks_for_tls():
    told = service()
    assert told["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert told["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert all(told[name] for name in told if name.endswith(("_SECURE", "_HTTPONLY", "_REDIRECT")))
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert told["DEBUG"] is False


def test_passwords_of_a_service_are_kept_by_argon2():
    assert "Argon2" in service()["PASSWORD_HASHERS"][0]
