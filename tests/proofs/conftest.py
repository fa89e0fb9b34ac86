import os

import pytest

from tests.proofs.world import build

WHOLE = bool(os.environ.get("JIGSAW_PROVE"))
"""Every cell and every try: `make prove`. The suite takes a part."""


@pytest.fixture
def world(db):
    return build()


@pytest.fixture
def is_whole():
    return WHOLE
