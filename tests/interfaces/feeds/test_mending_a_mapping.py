"""A code without a kind is given one: what was refused for want of it comes in by itself."""

import pytest

from jigsaw.care.intake.models import Piece, QuarantinedRow
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load

MAPPING = """format = 1
[agency]
key = "brannock-police"
name = "Brannock Police"
kind = "police"
[[file]]
name = "calls.csv"
feed = "calls"
holds = "pieces"
[[file.piece]]
shape = "event"
source_reference = "No"
kind = "Type"
kinds = { "CALL" = "police-call" }
when = "Day"
[[file.piece.subject]]
local_id = "Who"
role = "subject"
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "feed.toml").write_text(MAPPING)
    (tmp_path / "calls.csv").write_text("No,Type,Day,Who\n1,CALL,01/05/2024,A\n2,WELF,02/05/2024,A\n")
    load(by=JIGSAW, folder=tmp_path)
    return tmp_path


def test_a_row_refused_for_its_code_comes_in_when_the_code_has_a_kind(folder):
    mended = MAPPING.replace('"police-call" }', '"police-call", "WELF" = "police-welfare-check" }')
    (folder / "feed.toml").write_text(mended)
    load(by=JIGSAW, folder=folder)
    assert Piece.objects.filter(kind="police-welfare-check").count() == 1
    assert QuarantinedRow.objects.get().state == "accepted"


def test_a_row_whose_feed_has_left_the_mapping_goes_on_waiting(folder):
    (folder / "feed.toml").write_text(MAPPING.replace('"calls"', '"incidents"'))
    load(by=JIGSAW, folder=folder)
    assert "waiting" in set(QuarantinedRow.objects.values_list("state", flat=True))
