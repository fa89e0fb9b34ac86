import pytest

from tests.builders import Borough


@pytest.fixture
def borough(db):
    return Borough()
