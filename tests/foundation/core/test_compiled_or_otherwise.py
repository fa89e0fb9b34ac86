"""Code in C is used where it was built, and never where it is of another version."""

from pathlib import Path

import pytest

from jigsaw.engine.patterns.kernel import layout
from jigsaw.engine.patterns.kernel import library as patterns_library
from jigsaw.foundation.core.compiled import Compiled

SETTING = "JIGSAW_INVENTED_KERNEL"
built = pytest.mark.skipif(patterns_library() is None, reason="no compiler was there at the installation")


def kernel(folder, version=layout.VERSION, signatures=None):
    return Compiled(folder, version, signatures or {}, setting=SETTING, otherwise="plain")


@pytest.fixture
def folder(monkeypatch):
    """Where a library was built; and no setting leaves it aside."""
    monkeypatch.delenv(SETTING, raising=False)
    return Path(layout.__file__).parent


def test_where_no_compiler_was_the_otherwise_works(tmp_path):
    one = kernel(tmp_path)
    assert (one.library(), one.in_use()) == (None, "plain")
    assert "no compiler was there" in one.why_in_use()


@built
def test_a_library_of_another_version_is_not_used(folder):
    one = kernel(folder, layout.VERSION + 1)
    assert one.library() is None
    assert "of another version: install again" in one.why_in_use()


@built
def test_a_library_that_lacks_a_function_is_not_used(folder):
    assert kernel(folder, signatures={"no_such_function": (None, [])}).library() is None


@built
def test_the_setting_leaves_the_library_aside(folder, monkeypatch):
    one = kernel(folder)
    assert (one.in_use(), one.why_in_use()) == ("compiled", "compiled kernel")
    monkeypatch.setenv(SETTING, "plain")
    assert one.in_use() == "plain"
    assert f"{SETTING}=plain" in one.why_in_use()


@built
def test_a_block_may_use_either_and_then_all_is_as_before(folder):
    one = kernel(folder)
    with one.using("plain"):
        assert one.in_use() == "plain"
        with one.using("compiled"):
            assert one.in_use() == "compiled"
    assert one.in_use() == "compiled"
