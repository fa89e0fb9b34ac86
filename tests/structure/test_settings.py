"""Every setting is documented, and nothing that is gone still is."""

import re

from tests.structure.sources import ROOT, SOURCE, text_of, tracked_files

PAGE = ROOT / "docs" / "reference" / "settings.md"
SETTING = re.compile(r"\bJIGSAW_[A-Z_]+[A-Z]\b")
READERS = {SOURCE, ROOT / "scripts"}


def settings_read():
    """Every name of ours that the code, or a script, reads."""
    readers = [path for path in tracked_files() if READERS & set(path.parents)]
    return {name for path in readers for name in SETTING.findall(text_of(path))}


def test_every_setting_is_documented():
    assert not settings_read() - set(SETTING.findall(text_of(PAGE)))


def test_no_setting_is_documented_that_nothing_reads():
    assert not set(SETTING.findall(text_of(PAGE))) - settings_read()
