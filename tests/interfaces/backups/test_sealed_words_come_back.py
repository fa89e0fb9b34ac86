"""A backup holds what opens sealed words, and a drill shows that it does."""

import shutil
from uuid import UUID

import pyrage
import pytest
from django.db import connection

from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.sealing.ciphers import Told
from jigsaw.foundation.sealing.closing import ToSeal, seal
from jigsaw.foundation.sealing.models import PersonKey
from jigsaw.foundation.sealing.opening import open_sealed
from jigsaw.foundation.sealing.outer import outer_keys
from jigsaw.interfaces.backups import restoring, seals, writing

pytestmark = pytest.mark.django_db(transaction=True)
PIECE, ANNE = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def _with_the_tools(settings, tmp_path):
    settings.JIGSAW_SEAL_KEY = str(tmp_path / "keys" / "seals.key")
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL's client programs are not on this machine")


@pytest.fixture
def sealed():
    return seal([ToSeal(PIECE, ANNE, "1/a", Told("At the refuge", {}))])[PIECE]


def drilled(tmp_path):
    pair = pyrage.x25519.Identity.generate()
    writing.write_backup(by=JIGSAW, to=tmp_path / "b", recipients=[pair.to_public()])
    return restoring.drill(by=JIGSAW, backup=tmp_path / "b", identity=pair)


def test_the_key_lost_with_its_machine_comes_back_with_the_backup(sealed, tmp_path, settings):
    found = drilled(tmp_path)
    assert (found.wrong, found.manifest.seals) == ([], (outer_keys()[0].hex(),))
    settings.JIGSAW_SEAL_KEY = str(tmp_path / "elsewhere.key")
    seals.put_back(found.manifest)
    seals.put_back(found.manifest)
    assert len(outer_keys()) == 1
    assert open_sealed({PIECE: (sealed, "1/a")})[PIECE].told == Told("At the refuge", {})


def test_a_drill_says_that_sealed_words_could_not_be_opened(sealed, tmp_path):
    PersonKey.objects.update(wrapped="A" * 40)
    assert drilled(tmp_path).wrong == ["1 keys of sealed words cannot be opened"]
