import os

import pytest

from tests.proofs.world import build

WHOLE = bool(os.environ.get("JIGSAW_PROVE"))
"""Every cell and every try: `make prove`. The suite takes a part."""


@pytest.fixture
def world(db, settings):
    # Asking every cell takes longer than a session may be quiet, and what a session notes is undone after each.
    settings.JIGSAW_LOCK_MINUTES = 24 * 60
    return build()


@pytest.fixture
def is_whole():
    return WHOLE
