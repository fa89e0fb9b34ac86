import pytest

from jigsaw.care.reasons import pack
from tests.town import Town


@pytest.fixture
def town(db, tmp_path):
    """A town without anybody. What this process saw in force is forgotten before and after: the database is too."""
    pack.forget()
    yield Town(tmp_path)
    pack.forget()
