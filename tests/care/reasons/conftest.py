import pytest

from tests.town import Town


@pytest.fixture
def town(db, tmp_path):
    """A town without anybody."""
    return Town(tmp_path)
