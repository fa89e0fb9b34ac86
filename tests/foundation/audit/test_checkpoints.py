import json
import stat
from pathlib import Path

import pytest
from django.db import connection

from jigsaw.foundation.audit import keeping
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.audit.verifying import verify
from jigsaw.foundation.core.viewer import JIGSAW


@pytest.fixture(autouse=True)
def places(tmp_path, settings):
    settings.JIGSAW_CHECKPOINTS = str(tmp_path / "checkpoints")
    settings.JIGSAW_CHECKPOINT_KEY = str(tmp_path / "keys" / "key.pem")
    return settings


def three():
    """Three checkpoints, with a row written before each of the last two."""
    keeping.add()
    for number in (1, 2):
        record_act(by=JIGSAW, act=f"went on {number}")
        keeping.add()
    return keeping.lines()


def against(lines):
    return verify(lines, keeping.verifying_key()).against


def test_each_sees_what_was_written_since_the_last_and_grows_its_tree_on(trail):
    made = three()
    assert [json.loads(json.loads(line)["checkpoint"])["rows"] for line in made] == [5, 6, 7]
    at_once = keeping.grown_since(None)
    assert keeping.last().lanes == at_once


def test_none_is_added_while_nothing_is_written(trail):
    assert keeping.add().number == 1
    assert keeping.add() is None


def test_one_is_due_each_hour(trail, monkeypatch):
    assert keeping.add_when_due()
    record_act(by=JIGSAW, act="went on")
    assert keeping.add_when_due() is None
    monkeypatch.setattr(keeping, "EVERY", keeping.EVERY * 0)
    assert keeping.add_when_due().number == 2


def test_one_left_out_between_two_shows(trail):
    first, _, last = three()
    assert against([first, last]) == ["line 2 of the checkpoints does not follow the line before it"]


def test_one_that_was_changed_or_signed_by_another_key_shows(trail, places, tmp_path):
    first, *others = three()
    changed = first.replace('\\"rows\\": 5', '\\"rows\\": 4')
    assert changed != first
    assert "line 1 of the checkpoints was not signed with this key" in against([changed, *others])
    Path(places.JIGSAW_CHECKPOINTS, "audit.jsonl").unlink()
    Path(places.JIGSAW_CHECKPOINT_KEY).unlink()
    keeping.add()
    assert len(against([first, *others])) == 3


def test_what_is_no_checkpoint_is_named_and_the_rest_is_looked_at(trail):
    assert against(["rubbish", *three()[1:]]) == [
        "line 1 of the checkpoints cannot be read",
        "line 2 of the checkpoints does not follow the line before it",
    ]


def test_the_key_is_its_owners_alone_and_once_lost_no_other_takes_its_place(trail, places):
    keeping.add()
    key = Path(places.JIGSAW_CHECKPOINT_KEY)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.unlink()
    record_act(by=JIGSAW, act="went on")
    with pytest.raises(keeping.NoSuchKey, match="not there"):
        keeping.add()


def test_it_is_known_when_they_stand_on_the_databases_own_disk(trail):
    assert keeping.is_on_the_databases_disk() is False
    keeping.add()
    if connection.vendor == "sqlite":
        same = checkpoint_and_database_share_a_disk()
        assert keeping.is_on_the_databases_disk() is same


def checkpoint_and_database_share_a_disk():
    """As `df` would say it."""
    places = (connection.settings_dict["NAME"], keeping.checkpoint_file())
    return len({Path(one).stat().st_dev for one in places}) == 1
