import os

import pytest

from tests.proofs.world import build

WHOLE = bool(os.environ.get("JIGSAW_PROVE"))
"""Every cell and every try: `make prove`. The suite takes a part."""


@pytest.fixture
def world(db, settings):
    """Nobody's session is locked for having been quiet: every try is undone, so that the clock of each stands still."""
    settings.JIGSAW_LOCK_MINUTES = 10_000
    return build()


@pytest.fixture
def is_whole():
    return WHOLE
