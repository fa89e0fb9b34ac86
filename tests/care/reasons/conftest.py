from datetime import UTC, datetime

import pytest

from jigsaw.care.reasons import queries, reading
from jigsaw.care.reasons.actions import reading as acting
from tests.town import Town


@pytest.fixture
def town(db, tmp_path):
    """A town without anybody."""
    return Town(tmp_path)


class Clock:
    """What time it is for whoever reads patterns: in UTC."""

    def __init__(self):
        self.at = datetime.now(UTC)

    def set(self, words):
        """Say what time it is: "2026-01-08 12:00"."""
        self.at = datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets."""
    made = Clock()
    for module in (queries, reading, acting):
        monkeypatch.setattr(module, "now", lambda: made.at)
    return made
