"""docs/reference/openapi.json: what is read by machines and scripts, and not by people."""

import json
from functools import cache
from typing import Any

from tests.structure.sources import ROOT

FILE = ROOT / "docs" / "reference" / "openapi.json"


@cache
def _text() -> str:
    return FILE.read_text("utf-8")


def described() -> dict[str, Any]:
    """The description, a new one each time."""
    told: dict[str, Any] = json.loads(_text())
    return told


def routes_described() -> set[str]:
    """The routes that it names."""
    return {one["operationId"] for each in described()["paths"].values() for one in each.values()}


def is_told_nowhere(name: str, answer: Any) -> bool:
    """Whether a route answers with something that is no page, and is not described."""
    is_page = "text/html" in answer.headers.get("Content-Type", "")
    return answer.status_code in (200, 204) and not is_page and name not in routes_described()
