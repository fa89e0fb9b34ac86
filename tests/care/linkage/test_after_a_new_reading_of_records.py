"""A new version reads records otherwise: what the store does then, what the doctor says, and what mends it."""

from django.db.models import F, Value
from django.db.models.functions import Concat

from jigsaw.care.linkage import checking
from jigsaw.care.linkage.models import BlockKey, LinkDecision
from jigsaw.engine.linkage.encoded import joining
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.commands.doctor import _keys as finding_of_keys
from jigsaw.interfaces.feeds.steps import decide_join, relink
from tests.care.linkage.test_records_sent_encoded import key, letters, send  # noqa: F401 - a fixture among them
from tests.town import are_one, groups, record, someone

TOLD = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "tel": "01632 960111"}


def left_by_an_earlier_version(town):
    """Two records of one human being, of whom the first stands under other keys, so that the second did not meet it."""
    town.send("police", someone("P1", "Jong-un", "Kim", **TOLD))
    BlockKey.objects.update(key=Concat(Value("earlier-"), F("key")))
    town.send("gp", someone("G1", "Jeong-eun", "Gim", **TOLD))
    assert len(groups()) == 2


def test_the_doctor_says_that_records_stand_under_other_keys_and_what_mends_it(town):
    left_by_an_earlier_version(town)
    found = finding_of_keys()
    assert (found.sound, "1 of 2" in found.found, "jigsaw relink" in found.mend) == (False, True, True)


def test_relinking_joins_what_the_earlier_version_kept_apart(town):
    left_by_an_earlier_version(town)
    assert relink(by=JIGSAW)["records_joined"] == 2
    assert are_one("police/P1", "gp/G1")
    assert finding_of_keys().sound


def test_relinking_leaves_what_a_person_decided(town):
    left_by_an_earlier_version(town)
    pair = record("police", "P1"), record("gp", "G1")
    decide_join(by=town.viewer(role="steward"), left=pair[0], right=pair[1], same=False, why="Two brothers")
    relink(by=JIGSAW)
    assert LinkDecision.objects.count() == 1
    assert len(groups()) == 2


def test_an_encoding_of_an_earlier_scheme_is_kept_and_waits_for_its_agency(town, key, monkeypatch):  # noqa: F811
    send(town, "charity", "C1", letters(key))
    for module in (checking, joining):
        monkeypatch.setattr(module, "SUPERSEDED", ("encoded-3",))
    relink(by=JIGSAW)
    assert groups() == {frozenset({"charity/C1"})}
    assert checking.sent_by_earlier_schemes() == {"charity": 1}
