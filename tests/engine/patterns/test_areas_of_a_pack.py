"""A place may give the pack its own numbers and leave patterns out, in a file that is checked with the pack."""

import pytest

from jigsaw.engine.patterns.faults import PackFaults
from jigsaw.engine.patterns.pack import load_pack
from tests.engine.patterns.invented import VOCABULARY, WHOLE_FILE

COAST = """
name = "The coast"
why = "Calls are fewer in winter, when half the houses stand empty."
agreed_by = "Reasons group of the coast"
agreed_on = 2026-09-01
"""
OTHER_FILE = WHOLE_FILE.replace('id = "R01"', 'id = "R02"')
CLOCKED = WHOLE_FILE.replace('id = "R01"', 'id = "R03"').replace(
    "version = 1", "version = 1\nstatutory = true"
)


@pytest.fixture
def pack_folder(tmp_path):
    """A pack of three patterns, of which R03 has a clock; a test writes the area coast beside them."""
    for name, text in (("one", WHOLE_FILE), ("other", OTHER_FILE), ("clocked", CLOCKED)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "areas").mkdir()
    return tmp_path


def coast(folder, more):
    (folder / "areas" / "coast.toml").write_text(COAST + more, encoding="utf-8")
    return folder


def faults(folder, area=""):
    with pytest.raises(PackFaults) as caught:
        load_pack(folder, VOCABULARY, area=area)
    return [(fault.file, fault.key) for fault in caught.value.faults]


def test_an_area_s_numbers_hold_there_and_nowhere_else(pack_folder):
    coast(pack_folder, "[parameters.R01]\ncalls = 4\n")
    there, elsewhere = load_pack(pack_folder, VOCABULARY, area="coast"), load_pack(pack_folder, VOCABULARY)
    assert there.pattern("R01").parameters == {"calls": 4}
    assert there.pattern("R01").condition.at_least == 4
    assert elsewhere.pattern("R01").parameters == {"calls": 2}
    assert there.pattern("R02").content_hash == elsewhere.pattern("R02").content_hash
    assert there.content_hash != elsewhere.content_hash


def test_an_area_may_leave_a_pattern_out(pack_folder):
    coast(pack_folder, 'leaves_out = ["R02"]\n')
    assert [one.id for one in load_pack(pack_folder, VOCABULARY, area="coast").patterns] == ["R01", "R03"]
    assert len(load_pack(pack_folder, VOCABULARY).patterns) == 3


def test_what_is_tried_or_signed_stands_above_the_area(pack_folder):
    coast(pack_folder, "[parameters.R01]\ncalls = 4\n")
    pack = load_pack(pack_folder, VOCABULARY, {"R01": {"calls": 7}}, area="coast")
    assert pack.pattern("R01").parameters == {"calls": 7}


def test_every_area_is_checked_whichever_is_in_force(pack_folder):
    coast(pack_folder, "[parameters.R01]\nshouts = 4\n")
    (pack_folder / "areas" / "hills.toml").write_text('name = "Hills"', encoding="utf-8")
    assert faults(pack_folder) == [("areas/hills.toml", key) for key in ("why", "agreed_by", "agreed_on")]
    (pack_folder / "areas" / "hills.toml").unlink()
    assert faults(pack_folder) == [("areas/coast.toml", "R01: parameters.shouts")]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("[parameters.R77]\ncalls = 4\n", "parameters.R77"),
        ('leaves_out = ["R77"]\n', "leaves_out"),
        ("[parameters.R03]\ncalls = 4\n", "parameters.R03"),
        ('leaves_out = ["R03"]\n', "leaves_out"),
        ('leaves_out = ["R01"]\n[parameters.R01]\ncalls = 4\n', "leaves_out"),
        ("parameters = 3\n", "parameters"),
        ("colour = 3\n", "colour"),
    ],
)
def test_what_an_area_may_not_do_is_told(pack_folder, more, key):
    assert faults(coast(pack_folder, more)) == [("areas/coast.toml", key)]


def test_a_clock_of_the_law_is_no_area_s_to_set(pack_folder):
    with pytest.raises(PackFaults) as caught:
        load_pack(coast(pack_folder, "[parameters.R03]\ncalls = 4\n"), VOCABULARY)
    assert "has a clock that no area sets" in str(caught.value)


def test_an_area_that_is_not_there_is_told_with_those_that_are(pack_folder):
    coast(pack_folder, "")
    with pytest.raises(PackFaults) as caught:
        load_pack(pack_folder, VOCABULARY, area="coats")
    assert 'there is no area "coats" in it. Use one of: coast.' in str(caught.value)
