"""Nothing is served but pages and our own named files."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config", "/.git/HEAD", "/.env", "/static/", "/static/design/", "/static/design/../../settings/base.py",
        "/static/%2e%2e/%2e%2e/settings/base.py", "/admin/", "/media/", "/pyproject.toml", "/keys/accounts.key",
    ],
)  # fmt: skip
def test_nothing_but_named_files_is_served(db, path):
    answer = Client().get(path)
    assert answer.status_code in (302, 404), answer.status_code
    assert "sign-in" in answer.url if answer.status_code == 302 else "SECRET_KEY" not in answer.text


def test_trace_is_not_answered(borough):
    client = Client()
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    for path in ("/", "/search", "/healthz"):
        answer = client.generic("TRACE", path, headers={"x-told": "numbat"})
        assert "numbat" not in answer.text
        assert answer.status_code == 405, path
